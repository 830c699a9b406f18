-- Writes the change's row into the version's schema, whatever it is: rows are restored by sessions without a search_path.
CREATE OR REPLACE FUNCTION note_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.change_id := gen_random_uuid();
    EXECUTE format('INSERT INTO %I.access_changes VALUES ($1, $2)', TG_TABLE_SCHEMA) USING NEW.version, NEW.change_id;
    EXECUTE format('DELETE FROM %I.access_changes WHERE version = $1 - 1000', TG_TABLE_SCHEMA) USING NEW.version;
    RETURN NEW;
END
$$;
