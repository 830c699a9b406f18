-- Removes stored events of a range of chunks, and subtracts those in the sums from them; returns the number removed, and the quarters of an
-- hour in which they happened, because days begin with one in every time zone of today.
-- $1 site id, $2 the first chunk, $3 the one after the last, $4 latest created_at, $5 the user or null for all, $6 the moment
-- before which or null for any, $7 the commit after which events are in the sums, $8 and the last commit in them, $9 the visitor or null for all
WITH gone AS (
    DELETE FROM events
    WHERE site_id = $1 AND chunk >= $2 AND chunk < $3 AND created_at <= $4
        AND ($5::text IS NULL OR user_id = $5) AND ($9::bigint IS NULL OR visitor = $9) AND ($6::timestamptz IS NULL OR "timestamp" < $6)
    RETURNING event_date, event_type, path, created_at, is_bot, "timestamp"
), summed AS (
    SELECT event_date, path FROM gone WHERE event_type = 'page_view' AND is_bot IS NULL AND created_at > $7 AND created_at <= $8
), of_days AS (
    SELECT coalesce(event_date, '-infinity') AS event_date, count(*) AS views
    FROM summed
    GROUP BY GROUPING SETS ((event_date), ())
), of_paths AS (
    SELECT coalesce(event_date, '-infinity') AS event_date, sha256(convert_to(path, 'UTF8')) AS path_hash, count(*) AS views
    FROM summed
    WHERE path IS NOT NULL
    GROUP BY GROUPING SETS ((event_date, path), (path))
), days AS (
    UPDATE rollup_days d SET views = d.views - o.views FROM of_days o WHERE d.site_id = $1 AND d.event_date = o.event_date
), paths AS (
    UPDATE rollup_paths p SET views = p.views - o.views
    FROM of_paths o
    WHERE p.site_id = $1 AND p.event_date = o.event_date AND p.path_hash = o.path_hash AND p.views > o.views
), no_paths AS (
    DELETE FROM rollup_paths p USING of_paths o
    WHERE p.site_id = $1 AND p.event_date = o.event_date AND p.path_hash = o.path_hash AND p.views <= o.views
)
SELECT count(*), coalesce(array_agg(DISTINCT date_bin(interval '15 minutes', "timestamp", timestamptz '2000-01-01 00:00:00+00')), '{}') FROM gone
