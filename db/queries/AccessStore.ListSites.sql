-- $1 exact site id or null, $2 part of the id or the name or null, $3 sites before the first, $4 most
SELECT s.site_id, s.name, s.time_zone, s.origins, s.retention_days, s.events_per_second, s.bytes_per_second, s.needs_write_key, s.created_at,
    count(*) OVER (), s.refuses_bots
FROM registered_sites s
WHERE s.removed_at IS NULL
    AND ($1::text IS NULL OR s.site_id = $1)
    AND ($2::text IS NULL OR strpos(s.site_id, $2) > 0 OR strpos(lower(s.name), lower($2)) > 0)
ORDER BY s.site_id
OFFSET $3 LIMIT $4
