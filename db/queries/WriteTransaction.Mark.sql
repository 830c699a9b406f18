-- Writes something into the log of changes, and nothing anywhere else: once its COMMIT is on disk, so is all that was visible before.
SELECT pg_logical_emit_message(true, 'footfall', '')
