-- Older days are looked for anew. $1 site id, $2 days
INSERT INTO site_retention (site_id, days) VALUES ($1, $2)
ON CONFLICT (site_id) DO UPDATE SET days = excluded.days, started_for = NULL
