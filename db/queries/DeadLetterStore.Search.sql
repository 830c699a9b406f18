-- Dead letters, latest first. $1 site id or null, $2 reason or null, $3 part of the detail or null,
-- $4 to $9 the dead letter to start after ($4 null: from the first), $10 most
SELECT site_id, epoch, ms, seq, idx, events, reason, detail, payload, created_at
FROM dead_letters
WHERE ($1::text IS NULL OR site_id = $1)
    AND ($2::smallint IS NULL OR reason = $2)
    AND ($3::text IS NULL OR strpos(lower(detail), lower($3)) > 0)
    AND ($4::timestamptz IS NULL OR (created_at, site_id, ms, seq, epoch, idx) < ($4, $5, $6, $7, $8, $9))
ORDER BY created_at DESC, site_id DESC, ms DESC, seq DESC, epoch DESC, idx DESC
LIMIT $10
