-- Reads settings before and after setting them here, in PostgreSQL's spelling of values. $1 names, $2 values
SELECT name, current_setting(name), set_config(name, value, true)
FROM unnest($1::text[], $2::text[]) AS settings (name, value)
