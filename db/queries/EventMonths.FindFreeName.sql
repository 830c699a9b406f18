-- The name for a month's table; no row when the month has one. A table that was detached, and kept, keeps its name
-- too, and the next one is numbered: its month can still get events. $1 the month's usual name
SELECT candidate.name
FROM generate_series(1, 1000) AS number
CROSS JOIN LATERAL (SELECT $1 || CASE number WHEN 1 THEN '' ELSE '_' || number END AS name) AS candidate
WHERE to_regclass(candidate.name) IS NULL
  AND NOT EXISTS (
      SELECT FROM pg_inherits i
      JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'events'::regclass AND c.relname ~ ('^' || $1 || '(_[0-9]+)?$'))
ORDER BY number
LIMIT 1
