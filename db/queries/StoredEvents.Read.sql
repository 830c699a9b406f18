-- Events of a site that were stored after one commit and up to another, and that happened in a range of time.
-- $1 site id, $2 the first chunk, $3 the commit after which, $4 the last commit, $5 the first moment, $6 the one after the last
SELECT "timestamp", visitor, user_id, event_type, path, page, origin, client, props, engaged_ms, scroll, screen_width, revenue, currency, is_bot
FROM events
WHERE site_id = $1 AND chunk >= $2 AND created_at > $3 AND created_at <= $4 AND "timestamp" >= $5 AND "timestamp" < $6
