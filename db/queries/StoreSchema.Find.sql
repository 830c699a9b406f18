-- The first schema of the search path, where new tables go; the first that has Footfall's tables; whether the path includes the
-- user's own schema, as PostgreSQL's default does; the user, and the path; whether the user may create in either schema.
SELECT
    current_schema(), existing.name, current_setting('search_path') LIKE '%"$user"%', current_user, current_setting('search_path'),
    coalesce(has_schema_privilege(current_schema(), 'CREATE'), false), coalesce(has_schema_privilege(existing.name, 'CREATE'), false)
FROM (VALUES (1)) AS one (row)
LEFT JOIN LATERAL (
    SELECT path.name
    FROM unnest(current_schemas(false)) WITH ORDINALITY AS path (name, place)
    JOIN pg_namespace n ON n.nspname = path.name
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'site_checkpoints' AND c.relkind = 'r'
    ORDER BY path.place
    LIMIT 1
) existing ON true
