-- $1 site id, $2 new token
UPDATE site_state SET commit_id = $2, paused_at = NULL WHERE site_id = $1 AND paused_at IS NOT NULL
