-- $1 site id, $2 epoch, $3 and $4 entry id, $5 index
SELECT site_id, epoch, ms, seq, idx, events, reason, detail, payload, created_at
FROM dead_letters
WHERE site_id = $1 AND epoch = $2 AND ms = $3 AND seq = $4 AND idx = $5
