-- Returns whether a table of the schema, and a column of it, exists. $1 table, $2 column or empty
SELECT EXISTS (
    SELECT
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = $1 AND n.nspname = current_schema() AND c.relkind IN ('r', 'p')
        AND ($2 = '' OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = $2 AND NOT a.attisdropped)))
