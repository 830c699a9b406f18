-- Days that are to be built again. $1 site id, $2 time zone, $3 first day, $4 last day
SELECT DISTINCT day FROM site_days WHERE site_id = $1 AND time_zone = $2 AND day >= $3 AND day <= $4 AND segment IS NULL
