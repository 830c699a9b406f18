-- A user's events of a range of chunks. $1 site id, $2 the user, $3 the first chunk, $4 the one after the last, $5 latest created_at
SELECT "timestamp", created_at, event_type, path
FROM events
WHERE site_id = $1 AND user_id = $2 AND chunk >= $3 AND chunk < $4 AND created_at <= $5
ORDER BY created_at, id
