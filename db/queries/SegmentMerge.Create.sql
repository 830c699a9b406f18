-- $1 site id, $2 time zone
INSERT INTO site_segments (site_id, time_zone) VALUES ($1, $2) ON CONFLICT (site_id, time_zone) DO NOTHING
