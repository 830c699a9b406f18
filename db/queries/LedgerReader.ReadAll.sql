SELECT
    coalesce(sum(stored - erased_rows), 0)::bigint - gone.rows,
    coalesce(sum(duplicates), 0)::bigint,
    coalesce(sum(dead), 0)::bigint,
    (SELECT coalesce(jsonb_object_agg(reason, events), '{}')::text
     FROM (SELECT key AS reason, sum(value::bigint) AS events FROM site_state, jsonb_each_text(refused) GROUP BY key) sums),
    max(last_committed_at),
    coalesce(sum(erased + erased_rows), 0)::bigint + gone.rows
FROM (SELECT coalesce(sum(events), 0)::bigint AS rows FROM site_erasures WHERE finished_at IS NULL) gone
LEFT JOIN site_state ON true
GROUP BY gone.rows
