-- Where the server is in its history: timeline (hexadecimal) and position. The name of a log file begins with the
-- timeline, and may be asked for by everybody. Fails on a standby.
SELECT left(pg_walfile_name(lsn), 8), lsn FROM pg_current_wal_insert_lsn() AS lsn
