-- Removes users from days on which none of their summed events is left: one user, or all on days that are too old.
-- $1 site id, $2 the first chunk that may have later events, $3 later than which commit, $4 the last commit in the sums,
-- $5 the user or null for all, $6 the day before which or null for any
WITH kept AS MATERIALIZED (
    SELECT event_date, user_id
    FROM events
    WHERE site_id = $1 AND chunk >= $2 AND created_at > $3 AND created_at <= $4
        AND user_id IS NOT NULL AND is_bot IS NULL AND ($5::text IS NULL OR user_id = $5) AND ($6::date IS NULL OR event_date < $6)
    GROUP BY event_date, user_id
), gone AS (
    DELETE FROM rollup_users u
    USING (SELECT event_date FROM rollup_days WHERE site_id = $1 AND event_date > '-infinity' AND ($6::date IS NULL OR event_date < $6)) d
    WHERE u.site_id = $1 AND u.event_date = d.event_date AND ($5::text IS NULL OR u.user_id = $5)
        AND NOT EXISTS (SELECT FROM kept k WHERE k.event_date = u.event_date AND k.user_id = u.user_id)
    RETURNING u.event_date
)
UPDATE rollup_days d
SET users = d.users - g.users
FROM (SELECT event_date, count(*) AS users FROM gone GROUP BY event_date) g
WHERE d.site_id = $1 AND d.event_date = g.event_date
