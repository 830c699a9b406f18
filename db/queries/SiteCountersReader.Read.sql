-- Sites that were committed to, or that something was erased of, since a moment, and all that are paused; all sites when the
-- moment is null. A commit's time is that of its transaction's start, and no lane is open for longer than some ten seconds: so a
-- little more is read than what is new. Should the clock have stepped back, the moment is its new time.
-- $1 when this was last asked, by this clock
SELECT clock.now, s.site_id, s.stored - s.erased_rows, s.duplicates, s.dead,
    CASE WHEN s.refused = '{}' THEN 0 ELSE (SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(s.refused)) END::bigint,
    s.last_committed_at, s.paused_at IS NOT NULL, s.erased + s.erased_rows
FROM (SELECT now() AS now) AS clock
LEFT JOIN site_state s
    ON $1::timestamptz IS NULL OR s.last_committed_at > least($1, clock.now) - interval '15 seconds'
        OR s.erased_at > least($1, clock.now) - interval '15 seconds' OR s.paused_at IS NOT NULL
