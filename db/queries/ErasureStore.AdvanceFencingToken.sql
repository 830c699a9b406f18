-- Also for a site unknown to the store. Commits with the former token fail from now on. $1 site id
INSERT INTO site_state AS s (site_id, commit_id, erased_at)
VALUES ($1, gen_random_uuid(), now())
ON CONFLICT (site_id) DO UPDATE SET commit_id = excluded.commit_id, erased_at = excluded.erased_at
