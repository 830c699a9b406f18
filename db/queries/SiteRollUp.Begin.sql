-- Takes the site's turn, and tells which commits are to be added: those after the first and up to the second moment, and
-- how many of the site's events came before them.
-- No row when there are none, or the site is to be deleted and its sums are not dropped yet. Fails when another silo has the turn.
-- $1 site id
SELECT r.through, s.last_committed_at, r.events
FROM site_rollups r
JOIN site_state s ON s.site_id = r.site_id
WHERE r.site_id = $1 AND s.last_committed_at > r.through
    AND NOT EXISTS (SELECT FROM site_erasures e WHERE e.site_id = $1 AND e.finished_at IS NULL AND e.kind = 2 AND e.phase = 0)
FOR UPDATE OF r NOWAIT
