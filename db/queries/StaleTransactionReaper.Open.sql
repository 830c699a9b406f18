-- Commit workers' transactions that have been open for a while and hold locks that others may wait for: their age, and whether
-- PostgreSQL waits for the silo's next message. One without writes yet may hold the lock for creating a month's table.
-- One that waits for a standby is already committed, and ending it would only hide whether the standby has it.
-- $1 application name, $2 shortest age
SELECT session.pid, session.xact_start, now() - session.xact_start, coalesce(session.wait_event = 'ClientRead', false)
FROM pg_stat_activity session
WHERE session.datname = current_database() AND starts_with(session.application_name, $1) AND session.xact_start < now() - $2::interval
    AND session.wait_event IS DISTINCT FROM 'SyncRep'
    AND (session.backend_xid IS NOT NULL
        OR EXISTS (SELECT FROM pg_locks held WHERE held.pid = session.pid AND held.locktype = 'advisory' AND held.granted))
