-- Moves rows that PostgreSQL refused from stored to dead, in the transaction that moved the fence.
-- $1 site id, $2 how many
UPDATE site_state SET stored = stored - $2, dead = dead + $2 WHERE site_id = $1
