SELECT commit_id FROM site_state WHERE site_id = $1
