-- The figures of a site's days, counted from its events alone, by docs/analytics.md: for each day, people (false) and bots (true), each
-- figure that is not 0, and of entries and exits each path. Of all content that orders events of the same time, only the path of views can
-- change a figure: an empty one comes first.
-- $1 site id, $2 events with this time of storage or an earlier one do not count, $3 days, $4 their first moments, $5 the moments after
-- their last
WITH days AS (
    SELECT day, starts, ends FROM unnest($3::date[], $4::timestamptz[], $5::timestamptz[]) AS asked (day, starts, ends)
), happened AS (
    SELECT
        d.day,
        coalesce(e.is_bot, false) AS bots,
        CASE WHEN e.user_id <> '' THEN 'user ' || e.user_id WHEN e.visitor IS NOT NULL THEN 'cookieless ' || e.visitor END AS visitor,
        coalesce(e.user_id <> '', false) AS is_user,
        e."timestamp" AS at,
        e.event_type = 'page_view' AS is_view,
        e.event_type <> 'engagement' AS counts,
        nullif(e.path, '') COLLATE "C" AS path
    FROM events e
    JOIN days d ON e."timestamp" >= d.starts AND e."timestamp" < d.ends
    WHERE e.site_id = $1 AND e.created_at > $2
        AND e."timestamp" >= (SELECT min(starts) FROM days) AND e."timestamp" < (SELECT max(ends) FROM days)
), paused AS (
    SELECT *, coalesce(at - lag(at) OVER (PARTITION BY day, bots, visitor ORDER BY at) > interval '30 minutes', false) AS is_after_pause
    FROM happened
    WHERE visitor IS NOT NULL
), numbered AS (
    -- Events of the same time are peers, so they get the same number.
    SELECT *, count(*) FILTER (WHERE is_after_pause) OVER (PARTITION BY day, bots, visitor ORDER BY at) AS visit
    FROM paused
), visits AS (
    SELECT
        day,
        bots,
        count(*) FILTER (WHERE is_view) AS views,
        count(*) FILTER (WHERE counts) AS events,
        (extract(epoch FROM max(at)) * 1000000)::bigint - (extract(epoch FROM min(at)) * 1000000)::bigint AS micros,
        (array_agg(path ORDER BY at, path NULLS FIRST) FILTER (WHERE is_view))[1] AS entry,
        (array_agg(path ORDER BY at DESC, path DESC NULLS LAST) FILTER (WHERE is_view))[1] AS exit
    FROM numbered
    GROUP BY day, bots, visitor, visit
    HAVING bool_or(counts)
), of_events AS (
    SELECT
        day,
        bots,
        count(DISTINCT visitor) FILTER (WHERE counts) AS visitors,
        count(DISTINCT visitor) FILTER (WHERE counts AND is_user) AS users,
        count(*) FILTER (WHERE is_view) AS views,
        count(*) FILTER (WHERE counts) AS events
    FROM happened
    GROUP BY day, bots
), of_visits AS (
    SELECT day, bots, count(*) AS visits, count(*) FILTER (WHERE views <= 1 AND events = views) AS bounces, sum(micros)::bigint AS micros
    FROM visits
    GROUP BY day, bots
), figures AS (
    SELECT day, bots, figure, NULL::text AS path, counted
    FROM of_events
    CROSS JOIN LATERAL (VALUES ('visitors', visitors), ('users', users), ('views', views), ('events', events)) AS each (figure, counted)
    UNION ALL
    SELECT day, bots, figure, NULL, counted
    FROM of_visits
    CROSS JOIN LATERAL (VALUES ('visits', visits), ('bounces', bounces), ('duration', micros)) AS each (figure, counted)
    UNION ALL
    SELECT day, bots, 'entries', entry, count(*) FROM visits WHERE entry IS NOT NULL GROUP BY day, bots, entry
    UNION ALL
    SELECT day, bots, 'exits', exit, count(*) FROM visits WHERE exit IS NOT NULL GROUP BY day, bots, exit
)
SELECT day, bots, figure, path, counted FROM figures WHERE counted <> 0
