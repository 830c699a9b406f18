-- $1 site id, $2 after which commit, $3 up to which
INSERT INTO rollup_days AS sums (site_id, event_date, views)
SELECT $1, coalesce(event_date, '-infinity'), count(*)
FROM events
WHERE site_id = $1 AND event_type = 'page_view'
    AND date_bin('5 minutes', created_at, '2000-01-01 00:00:00+00') >= date_bin('5 minutes', $2, '2000-01-01 00:00:00+00')
    AND created_at > $2 AND created_at <= $3
GROUP BY GROUPING SETS ((event_date), ())
ON CONFLICT (site_id, event_date) DO UPDATE SET views = sums.views + excluded.views
