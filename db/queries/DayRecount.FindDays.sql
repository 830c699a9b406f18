-- The dates in UTC on which a site's events happened, and the days of its segments, which may have lost their events.
-- $1 site id, $2 events with this time of storage or an earlier one do not count, $3 time zone of the segments
SELECT DISTINCT ("timestamp" AT TIME ZONE 'UTC')::date, false FROM events WHERE site_id = $1 AND created_at > $2
UNION ALL
SELECT DISTINCT day, true FROM site_days WHERE site_id = $1 AND time_zone = $3
