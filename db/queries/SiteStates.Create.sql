-- Sorted, so that two silos that create the same new sites do not deadlock.
-- $1 site ids
INSERT INTO site_state (site_id, commit_id)
SELECT site_id, gen_random_uuid()
FROM (SELECT DISTINCT site_id COLLATE "C" AS site_id FROM unnest($1::text[]) AS u (site_id)) AS new
ORDER BY site_id
ON CONFLICT (site_id) DO NOTHING
