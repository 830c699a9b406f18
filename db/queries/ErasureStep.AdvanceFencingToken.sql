-- Answers of before are worth nothing any more. $1 site id, $2 stored events that went
UPDATE site_state SET commit_id = gen_random_uuid(), erased_rows = erased_rows + $2, erased_at = now() WHERE site_id = $1
