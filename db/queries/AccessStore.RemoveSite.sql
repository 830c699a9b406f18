-- The site's keys are revoked with it.
-- $1 site id
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version),
revoked AS (
    UPDATE access_keys SET revoked_at = now(), version = moved.version
    FROM moved
    WHERE site_id = $1 AND revoked_at IS NULL
)
UPDATE registered_sites SET removed_at = now(), version = moved.version
FROM moved
WHERE site_id = $1 AND removed_at IS NULL
