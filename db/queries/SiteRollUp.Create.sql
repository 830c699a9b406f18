-- $1 site id
INSERT INTO site_rollups (site_id) VALUES ($1) ON CONFLICT (site_id) DO NOTHING
