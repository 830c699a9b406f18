-- A site's erasures, latest first. $1 site id, $2 most
SELECT erasure_id, kind, before_day, requested_at, phase, events, dead_letters, finished_at
FROM site_erasures
WHERE site_id = $1
ORDER BY requested_at DESC, erasure_id
LIMIT $2
