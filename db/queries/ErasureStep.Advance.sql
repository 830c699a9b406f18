-- $1 site id, $2 erasure id, $3 this silo, $4 phase, $5 next chunk, $6 further events erased, $7 and from the dead letters
UPDATE site_erasures
SET worker = $3, worked_at = now(), phase = $4, next_chunk = $5, events = events + $6, dead_letters = dead_letters + $7
WHERE site_id = $1 AND erasure_id = $2
