-- One silo at a time changes the tables; released at the transaction's end. $1 advisory lock
SELECT pg_advisory_xact_lock($1), set_config('idle_in_transaction_session_timeout', '0', true)
