-- Removes a dead letter and its count, in the transaction that advanced the fencing token; returns the number of rows removed.
-- $1 site id, $2 epoch, $3 and $4 entry id, $5 index
WITH removed AS (
    DELETE FROM dead_letters
    WHERE site_id = $1 AND epoch = $2 AND ms = $3 AND seq = $4 AND idx = $5
    RETURNING events
), counted AS (
    UPDATE site_state SET dead = dead - removed.events FROM removed WHERE site_id = $1
)
SELECT count(*) FROM removed
