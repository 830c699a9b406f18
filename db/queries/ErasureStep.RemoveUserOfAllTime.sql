-- Removes a user who is left on no day from all time. $1 site id, $2 the user
WITH gone AS (
    DELETE FROM rollup_users u
    WHERE u.site_id = $1 AND u.event_date = '-infinity' AND u.user_id = $2
        AND NOT EXISTS (
            SELECT
            FROM (SELECT event_date FROM rollup_days WHERE site_id = $1 AND event_date > '-infinity' OFFSET 0) d
            JOIN rollup_users o ON o.site_id = $1 AND o.event_date = d.event_date AND o.user_id = $2)
    RETURNING u.user_id
)
UPDATE rollup_days SET users = users - (SELECT count(*) FROM gone) WHERE site_id = $1 AND event_date = '-infinity'
