-- Lets one session at a time create a month's table; released at the end of the transaction. $1 and $2 advisory lock
SELECT pg_advisory_xact_lock($1, $2)
