-- Restarts empty sums after a commit: earlier events no longer count. $1 site id, $2 that commit's time, $3 the number of
-- events that the site had stored by then
UPDATE site_rollups
SET since = greatest(since, $2), events = CASE WHEN through < $2 THEN $3 ELSE events END, through = greatest(through, $2)
WHERE site_id = $1
