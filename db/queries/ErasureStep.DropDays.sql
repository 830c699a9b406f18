-- $1 site id
DELETE FROM rollup_days WHERE site_id = $1
