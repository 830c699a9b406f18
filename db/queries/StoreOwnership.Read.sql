-- The installation's id, and what names this running copy of its tables: when PostgreSQL was started (copies are never started in
-- the same microsecond), and which database and schema it is there.
SELECT
    id,
    format(
        '%s/%s/%s',
        (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        'installation'::regclass::oid)
FROM installation
