-- Lets one silo at a time change the tables; released at the end of the transaction. $1 advisory lock
SELECT pg_advisory_xact_lock($1), set_config('idle_in_transaction_session_timeout', '0', true)
