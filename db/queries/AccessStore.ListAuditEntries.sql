-- $1 number or null, $2 most
SELECT act_id, at, who, origin, what, site_id, detail, status
FROM acts
WHERE $1::bigint IS NULL OR act_id < $1
ORDER BY act_id DESC
LIMIT $2
