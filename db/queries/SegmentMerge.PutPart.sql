-- $1 site id, $2 time zone, $3 day, $4 part, $5 number of events, $6 segment
INSERT INTO site_days (site_id, time_zone, day, part, events, segment) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (site_id, time_zone, day, part) DO UPDATE SET events = excluded.events, segment = excluded.segment
