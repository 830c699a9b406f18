-- $1 site id, $2 time zone, $3 day
SELECT part, events, segment FROM site_days WHERE site_id = $1 AND time_zone = $2 AND day = $3
