-- Loads the number of sites' next attribute set, and the sets of the latest numbers, a site's oldest first; nulls for a site without any.
-- $1 site ids, $2 how many numbers
SELECT w.ordinality - 1, s.next_attributes, a.first_id, a.sets
FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS w (site_id, size, ordinality)
CROSS JOIN LATERAL (SELECT next_attributes FROM site_state WHERE site_id = w.site_id OFFSET 0) s
LEFT JOIN LATERAL (
    SELECT first_id, sets
    FROM event_attributes
    WHERE site_id = w.site_id AND first_id >= s.next_attributes - w.size
    OFFSET 0
) a ON true
ORDER BY w.ordinality, a.first_id
