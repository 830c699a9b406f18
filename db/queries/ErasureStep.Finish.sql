-- The record of an erasure does not keep what was erased. Returns the number of stored events erased. $1 site id, $2 erasure id
UPDATE site_erasures
SET phase = 4, finished_at = now(), user_id = NULL, visitor = NULL, epochs = '{}', last_ms = '{}', last_seq = '{}'
WHERE site_id = $1 AND erasure_id = $2
RETURNING events
