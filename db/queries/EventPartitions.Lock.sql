-- One session at a time makes a month; released at the transaction's end. $1 and $2 advisory lock
SELECT pg_advisory_xact_lock($1, $2)
