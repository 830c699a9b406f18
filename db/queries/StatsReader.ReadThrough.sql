-- Reads the last commit in the site's sums, and the number of events they cover; and the site's time zone, null if it is not registered.
-- $1 site id
SELECT coalesce(r.through, '-infinity'), coalesce(r.events, 0), (SELECT time_zone FROM registered_sites WHERE site_id = $1)
FROM (SELECT $1::text COLLATE "C" AS site_id) AS asked
LEFT JOIN site_rollups r ON r.site_id = asked.site_id
