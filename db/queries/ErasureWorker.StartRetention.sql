-- Starts the erasure of each site's expired events, once a day, also for sites that are no longer registered. When two silos
-- see the same one, only one of them starts it.
WITH due AS (
    INSERT INTO site_retention AS r (site_id, started_for)
    SELECT w.site_id, w.started_for
    FROM (
        SELECT site_id, (now() AT TIME ZONE 'UTC')::date - retention_days AS started_for
        FROM registered_sites
        WHERE retention_days IS NOT NULL
    ) w
    LEFT JOIN site_retention known USING (site_id)
    WHERE known.started_for IS DISTINCT FROM w.started_for
        AND NOT EXISTS (SELECT FROM site_erasures e WHERE e.site_id = w.site_id AND e.finished_at IS NULL AND e.kind = 3)
    ORDER BY w.site_id
    ON CONFLICT (site_id) DO UPDATE SET started_for = excluded.started_for
        WHERE r.started_for <> excluded.started_for
    RETURNING r.site_id, r.started_for
)
INSERT INTO site_erasures (site_id, erasure_id, kind, before_day, through, stored, epochs, last_ms, last_seq)
SELECT d.site_id, gen_random_uuid(), 3, d.started_for, coalesce(s.last_committed_at, '-infinity'), s.stored, '{}', '{}', '{}'
FROM due d
JOIN site_state s ON s.site_id = d.site_id
