-- Has a day without a segment built. $1 site id, $2 time zone, $3 day
INSERT INTO site_days (site_id, time_zone, day, part, events) VALUES ($1, $2, $3, 0, 0) ON CONFLICT (site_id, time_zone, day, part) DO NOTHING
