-- The server's position in its history: timeline (hexadecimal) and WAL position. The name of a log file begins with the
-- timeline, and every role may read it. Fails on a standby.
SELECT left(pg_walfile_name(lsn), 8), lsn FROM pg_current_wal_insert_lsn() AS lsn
