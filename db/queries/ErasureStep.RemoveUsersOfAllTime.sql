-- Removes users who are left on no day from all time. $1 site id
WITH gone AS (
    DELETE FROM rollup_users u
    WHERE u.site_id = $1 AND u.event_date = '-infinity'
        AND NOT EXISTS (SELECT FROM rollup_users o WHERE o.site_id = $1 AND o.event_date > '-infinity' AND o.user_id = u.user_id)
    RETURNING u.user_id
)
UPDATE rollup_days SET users = users - (SELECT count(*) FROM gone) WHERE site_id = $1 AND event_date = '-infinity'
