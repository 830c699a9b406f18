-- The identifier that initdb gave the server. Everybody may ask, unless that right was taken away.
SELECT system_identifier FROM pg_control_system()
