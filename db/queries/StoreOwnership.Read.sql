-- Reads the installation's id, and a name for this running copy of its tables: PostgreSQL's start time (copies are never started
-- in the same microsecond), database and schema.
SELECT
    id,
    format(
        '%s/%s/%s',
        (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint,
        (SELECT oid FROM pg_database WHERE datname = current_database()),
        'installation'::regclass::oid)
FROM installation
