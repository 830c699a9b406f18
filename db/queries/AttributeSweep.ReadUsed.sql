-- Reads which attribute sets the events of a range of chunks use. $1 site id, $2 the first chunk, $3 the one after the last, $4 the commit
-- after which
SELECT DISTINCT set
FROM events
CROSS JOIN LATERAL unnest(ARRAY[page, origin, client, props]) AS used (set)
WHERE site_id = $1 AND chunk >= $2 AND chunk < $3 AND created_at > $4 AND set IS NOT NULL
