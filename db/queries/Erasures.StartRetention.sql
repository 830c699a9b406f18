-- Begins to remove what has become too old of each site, once a day. What two silos see at the same time one of them begins.
WITH due AS (
    UPDATE site_retention r
    SET started_for = (now() AT TIME ZONE 'UTC')::date - r.days
    WHERE r.started_for IS DISTINCT FROM (now() AT TIME ZONE 'UTC')::date - r.days
        AND NOT EXISTS (SELECT FROM site_erasures e WHERE e.site_id = r.site_id AND e.finished_at IS NULL AND e.kind = 3)
    RETURNING r.site_id, r.started_for
)
INSERT INTO site_erasures (site_id, erasure_id, kind, before_day, through, stored, epochs, last_ms, last_seq)
SELECT d.site_id, gen_random_uuid(), 3, d.started_for, coalesce(s.last_committed_at, '-infinity'), s.stored, '{}', '{}', '{}'
FROM due d
JOIN site_state s ON s.site_id = d.site_id
