-- Takes the site's turn, and tells which commits are to be added: those after the first and up to the second moment, and
-- the first chunk that may have any.
-- No row when there are none. Fails when another silo has the turn. $1 site id
SELECT r.through, s.last_committed_at, (r.events / 1000)::integer
FROM site_rollups r
JOIN site_state s ON s.site_id = r.site_id
WHERE r.site_id = $1 AND s.last_committed_at > r.through
FOR UPDATE OF r NOWAIT
