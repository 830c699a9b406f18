INSERT INTO installation (id) VALUES (gen_random_uuid()) ON CONFLICT DO NOTHING
