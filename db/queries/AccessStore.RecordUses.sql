-- Gateways do not need this, so the version stays.
-- $1 ids, $2 when each was used
UPDATE access_keys k SET last_used_at = greatest(k.last_used_at, used.at)
FROM unnest($1::uuid[], $2::timestamptz[]) AS used (key_id, at)
WHERE k.key_id = used.key_id
