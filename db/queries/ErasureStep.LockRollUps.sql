-- No roll-up of the site begins until the end of the transaction, and one with an earlier snapshot fails, because the row has a
-- new version. $1 site id
INSERT INTO site_rollups AS r (site_id) VALUES ($1)
ON CONFLICT (site_id) DO UPDATE SET through = r.through
RETURNING through, since
