-- Up to which commit the site's sums go, and how many of its events they cover; no row for a site that has no sums.
-- $1 site id
SELECT through, events FROM site_rollups WHERE site_id = $1
