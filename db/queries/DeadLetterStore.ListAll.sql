-- Dead letters of all sites, latest first. $1 most
SELECT site_id, epoch, ms, seq, idx, events, reason, detail, payload, created_at
FROM dead_letters
ORDER BY created_at DESC, site_id, ms, seq, epoch, idx
LIMIT $1
