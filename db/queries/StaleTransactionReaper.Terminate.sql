-- Ends a commit worker's transaction that a frozen or lost silo left open; the server's time-outs do not apply to a session
-- that waits in the middle of COPY. $1 process id, $2 the transaction's start
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid = $1 AND xact_start = $2
