-- Has a day built again. $1 site id, $2 time zone, $3 day
UPDATE site_days SET segment = NULL WHERE site_id = $1 AND time_zone = $2 AND day = $3
