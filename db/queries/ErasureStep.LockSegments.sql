-- No merge of the site's segments begins until the end of the transaction, and one with an earlier snapshot fails, because the rows
-- have new versions. Returns the time zones that segments are kept for. $1 site id
UPDATE site_segments SET through = through WHERE site_id = $1 RETURNING time_zone
