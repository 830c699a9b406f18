-- Locks the sites whose fencing token is the expected one, and advances token, counters and checkpoint. Sites that are
-- not returned are unchanged: their token has moved, or another session holds them. No commit worker waits for another.
-- A site's commits have increasing times, even when the clock steps back: the roll-ups rely on it.
-- The position of the write-ahead log is returned with each, the same for all: it is read once.
-- $1 site ids, $2 expected tokens, $3 new tokens, $4 epochs, $5 and $6 checkpoints, $7 rows, $8 dead letters,
-- $9 duplicates, $10 refusals as JSON objects or null, $11 events that are erased instead of stored, $12 the numbers of the next attribute
-- sets, 0 for batches without new ones
WITH batch AS (
    SELECT *
    FROM unnest(
            $1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::numeric[], $6::numeric[],
            $7::bigint[], $8::bigint[], $9::bigint[], $10::text[], $11::bigint[], $12::integer[])
        AS b (site_id, expected, commit_id, epoch, last_ms, last_seq, stored, dead, duplicates, refused, erased, next_attributes)
), locked AS MATERIALIZED (
    SELECT b.commit_id, s.site_id
    FROM batch b
    JOIN site_state s ON s.site_id = b.site_id AND s.commit_id = b.expected
    ORDER BY s.site_id
    FOR NO KEY UPDATE OF s SKIP LOCKED
), moved AS (
    UPDATE site_state s
    SET commit_id = b.commit_id,
        stored = s.stored + b.stored,
        dead = s.dead + b.dead,
        duplicates = s.duplicates + b.duplicates,
        erased = s.erased + b.erased,
        next_attributes = greatest(s.next_attributes, b.next_attributes),
        refused = CASE WHEN b.refused IS NULL THEN s.refused ELSE (
            SELECT jsonb_object_agg(sums.reason, sums.events)
            FROM (
                SELECT reason, sum(events::bigint) AS events
                FROM (SELECT * FROM jsonb_each_text(s.refused) UNION ALL SELECT * FROM jsonb_each_text(b.refused::jsonb)) AS pairs (reason, events)
                GROUP BY reason
            ) sums) END,
        last_committed_at = greatest(now(), s.last_committed_at + interval '1 microsecond')
    FROM locked l
    JOIN batch b ON b.commit_id = l.commit_id
    WHERE s.site_id = l.site_id
    RETURNING s.commit_id, s.last_committed_at, s.stored
), checkpointed AS (
    INSERT INTO site_checkpoints AS c (site_id, epoch, last_ms, last_seq)
    SELECT b.site_id, b.epoch, b.last_ms, b.last_seq
    FROM moved m
    JOIN batch b ON b.commit_id = m.commit_id
    ON CONFLICT (site_id, epoch) DO UPDATE
    SET last_ms = excluded.last_ms, last_seq = excluded.last_seq
)
SELECT commit_id, last_committed_at, stored, (SELECT pg_current_wal_insert_lsn()) FROM moved
