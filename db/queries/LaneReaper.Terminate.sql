-- Ends lane transactions that a frozen or lost silo left open; time-outs of the server do not reach a session
-- that waits in the middle of COPY. $1 application name, $2 longest age
SELECT pid, pg_terminate_backend(pid)
FROM pg_stat_activity
WHERE datname = current_database() AND application_name = $1 AND xact_start < now() - $2::interval
