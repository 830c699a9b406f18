-- What waits for its next step, and is nobody else's. $1 this silo, $2 after which time another one may be gone
SELECT site_id, erasure_id
FROM site_erasures
WHERE finished_at IS NULL AND (worker IS NULL OR worker = $1 OR worked_at < now() - $2::interval)
ORDER BY requested_at, site_id
