-- $1 site id
DELETE FROM site_retention WHERE site_id = $1
