-- Fence and checkpoint of sites; a site that the store has never heard of is not returned.
-- $1 site ids, $2 epochs
SELECT w.ordinality - 1, s.commit_id, coalesce(c.last_ms, 0), coalesce(c.last_seq, 0)
FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (site_id, epoch, ordinality)
JOIN site_state s ON s.site_id = w.site_id
LEFT JOIN site_checkpoints c ON c.site_id = w.site_id AND c.epoch = w.epoch
