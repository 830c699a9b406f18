-- $1 who, $2 from where, $3 what, $4 site id or null, $5 detail or null
INSERT INTO acts (who, origin, what, site_id, detail) VALUES ($1, $2, $3, $4, $5) RETURNING act_id
