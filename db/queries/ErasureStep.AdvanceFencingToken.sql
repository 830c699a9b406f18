-- Invalidates earlier responses. $1 site id, $2 stored events erased
UPDATE site_state SET commit_id = gen_random_uuid(), erased_rows = erased_rows + $2, erased_at = now() WHERE site_id = $1
