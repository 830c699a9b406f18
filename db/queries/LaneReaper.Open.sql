-- Lane transactions that have been open for a while and may hold locks: their age, and whether PostgreSQL waits for what
-- the silo sends next. One that waits for a standby is committed already, and ending it would only hide whether the standby has it. $1 application name, $2 shortest age
SELECT pid, xact_start, now() - xact_start, coalesce(wait_event = 'ClientRead', false)
FROM pg_stat_activity
WHERE datname = current_database() AND starts_with(application_name, $1) AND xact_start < now() - $2::interval AND backend_xid IS NOT NULL
    AND wait_event IS DISTINCT FROM 'SyncRep'
