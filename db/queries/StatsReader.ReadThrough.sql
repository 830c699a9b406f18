-- Reads the last commit in the site's sums, and the number of events they cover; no row for a site without sums.
-- $1 site id
SELECT through, events FROM site_rollups WHERE site_id = $1
