-- Removes a site's dead letters up to the given entries; returns the number of events in them.
-- $1 site id, $2 epochs, $3 and $4 their last entries
WITH gone AS (
    DELETE FROM dead_letters d
    USING unnest($2::text[], $3::numeric[], $4::numeric[]) AS b (epoch, last_ms, last_seq)
    WHERE d.site_id = $1 AND d.epoch = b.epoch AND (d.ms, d.seq) <= (b.last_ms, b.last_seq)
    RETURNING d.events
)
SELECT coalesce(sum(events), 0)::bigint FROM gone
