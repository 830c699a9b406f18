-- The events of a user, or of a visitor, of a range of chunks, with the texts of their attribute sets. Each row of sets is read once, however many events use it.
-- $1 site id, $2 the user or null, $3 the first chunk, $4 the one after the last, $5 latest created_at, $6 the visitor or null
WITH found AS MATERIALIZED (
    SELECT id, "timestamp", created_at, event_type, path, page, origin, client, props, revenue, currency, engaged_ms, scroll, screen_width
    FROM events
    WHERE site_id = $1 AND ($2::text IS NULL OR user_id = $2) AND ($6::bigint IS NULL OR visitor = $6) AND chunk >= $3 AND chunk < $4 AND created_at <= $5
), used AS MATERIALIZED (
    SELECT DISTINCT set
    FROM found
    CROSS JOIN LATERAL unnest(ARRAY[page, origin, client, props]) AS u (set)
    WHERE set IS NOT NULL
), holders AS MATERIALIZED (
    SELECT DISTINCT (SELECT max(first_id) FROM event_attributes WHERE site_id = $1 AND first_id <= used.set) AS first_id FROM used
), texts AS MATERIALIZED (
    SELECT a.first_id + s.place::integer - 1 AS set, s.text
    FROM holders h
    JOIN event_attributes a ON a.site_id = $1 AND a.first_id = h.first_id
    CROSS JOIN LATERAL unnest(a.sets) WITH ORDINALITY AS s (text, place)
    WHERE a.first_id + s.place::integer - 1 IN (SELECT set FROM used)
)
SELECT f."timestamp", f.created_at, f.event_type, f.path, page.text, origin.text, client.text, props.text,
    f.revenue, f.currency, f.engaged_ms, f.scroll, f.screen_width
FROM found f
LEFT JOIN texts page ON page.set = f.page
LEFT JOIN texts origin ON origin.set = f.origin
LEFT JOIN texts client ON client.set = f.client
LEFT JOIN texts props ON props.set = f.props
ORDER BY f.created_at, f.id
