-- Up to which commit the site's sums go; no row for a site that has none. $1 site id
SELECT through FROM site_rollups WHERE site_id = $1
