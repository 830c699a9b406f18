-- The quoted names of a table and of a new partition of it, in the schema of "events". Another relation or type may have the
-- usual name: a month's table that was detached and kept, one for another part of the month, or an unrelated one.
-- $1 the table, $2 the usual name
SELECT $1::regclass::text, format('%I.%I', schema.nspname, candidate.name)
FROM pg_class AS events
JOIN pg_namespace AS schema ON schema.oid = events.relnamespace
CROSS JOIN generate_series(1, 10000) AS number
CROSS JOIN LATERAL (SELECT $2 || CASE number WHEN 1 THEN '' ELSE '_' || number END AS name) AS candidate
WHERE events.oid = 'events'::regclass
    AND NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = schema.oid AND relname = candidate.name)
    AND NOT EXISTS (SELECT FROM pg_type WHERE typnamespace = schema.oid AND typname = candidate.name)
ORDER BY number
LIMIT 1
