-- $1 site id
DELETE FROM rollup_days WHERE site_id = $1 AND event_date > '-infinity' AND views = 0 AND users = 0
