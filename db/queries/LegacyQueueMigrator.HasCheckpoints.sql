-- Returns whether any stream of the given epochs was drained into these tables. $1 epochs
SELECT EXISTS (SELECT FROM site_checkpoints WHERE epoch = ANY ($1))
