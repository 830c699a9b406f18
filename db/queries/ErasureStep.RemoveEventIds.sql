-- $1 site id, $2 epochs, $3 and $4 their last entries
DELETE FROM event_ids i
USING unnest($2::text[], $3::numeric[], $4::numeric[]) AS b (epoch, last_ms, last_seq)
WHERE i.site_id = $1 AND i.epoch = b.epoch AND (i.ms, i.seq) <= (b.last_ms, b.last_seq)
