-- Writes a record into the write-ahead log and nothing elsewhere: once its COMMIT is on disk, so is all that was visible before.
SELECT pg_logical_emit_message(true, 'footfall', '')
