-- Up to which commit the site's sums go, and the first chunk that may have later ones; no row for a site that has no sums.
-- $1 site id
SELECT through, (events / 1000)::integer FROM site_rollups WHERE site_id = $1
