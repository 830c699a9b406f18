-- $1 number, $2 status
UPDATE acts SET status = $2 WHERE act_id = $1
