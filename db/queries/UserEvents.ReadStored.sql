-- How far a site is stored, and which chunk is the last one by then. $1 site id
SELECT coalesce(last_committed_at, '-infinity'), (stored / 1000)::integer FROM site_state WHERE site_id = $1
