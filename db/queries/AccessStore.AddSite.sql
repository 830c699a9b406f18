-- A site that an operator has removed stays removed.
-- $1 site id
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
INSERT INTO registered_sites (site_id, name, time_zone, origins, needs_write_key, version)
SELECT $1, $1, 'UTC', '{}', false, version FROM moved
ON CONFLICT (site_id) DO NOTHING
