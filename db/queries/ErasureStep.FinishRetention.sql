-- A site's retention erasures are all alike, so only their progress is kept. Returns the number of stored events erased.
-- $1 site id, $2 erasure id
WITH done AS (
    DELETE FROM site_erasures WHERE site_id = $1 AND erasure_id = $2 RETURNING before_day, events
), kept AS (
    UPDATE site_retention r
    SET kept_from = d.before_day, kept_at = now(), events = r.events + d.events
    FROM done d
    WHERE r.site_id = $1
)
SELECT events FROM done
