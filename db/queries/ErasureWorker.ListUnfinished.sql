-- Lists erasures that await a step and are not leased to another silo. $1 this silo, $2 time after which another silo's lease expires
SELECT site_id, erasure_id
FROM site_erasures
WHERE finished_at IS NULL AND (worker IS NULL OR worker = $1 OR worked_at < now() - $2::interval)
ORDER BY requested_at, site_id
