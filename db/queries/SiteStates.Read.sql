-- Fencing token and checkpoint of sites, whether they are paused, and whose queued events (a visitor's, or a user's, or with two nulls all) are erased up to
-- which entries; a site unknown to the store is not returned.
-- $1 site ids, $2 epochs
-- Each by its key: OFFSET 0 keeps the planner from joining the whole tables, whose size it learns late.
SELECT w.ordinality - 1, s.commit_id, coalesce(c.last_ms, 0), coalesce(c.last_seq, 0), s.paused_at IS NOT NULL, e.visitors, e.users, e.last_ms, e.last_seq
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (site_id, epoch, ordinality)
CROSS JOIN LATERAL (SELECT commit_id, paused_at FROM site_state WHERE site_id = w.site_id OFFSET 0) s
LEFT JOIN LATERAL (
    SELECT last_ms, last_seq FROM site_checkpoints WHERE site_id = w.site_id AND epoch = w.epoch OFFSET 0
) c ON true
CROSS JOIN LATERAL (
    SELECT array_agg(asked.visitor) AS visitors, array_agg(asked.user_id) AS users, array_agg(b.last_ms) AS last_ms, array_agg(b.last_seq) AS last_seq
    FROM site_erasures asked
    CROSS JOIN LATERAL unnest(asked.epochs, asked.last_ms, asked.last_seq) AS b (epoch, last_ms, last_seq)
    WHERE asked.site_id = w.site_id AND asked.finished_at IS NULL AND b.epoch = w.epoch
) e
