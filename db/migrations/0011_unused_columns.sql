-- No build has ever read or written this column.
ALTER TABLE site_state DROP COLUMN IF EXISTS deleted_at;

-- "site_checkpoints"."updated_at" is unused too, but builds before this migration write it at every commit, and may run beside
-- newer ones. A later migration drops it, once no such build can still be running.
