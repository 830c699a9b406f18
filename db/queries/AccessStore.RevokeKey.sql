-- $1 id
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
UPDATE access_keys k SET revoked_at = coalesce(k.revoked_at, now()), version = moved.version
FROM moved
WHERE k.key_id = $1
