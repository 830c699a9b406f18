-- Finds the parts of a time range without a partition in a table (true), and the partitions in the range that are themselves
-- divided by time, with their part of the range (false). Bounds are compared as times; names do not matter. A default partition
-- covers everything.
-- $1 the table or null for "events", $2 and $3 the range
WITH parent AS (
    SELECT coalesce($1, 'events'::regclass::oid) AS oid, tstzrange($2, $3) AS wanted
), partitions AS MATERIALIZED (
    SELECT c.oid, c.relkind, pg_get_expr(c.relpartbound, c.oid) AS bound
    FROM parent
    JOIN pg_inherits i ON i.inhparent = parent.oid AND NOT i.inhdetachpending
    JOIN pg_class c ON c.oid = i.inhrelid
), ranges AS (
    SELECT p.oid, p.relkind, tstzrange(bounds[1]::timestamptz, bounds[2]::timestamptz) AS range
    FROM partitions p
    -- DEFAULT does not match; MINVALUE and MAXVALUE yield null: no bound.
    LEFT JOIN LATERAL regexp_match(p.bound, '^FOR VALUES FROM [(](?:''(.*)''|MINVALUE)[)] TO [(](?:''(.*)''|MAXVALUE)[)]$') AS bounds ON true
)
SELECT parent.oid, lower(gap), upper(gap), true
FROM parent
CROSS JOIN LATERAL unnest(tstzmultirange(parent.wanted) - (SELECT coalesce(range_agg(range), '{}') FROM ranges)) AS gap
UNION ALL
SELECT r.oid, lower(r.range * parent.wanted), upper(r.range * parent.wanted), false
FROM parent
JOIN ranges r ON r.relkind = 'p' AND r.range && parent.wanted AND pg_get_partkeydef(r.oid) = pg_get_partkeydef(parent.oid)
ORDER BY 2
