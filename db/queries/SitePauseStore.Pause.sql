-- Also for a site unknown to the store. The fencing token changes: a drain with the former one can no longer commit.
-- $1 site id, $2 new token
INSERT INTO site_state AS s (site_id, commit_id, paused_at)
VALUES ($1, $2, now())
ON CONFLICT (site_id) DO UPDATE SET commit_id = excluded.commit_id, paused_at = coalesce(s.paused_at, excluded.paused_at)
