-- What is known about a site's segments: one row for each time zone that they are kept for, and one with nulls if there is none.
-- $1 site id
SELECT
    (SELECT time_zone FROM registered_sites WHERE site_id = $1),
    coalesce(s.stored, 0),
    coalesce(s.last_committed_at, '-infinity'),
    coalesce((SELECT since FROM site_rollups WHERE site_id = $1), '-infinity'),
    g.time_zone, g.through, g.events
FROM (SELECT $1::text COLLATE "C" AS site_id) AS asked
LEFT JOIN site_state s ON s.site_id = asked.site_id
LEFT JOIN site_segments g ON g.site_id = asked.site_id
