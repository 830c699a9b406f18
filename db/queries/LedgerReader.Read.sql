-- A site's counts, its checkpoints, and whether it is paused, in one snapshot. $1 site id
WITH checkpoints AS (
    SELECT epoch, last_ms, last_seq FROM site_checkpoints WHERE site_id = $1
)
SELECT
    s.commit_id,
    (SELECT coalesce(array_agg(epoch ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_ms ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_seq ORDER BY epoch), '{}') FROM checkpoints),
    s.stored - gone.rows, s.duplicates, s.dead, s.refused::text, s.last_committed_at, s.erased + gone.rows, s.paused_at
FROM site_state s
CROSS JOIN LATERAL (
    SELECT s.erased_rows + coalesce(sum(e.events), 0)::bigint AS rows FROM site_erasures e WHERE e.site_id = $1 AND e.finished_at IS NULL
) gone
WHERE s.site_id = $1
