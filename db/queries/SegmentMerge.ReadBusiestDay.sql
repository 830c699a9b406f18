-- The number of events of the busiest of the last three days that have any. $1 site id, $2 time zone
SELECT coalesce(max(events), 0)::bigint
FROM (
    SELECT sum(events) AS events FROM site_days WHERE site_id = $1 AND time_zone = $2 GROUP BY day ORDER BY day DESC LIMIT 3
) AS latest
