-- Locks the site's roll-up, and returns which commits to add: those after the first and up to the second moment, and the
-- number of the site's events before them.
-- No row when there are none, or the site is to be erased and its sums are not dropped yet. Fails when another silo has the lock.
-- $1 site id
SELECT r.through, s.last_committed_at, r.events
FROM site_rollups r
JOIN site_state s ON s.site_id = r.site_id
WHERE r.site_id = $1 AND s.last_committed_at > r.through
    AND NOT EXISTS (SELECT FROM site_erasures e WHERE e.site_id = $1 AND e.finished_at IS NULL AND e.kind = 2 AND e.phase = 0)
FOR UPDATE OF r NOWAIT
