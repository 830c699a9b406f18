-- One statement, so one snapshot: how far the site is stored, and the figures that belong to it.
-- $1 site id, $2 UTC day or null
WITH matching AS MATERIALIZED (
    SELECT path, user_id, event_type = 'page_view' AS is_view, count(*) AS events
    FROM events
    WHERE site_id = $1
      AND ($2::date IS NULL OR event_date = $2::date)
      AND "timestamp" >= coalesce($2::date, '-infinity')::timestamp AT TIME ZONE 'UTC'
      AND "timestamp" < coalesce($2::date + 1, 'infinity')::timestamp AT TIME ZONE 'UTC'
    GROUP BY path, user_id, event_type = 'page_view'
), top_paths AS (
    SELECT path, sum(events)::bigint AS views
    FROM matching
    WHERE is_view AND path IS NOT NULL
    GROUP BY path
    ORDER BY views DESC, path
    LIMIT 10
), checkpoints AS (
    SELECT epoch, last_ms, last_seq FROM site_checkpoints WHERE site_id = $1
)
SELECT
    (SELECT commit_id FROM site_state WHERE site_id = $1),
    (SELECT coalesce(array_agg(epoch ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_ms ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(array_agg(last_seq ORDER BY epoch), '{}') FROM checkpoints),
    (SELECT coalesce(sum(events), 0)::bigint FROM matching WHERE is_view),
    (SELECT count(DISTINCT user_id) FROM matching),
    (SELECT coalesce(array_agg(path ORDER BY views DESC, path), '{}') FROM top_paths),
    (SELECT coalesce(array_agg(views ORDER BY views DESC, path), '{}') FROM top_paths)
