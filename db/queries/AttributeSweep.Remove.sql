-- Removes attribute sets, and rows without any left. $1 site id, $2 the rows with sets to remove, $3 the numbers of the sets
WITH kept AS (
    SELECT a.first_id,
        array_agg(CASE WHEN gone.id IS NULL THEN s.text END ORDER BY s.place) AS sets,
        count(s.text) FILTER (WHERE gone.id IS NULL) AS count
    FROM event_attributes a
    CROSS JOIN LATERAL unnest(a.sets) WITH ORDINALITY AS s (text, place)
    LEFT JOIN unnest($3::integer[]) AS gone (id) ON gone.id = a.first_id + s.place::integer - 1
    WHERE a.site_id = $1 AND a.first_id = ANY ($2::integer[])
    GROUP BY a.first_id
), emptied AS (
    DELETE FROM event_attributes a USING kept k WHERE a.site_id = $1 AND a.first_id = k.first_id AND k.count = 0
)
UPDATE event_attributes a SET sets = k.sets FROM kept k WHERE a.site_id = $1 AND a.first_id = k.first_id AND k.count > 0
