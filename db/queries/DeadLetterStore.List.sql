-- A site's dead letters, oldest entry first. $1 site id, $2 to $5 key to start after ($2 null: from the first), $6 most
SELECT site_id, epoch, ms, seq, idx, events, reason, detail, payload, created_at
FROM dead_letters
WHERE site_id = $1 AND ($2::text IS NULL OR (ms, seq, epoch, idx) > ($3, $4, $2, $5))
ORDER BY ms, seq, epoch, idx
LIMIT $6
