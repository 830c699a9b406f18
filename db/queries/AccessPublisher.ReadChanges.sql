-- What gateways must know of sites and keys, as they read it (MirroredSite, MirroredKey), by version.
-- $1 version that they have, $2 about so many rows: those of one version stay together
SELECT version, field, json::text FROM (
    SELECT version, 's:' || site_id AS field, json_build_object(
        'known', removed_at IS NULL, 'origins', origins, 'events_per_second', events_per_second, 'bytes_per_second', bytes_per_second,
        'needs_write_key', needs_write_key) AS json
    FROM registered_sites WHERE version > $1
    UNION ALL
    SELECT version, 'k:' || encode(hash, 'hex'), json_build_object(
        'id', key_id, 'name', name, 'scope', scope, 'site_id', site_id, 'expires_at', expires_at, 'revoked', revoked_at IS NOT NULL)
    FROM access_keys WHERE version > $1
) AS changed
ORDER BY version
FETCH FIRST ($2) ROWS WITH TIES
