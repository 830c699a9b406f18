-- Also of a site that the store has never heard of. The fence moves: a drain that knows the former one cannot commit any more.
-- $1 site id, $2 new fence
INSERT INTO site_state AS s (site_id, commit_id, paused_at)
VALUES ($1, $2, now())
ON CONFLICT (site_id) DO UPDATE SET commit_id = excluded.commit_id, paused_at = coalesce(s.paused_at, excluded.paused_at)
