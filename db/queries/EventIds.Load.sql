-- The ids of a site's latest commits: no further back from the newest than the window is long, and no more commits
-- than it takes to have as many ids as are kept. $1 site id, $2 length in ms, $3 ids kept
SELECT ms, seq, hashes
FROM (
    SELECT ms, seq, hashes,
        max(ms) OVER () AS newest,
        coalesce(sum(ids) OVER (ORDER BY ms DESC, seq DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer_ids
    FROM event_ids
    WHERE site_id = $1
) latest
WHERE newest - ms <= $2 AND newer_ids < $3
ORDER BY ms, seq
