-- Removes given dead letters; returns the number of events in them. $1 site id, $2 epochs, $3 and $4 entry ids, $5 indexes
WITH gone AS (
    DELETE FROM dead_letters d
    USING unnest($2::text[], $3::numeric[], $4::numeric[], $5::integer[]) AS k (epoch, ms, seq, idx)
    WHERE d.site_id = $1 AND d.epoch = k.epoch AND d.ms = k.ms AND d.seq = k.seq AND d.idx = k.idx
    RETURNING d.events
)
SELECT coalesce(sum(events), 0)::bigint FROM gone
