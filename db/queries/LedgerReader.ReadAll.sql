SELECT
    coalesce(sum(stored), 0)::bigint,
    coalesce(sum(duplicates), 0)::bigint,
    coalesce(sum(dead), 0)::bigint,
    (SELECT coalesce(jsonb_object_agg(reason, events), '{}')::text
     FROM (SELECT key AS reason, sum(value::bigint) AS events FROM site_state, jsonb_each_text(refused) GROUP BY key) sums),
    max(last_committed_at)
FROM site_state
