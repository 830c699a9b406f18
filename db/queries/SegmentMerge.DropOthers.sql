-- Drops the segments of the site's former time zones. $1 site id, $2 the present one
WITH days AS (DELETE FROM site_days WHERE site_id = $1 AND time_zone <> $2)
DELETE FROM site_segments WHERE site_id = $1 AND time_zone <> $2
