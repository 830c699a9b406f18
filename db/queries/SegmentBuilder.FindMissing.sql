-- Sites with days that are to be built again. $1 most
SELECT DISTINCT site_id FROM site_days WHERE segment IS NULL LIMIT $1
