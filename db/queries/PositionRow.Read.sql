-- Reads a site's commit position. $1 site id
SELECT
    (SELECT commit_id FROM site_state WHERE site_id = $1),
    coalesce(array_agg(epoch ORDER BY epoch), '{}'),
    coalesce(array_agg(last_ms ORDER BY epoch), '{}'),
    coalesce(array_agg(last_seq ORDER BY epoch), '{}')
FROM site_checkpoints
WHERE site_id = $1
