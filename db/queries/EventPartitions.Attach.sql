ALTER TABLE {0} ATTACH PARTITION {1} FOR VALUES FROM ('{2:yyyy-MM-dd HH:mm:ss.ffffff}+00') TO ('{3:yyyy-MM-dd HH:mm:ss.ffffff}+00')
