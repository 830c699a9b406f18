-- Finds the sites that still have the given fencing tokens. $1 site ids, $2 tokens
SELECT w.ordinality - 1
FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS w (site_id, commit_id, ordinality)
CROSS JOIN LATERAL (SELECT commit_id FROM site_state WHERE site_id = w.site_id OFFSET 0) s
WHERE s.commit_id = w.commit_id
