-- One erasure of a site's old events is like the next: what remains is how far they got. Tells how many stored events went.
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
