-- $1 site id or null, $2 reason or null, $3 part of the detail or null
SELECT count(*)
FROM dead_letters
WHERE ($1::text IS NULL OR site_id = $1)
    AND ($2::smallint IS NULL OR reason = $2)
    AND ($3::text IS NULL OR strpos(lower(detail), lower($3)) > 0)
