-- $1 site id, $2 time zone, $3 the last commit in the segments, $4 the number of events stored by then
UPDATE site_segments SET through = $3, events = $4 WHERE site_id = $1 AND time_zone = $2
