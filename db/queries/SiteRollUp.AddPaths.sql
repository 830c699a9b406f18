-- An empty path counts as none: rows of older versions have some.
-- $1 site id, $2 the commit after which, $3 the last commit, $4 the first chunk that may have any
INSERT INTO rollup_paths AS sums (site_id, event_date, path_hash, path, views)
SELECT $1, coalesce(event_date, '-infinity'), sha256(convert_to(path, 'UTF8')), path, count(*)
FROM events
WHERE site_id = $1 AND event_type = 'page_view' AND path <> '' AND is_bot IS NULL
    AND chunk >= $4 AND created_at > $2 AND created_at <= $3
GROUP BY GROUPING SETS ((event_date, path), (path))
ON CONFLICT (site_id, event_date, path_hash) DO UPDATE SET views = sums.views + excluded.views
