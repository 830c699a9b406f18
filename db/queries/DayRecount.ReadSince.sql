-- The commit up to which a site was erased: its earlier events do not count, even while their rows are there. $1 site id
SELECT coalesce((SELECT since FROM site_rollups WHERE site_id = $1), '-infinity')
