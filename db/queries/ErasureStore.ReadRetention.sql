-- Returns one row, even for a site without retention. $1 site id
SELECT s.retention_days, r.kept_from, r.kept_at, coalesce(r.events, 0)
FROM (VALUES ($1)) asked (site_id)
LEFT JOIN registered_sites s ON s.site_id = asked.site_id
LEFT JOIN site_retention r ON r.site_id = asked.site_id
