-- Reads the state of sites and keys, whether it continues the gateways' state, and the rows that changed since, in the form
-- that gateways read (ReplicatedSite, ReplicatedKey). One statement, so that all of it is from one snapshot; one row with
-- nulls when nothing changed.
-- $1 the gateways' version or 0 for none, $2 id of its change, $3 most rows or null
SELECT
    newest.version, newest.change_id, EXISTS (SELECT FROM access_changes WHERE version = $1 AND change_id = $2),
    changed.version, changed.field, changed.json::text
FROM access_version AS newest
LEFT JOIN (
    SELECT version, 's:' || site_id AS field, json_build_object(
        'known', removed_at IS NULL, 'origins', origins, 'events_per_second', events_per_second, 'bytes_per_second', bytes_per_second,
        'needs_write_key', needs_write_key, 'time_zone', time_zone, 'refuses_bots', refuses_bots) AS json
    FROM registered_sites WHERE version > $1
    UNION ALL
    SELECT version, 'k:' || encode(hash, 'hex'), json_build_object(
        'id', key_id, 'name', name, 'scope', scope, 'site_id', site_id, 'expires_at', expires_at, 'revoked', revoked_at IS NOT NULL)
    FROM access_keys WHERE version > $1
) AS changed ON true
LIMIT $3
