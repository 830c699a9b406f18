-- Returns whether there is exactly one version, and no site or key is newer.
SELECT count(*) = 1 AND max(version) >= greatest(
    (SELECT max(version) FROM registered_sites), (SELECT max(version) FROM access_keys), (SELECT max(version) FROM access_changes), 0)
FROM access_version
