-- $1 site id
SELECT days, kept_from, kept_at, events FROM site_retention WHERE site_id = $1
