-- $1 site ids, $2 epochs, $3 and $4 entry ids, $5 indexes, $6 events, $7 reasons, $8 details, $9 payloads
INSERT INTO dead_letters (site_id, epoch, ms, seq, idx, events, reason, detail, payload)
SELECT *
FROM unnest($1::text[], $2::text[], $3::numeric[], $4::numeric[], $5::integer[], $6::integer[], $7::smallint[], $8::text[], $9::bytea[])
