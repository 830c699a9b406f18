-- The number is computed from the rows, because restored rows may be ahead of the sequence. $1 name
INSERT INTO schema_versions (schemaversionsid, scriptname, applied)
SELECT coalesce(max(schemaversionsid), 0) + 1, $1, now() FROM schema_versions
