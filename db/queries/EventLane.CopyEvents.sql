COPY events ("timestamp", site_id, event_type, path, user_id) FROM STDIN (FORMAT BINARY)
