-- Whether the tables are so new that the installation has an id.
SELECT to_regclass('installation') IS NOT NULL
