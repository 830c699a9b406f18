-- $1 site id
DELETE FROM rollup_paths WHERE site_id = $1
