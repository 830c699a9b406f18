SELECT
    current_setting('server_version_num')::int,
    current_setting('server_version'),
    pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool,
    current_setting('fsync')::bool,
    current_setting('full_page_writes')::bool,
    current_setting('server_encoding')
