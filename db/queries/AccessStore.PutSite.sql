-- $1 site id, $2 name, $3 time zone, $4 origins, $5 retention in days, $6 events and $7 bytes a second, $8 whether it needs a write key,
-- $9 whether an existing site is left unchanged, $10 whether it refuses bots
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
INSERT INTO registered_sites AS s
    (site_id, name, time_zone, origins, retention_days, events_per_second, bytes_per_second, needs_write_key, refuses_bots, version)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $10, version FROM moved
ON CONFLICT (site_id) DO UPDATE SET
    name = excluded.name,
    time_zone = excluded.time_zone,
    origins = excluded.origins,
    retention_days = excluded.retention_days,
    events_per_second = excluded.events_per_second,
    bytes_per_second = excluded.bytes_per_second,
    needs_write_key = excluded.needs_write_key,
    refuses_bots = excluded.refuses_bots,
    created_at = CASE WHEN s.removed_at IS NULL THEN s.created_at ELSE now() END,
    removed_at = NULL,
    version = excluded.version
WHERE NOT $9 OR s.removed_at IS NOT NULL
