-- Adds new attribute sets, a row per site. $1 site ids, $2 the numbers of their first sets, $3 sets, $4 the index of each set's site, from 1
INSERT INTO event_attributes (site_id, first_id, sets)
SELECT s.site_id, s.first_id, added.sets
FROM unnest($1::text[], $2::integer[]) WITH ORDINALITY AS s (site_id, first_id, ordinality)
JOIN (
    SELECT site, array_agg(set ORDER BY ordinality) AS sets
    FROM unnest($3::text[], $4::bigint[]) WITH ORDINALITY AS a (set, site, ordinality)
    GROUP BY site
) added ON added.site = s.ordinality
