-- Days that are to be built again, earliest first, with the number of events they had. $1 site id, $2 time zone, $3 most
SELECT day, sum(events)::bigint
FROM site_days
WHERE site_id = $1 AND time_zone = $2 AND segment IS NULL
GROUP BY day
ORDER BY day
LIMIT $3
