-- The texts of attribute sets. Each row of sets is read once, however many of its sets are asked for. $1 site id, $2 ids
WITH holders AS MATERIALIZED (
    SELECT DISTINCT (SELECT max(first_id) FROM event_attributes WHERE site_id = $1 AND first_id <= used.id) AS first_id
    FROM unnest($2::integer[]) AS used (id)
)
SELECT a.first_id, a.sets
FROM holders h
JOIN event_attributes a ON a.site_id = $1 AND a.first_id = h.first_id
