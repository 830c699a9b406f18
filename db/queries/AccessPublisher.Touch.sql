-- Publishes sites anew although nothing about them changed. $1 site ids
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
UPDATE registered_sites s SET version = moved.version FROM moved WHERE s.site_id = ANY ($1)
