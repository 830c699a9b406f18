-- Restarts empty segments after a commit: earlier events no longer count. $1 site id, $2 that commit's time, $3 the number of events that
-- the site had stored by then
WITH days AS (DELETE FROM site_days WHERE site_id = $1)
UPDATE site_segments
SET events = CASE WHEN through < $2 THEN $3 ELSE events END, through = greatest(through, $2)
WHERE site_id = $1
