-- One statement, so one snapshot: how far the site is stored, and the figures that belong to it. Two plain scans, each of
-- which workers can share, are faster than one that groups by path and user at once.
-- $1 site id. For the statistics of a day, the marks stand for the condition in StatsReader, with $2 the UTC day and
-- $3 its first moment.
WITH views AS MATERIALIZED (
    SELECT path, count(*) AS views
    FROM events
    WHERE site_id = $1 AND event_type = 'page_view' /* of the day */
    GROUP BY path
), users AS (
    SELECT user_id
    FROM events
    WHERE site_id = $1 AND user_id IS NOT NULL /* of the day */
    GROUP BY user_id
), top_paths AS (
    SELECT path, views FROM views WHERE path IS NOT NULL ORDER BY views DESC, path LIMIT 10
), checkpoints AS (
    SELECT epoch, last_ms, last_seq FROM site_checkpoints WHERE site_id = $1
)
SELECT
    (SELECT commit_id FROM site_state WHERE site_id = $1),
    (SELECT coalesce(array_agg(epoch ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_ms ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_seq ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(sum(views), 0)::bigint FROM views),
    (SELECT count(*) FROM users),
    (SELECT coalesce(array_agg(path ORDER BY views DESC, path), '{}') FROM top_paths),
    (SELECT coalesce(array_agg(views ORDER BY views DESC, path), '{}') FROM top_paths)
