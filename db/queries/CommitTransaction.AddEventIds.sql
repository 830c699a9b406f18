-- $1 site ids, $2 epochs, $3 and $4 checkpoints, $5 numbers of ids, $6 hashes
INSERT INTO event_ids (site_id, epoch, ms, seq, ids, hashes)
SELECT *
FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::integer[], $6::bytea[])
-- A replayed entry may have been the last of its commit.
ON CONFLICT (site_id, epoch, ms, seq) DO UPDATE
SET ids = event_ids.ids + excluded.ids, hashes = event_ids.hashes || excluded.hashes
