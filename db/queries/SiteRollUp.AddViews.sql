-- $1 site id, $2 the commit after which, $3 the last commit, $4 the first chunk that may have any
INSERT INTO rollup_days AS sums (site_id, event_date, views)
SELECT $1, coalesce(event_date, '-infinity'), count(*)
FROM events
WHERE site_id = $1 AND event_type = 'page_view' AND is_bot IS NULL
    AND chunk >= $4 AND created_at > $2 AND created_at <= $3
GROUP BY GROUPING SETS ((event_date), ())
ON CONFLICT (site_id, event_date) DO UPDATE SET views = sums.views + excluded.views
