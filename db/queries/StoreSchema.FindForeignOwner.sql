-- The events' table, if the user lacks its owner's rights: only the owner can attach partitions.
SELECT c.oid::regclass::text, quote_ident(r.rolname), quote_ident(current_user)
FROM pg_class c
JOIN pg_roles r ON r.oid = c.relowner
WHERE c.oid = 'events'::regclass AND NOT pg_has_role(c.relowner, 'USAGE')
