-- Moves rows that PostgreSQL refused from stored to dead, in the transaction that advanced the fencing token.
-- $1 site id, $2 number of rows
UPDATE site_state SET stored = stored - $2, dead = dead + $2 WHERE site_id = $1
