-- One statement, so one snapshot: the site's commit position, and the figures that belong to it: the sums, and the events
-- of later commits. Two plain scans of those are faster than one that groups by path
-- and user at once.
-- $1 site id, $2 the last commit in the sums, $3 the UTC day, or -infinity for all time, $4 the first chunk
-- that may have later commits. For the statistics of a day, the marks are replaced by the condition in StatsReader, with
-- $5 the day's first moment.
-- Programs (is_bot) are in neither. An empty user or path counts as none: rows and sums of older versions have some.
-- The result is valid only if "through" is returned as it was given: the plan is made for it.
WITH new_views AS MATERIALIZED (
    SELECT path, count(*) AS views
    FROM events
    WHERE site_id = $1 AND event_type = 'page_view' AND is_bot IS NULL
        AND chunk >= $4 AND created_at > $2 /* of the day */
    GROUP BY path
), new_users AS (
    SELECT user_id
    FROM events
    WHERE site_id = $1 AND user_id <> '' AND is_bot IS NULL
        AND chunk >= $4 AND created_at > $2 /* of the day */
    GROUP BY user_id
), added_users AS (
    SELECT count(*) AS users
    FROM new_users n
    WHERE NOT EXISTS (SELECT FROM rollup_users u WHERE u.site_id = $1 AND u.event_date = $3 AND u.user_id = n.user_id OFFSET 0)
), paths AS (
    SELECT path, sum(views)::bigint AS views
    FROM (
        SELECT path, views FROM rollup_paths WHERE site_id = $1 AND event_date = $3 AND path <> ''
        UNION ALL
        SELECT path, views FROM new_views WHERE path <> ''
    ) both_paths
    GROUP BY path
), top_paths AS (
    SELECT path, views FROM paths ORDER BY views DESC, path LIMIT 10
), sums AS (
    SELECT views, users - (SELECT count(*) FROM rollup_users WHERE site_id = $1 AND event_date = $3 AND user_id = '') AS users
    FROM rollup_days
    WHERE site_id = $1 AND event_date = $3
), checkpoints AS (
    SELECT epoch, last_ms, last_seq FROM site_checkpoints WHERE site_id = $1
)
SELECT
    (SELECT commit_id FROM site_state WHERE site_id = $1),
    (SELECT coalesce(array_agg(epoch ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_ms ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_seq ORDER BY epoch), '{}') FROM checkpoints),
    (coalesce((SELECT views FROM sums), 0) + coalesce((SELECT sum(views) FROM new_views), 0))::bigint,
    coalesce((SELECT users FROM sums), 0) + (SELECT users FROM added_users),
    (SELECT coalesce(array_agg(path ORDER BY views DESC, path), '{}') FROM top_paths),
    (SELECT coalesce(array_agg(views ORDER BY views DESC, path), '{}') FROM top_paths),
    coalesce((SELECT through FROM site_rollups WHERE site_id = $1), '-infinity'),
    coalesce((SELECT stored FROM site_state WHERE site_id = $1), 0) - coalesce((SELECT events FROM site_rollups WHERE site_id = $1), 0)
