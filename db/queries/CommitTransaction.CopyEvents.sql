COPY events ("timestamp", created_at, chunk, site_id, /* details */ event_type, path, user_id) FROM STDIN (FORMAT BINARY)
