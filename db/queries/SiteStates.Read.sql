-- Fence and checkpoint of sites, and whether they are paused; a site that the store has never heard of is not returned.
-- $1 site ids, $2 epochs
-- Each by its key: OFFSET 0 keeps the planner from joining the whole tables, of whose size it learns late.
SELECT w.ordinality - 1, s.commit_id, coalesce(c.last_ms, 0), coalesce(c.last_seq, 0), s.paused_at IS NOT NULL
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (site_id, epoch, ordinality)
CROSS JOIN LATERAL (SELECT commit_id, paused_at FROM site_state WHERE site_id = w.site_id OFFSET 0) s
LEFT JOIN LATERAL (
    SELECT last_ms, last_seq FROM site_checkpoints WHERE site_id = w.site_id AND epoch = w.epoch OFFSET 0
) c ON true
