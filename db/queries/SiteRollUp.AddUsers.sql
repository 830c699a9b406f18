-- Adds the users that are new to a day, and those of them that are new to all time, and counts them.
-- An empty user counts as none: rows of older versions have some.
-- $1 site id, $2 the commit after which, $3 the last commit, $4 the first chunk that may have any
WITH seen AS (
    SELECT event_date, user_id
    FROM events
    WHERE site_id = $1 AND user_id <> '' AND is_bot IS NULL
        AND chunk >= $4 AND created_at > $2 AND created_at <= $3
    GROUP BY event_date, user_id
), of_days AS (
    INSERT INTO rollup_users (site_id, event_date, user_id)
    SELECT $1, event_date, user_id FROM seen
    ON CONFLICT (site_id, event_date, user_id) DO NOTHING
    RETURNING event_date, user_id
), of_all_time AS (
    INSERT INTO rollup_users (site_id, event_date, user_id)
    SELECT DISTINCT $1, '-infinity'::date, user_id FROM of_days
    ON CONFLICT (site_id, event_date, user_id) DO NOTHING
    RETURNING event_date
)
INSERT INTO rollup_days AS sums (site_id, event_date, users)
SELECT $1, event_date, count(*)
FROM (SELECT event_date FROM of_days UNION ALL SELECT event_date FROM of_all_time) added
GROUP BY event_date
ON CONFLICT (site_id, event_date) DO UPDATE SET users = sums.users + excluded.users
