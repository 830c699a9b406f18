-- Runs in the transaction that advanced the fencing token, as a separate statement, so that it sees everything committed
-- before. What was committed after the streams were read is erased as well.
-- $1 site id, $2 erasure id, $3 kind, $4 user id or null, $5 epochs of the site's streams, $6 and $7 the last entries of each, $8 visitor or null
INSERT INTO site_erasures (site_id, erasure_id, kind, user_id, visitor, through, stored, epochs, last_ms, last_seq)
SELECT s.site_id, $2, $3, CASE WHEN $8::bigint IS NULL THEN $4 ELSE repeat('-', 1000) END, $8, coalesce(s.last_committed_at, '-infinity'), s.stored, b.epochs, b.last_ms, b.last_seq
FROM site_state s
CROSS JOIN (
    SELECT coalesce(array_agg(epoch), '{}') AS epochs, coalesce(array_agg(last_ms), '{}') AS last_ms, coalesce(array_agg(last_seq), '{}') AS last_seq
    FROM (
        SELECT DISTINCT ON (epoch) epoch, last_ms, last_seq
        FROM (
            SELECT * FROM unnest($5::text[], $6::numeric[], $7::numeric[]) AS streams (epoch, last_ms, last_seq)
            UNION ALL
            SELECT epoch, last_ms, last_seq FROM site_checkpoints WHERE site_id = $1
        ) known
        ORDER BY epoch, last_ms DESC, last_seq DESC
    ) latest
) b
WHERE s.site_id = $1
RETURNING erasure_id, kind, before_day, requested_at, phase, events, dead_letters, finished_at
