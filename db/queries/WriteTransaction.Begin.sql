-- Overrides role, database, file and address: COMMIT waits until it is on disk, here and where synchronous_standby_names
-- demands it, and PostgreSQL's warnings arrive. Stronger settings stay.
SELECT
    set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'remote_apply' THEN 'remote_apply' ELSE 'on' END, true),
    set_config('client_min_messages', 'warning', true)
