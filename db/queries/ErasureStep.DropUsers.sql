-- $1 site id
DELETE FROM rollup_users WHERE site_id = $1
