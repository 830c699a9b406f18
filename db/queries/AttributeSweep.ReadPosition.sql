-- Reads a site's last commit, the number of events stored by then, and the number of the next attribute set; no row for an unknown site.
-- $1 site id
SELECT coalesce(last_committed_at, '-infinity'), stored, next_attributes FROM site_state WHERE site_id = $1
