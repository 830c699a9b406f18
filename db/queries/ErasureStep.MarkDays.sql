-- Has days built again. $1 site id, $2 time zone, $3 days
UPDATE site_days SET segment = NULL WHERE site_id = $1 AND time_zone = $2 AND day = ANY ($3) AND segment IS NOT NULL
