-- Also of a site that the store has never heard of. Whoever knows the former fence cannot commit any more. $1 site id
INSERT INTO site_state AS s (site_id, commit_id, erased_at)
VALUES ($1, gen_random_uuid(), now())
ON CONFLICT (site_id) DO UPDATE SET commit_id = excluded.commit_id, erased_at = excluded.erased_at
