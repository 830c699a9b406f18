COPY events ("timestamp", created_at, site_id, event_type, path, user_id) FROM STDIN (FORMAT BINARY)
