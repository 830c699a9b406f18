-- The identifier that initdb gave the server. Every role may read it, unless that right was revoked.
SELECT system_identifier FROM pg_control_system()
