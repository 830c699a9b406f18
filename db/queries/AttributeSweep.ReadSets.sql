-- Reads which attribute sets there are: rows with the number of their sets, and the places in them that are not removed.
-- $1 site id, $2 the last row read before, $3 the number before which, $4 most rows
SELECT first_id, cardinality(sets), ARRAY(SELECT place::integer FROM unnest(sets) WITH ORDINALITY AS s (text, place) WHERE text IS NOT NULL)
FROM event_attributes
WHERE site_id = $1 AND first_id > $2 AND first_id < $3
ORDER BY first_id
LIMIT $4
