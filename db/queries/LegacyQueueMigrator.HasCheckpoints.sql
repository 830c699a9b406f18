-- $1 epochs. Whether any stream of them was drained into these tables.
SELECT EXISTS (SELECT FROM site_checkpoints WHERE epoch = ANY ($1))
