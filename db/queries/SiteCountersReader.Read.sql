-- Sites with commits or erasures since a moment, and all paused ones; all sites when the moment is null. A commit's time is its
-- transaction's start, and no commit worker's transaction is open for longer than some ten seconds: so slightly more is read
-- than what is new. If the clock has stepped back, the moment is its new time.
-- $1 time of the previous read, by this clock
SELECT clock.now, s.site_id, s.stored - s.erased_rows, s.duplicates, s.dead,
    CASE WHEN s.refused = '{}' THEN 0 ELSE (SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(s.refused)) END::bigint,
    s.last_committed_at, s.paused_at IS NOT NULL, s.erased + s.erased_rows
FROM (SELECT now() AS now) AS clock
LEFT JOIN site_state s
    ON $1::timestamptz IS NULL OR s.last_committed_at > least($1, clock.now) - interval '15 seconds'
        OR s.erased_at > least($1, clock.now) - interval '15 seconds' OR s.paused_at IS NOT NULL
