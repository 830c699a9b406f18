-- Reads a site's last commit, and the number of events stored by then. $1 site id
SELECT coalesce(last_committed_at, '-infinity'), stored FROM site_state WHERE site_id = $1
