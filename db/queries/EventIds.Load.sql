-- Loads the ids of sites' latest commits: no further back from a site's latest than the window is long, and no more commits
-- than needed for the number of ids kept; a site's oldest first.
-- $1 site ids, $2 lengths in ms, $3 ids kept
SELECT w.ordinality - 1, kept.ms, kept.seq, kept.hashes
FROM unnest($1::text[], $2::numeric[], $3::int[]) WITH ORDINALITY AS w (site_id, length, size, ordinality)
CROSS JOIN LATERAL (
    SELECT ms, seq, hashes
    FROM (
        SELECT ms, seq, hashes,
            max(ms) OVER () AS newest,
            coalesce(sum(ids) OVER (ORDER BY ms DESC, seq DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer_ids
        FROM event_ids
        WHERE site_id = w.site_id
    ) latest
    WHERE newest - ms <= w.length AND newer_ids < w.size
    ORDER BY ms, seq
) kept
