SELECT key_id, name, shown, scope, site_id, created_at, expires_at, revoked_at, last_used_at
FROM access_keys
ORDER BY created_at DESC, key_id
