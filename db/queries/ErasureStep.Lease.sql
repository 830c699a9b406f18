-- Leases an erasure for one step; no row when another silo has it, or it is done. $1 site id, $2 erasure id, $3 this silo, $4 time
-- after which another silo's lease expires
SELECT kind, user_id, visitor, before_day, through, stored, phase, next_chunk, epochs, last_ms, last_seq, events + dead_letters > 0
FROM site_erasures
WHERE site_id = $1 AND erasure_id = $2 AND finished_at IS NULL AND (worker IS NULL OR worker = $3 OR worked_at < now() - $4::interval)
FOR UPDATE SKIP LOCKED
