-- Locks the segments of a site, and returns how far they go: the last commit in them, and the number of events stored by then; then the
-- site's last commit and its number of events, and the commit up to which the site was erased.
-- No row when the site is to be erased and its segments are not dropped yet. Fails when another silo has the lock.
-- $1 site id, $2 time zone
SELECT g.through, g.events, s.last_committed_at, s.stored, coalesce((SELECT since FROM site_rollups WHERE site_id = $1), '-infinity')
FROM site_segments g
JOIN site_state s ON s.site_id = g.site_id
WHERE g.site_id = $1 AND g.time_zone = $2 AND s.last_committed_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM site_erasures e WHERE e.site_id = $1 AND e.finished_at IS NULL AND e.kind = 2 AND e.phase = 0)
FOR UPDATE OF g NOWAIT
