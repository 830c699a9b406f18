-- The last commit of a range of chunks; null if no event of it is left. $1 site id, $2 first chunk, $3 the one after the last, $4 the
-- commit after which
SELECT max(created_at) FROM events WHERE site_id = $1 AND chunk >= $2 AND chunk < $3 AND created_at > $4
