-- Returns whether the tables are recent enough for the installation to have an id.
SELECT to_regclass('installation') IS NOT NULL
