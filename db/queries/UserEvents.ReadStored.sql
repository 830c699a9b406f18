-- How far a site is stored, and how many events it has stored by then. $1 site id
SELECT coalesce(last_committed_at, '-infinity'), stored FROM site_state WHERE site_id = $1
