-- $1 site id
UPDATE site_rollups r
SET through = s.last_committed_at, events = s.stored
FROM site_state s
WHERE r.site_id = $1 AND s.site_id = $1
