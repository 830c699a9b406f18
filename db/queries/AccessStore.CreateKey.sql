-- Of two concurrent first keys, one conflicts with the other.
-- $1 id, $2 hash, $3 name, $4 shown prefix, $5 scope, $6 site id or null, $7 expiry or null, $8 whether only if it is the first operator key
WITH moved AS (UPDATE access_version SET version = version + 1 RETURNING version)
INSERT INTO access_keys (key_id, hash, name, shown, scope, site_id, expires_at, is_first, version)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, version FROM moved
WHERE NOT $8 OR NOT EXISTS (
    SELECT FROM access_keys
    WHERE scope = 1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now()))
ON CONFLICT (scope) WHERE is_first AND revoked_at IS NULL DO NOTHING
