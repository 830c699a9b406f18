-- $1 site id, $2 time zone, $3 first day, $4 last day
SELECT day, part, segment
FROM site_days
WHERE site_id = $1 AND time_zone = $2 AND day >= $3 AND day <= $4 AND segment IS NOT NULL
ORDER BY day, part
