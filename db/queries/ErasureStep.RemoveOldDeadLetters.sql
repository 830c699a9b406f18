-- Removes a site's dead letters created before a moment; returns the number of events in them. $1 site id, $2 the moment
WITH gone AS (
    DELETE FROM dead_letters WHERE site_id = $1 AND created_at < $2 RETURNING events
)
SELECT coalesce(sum(events), 0)::bigint FROM gone
