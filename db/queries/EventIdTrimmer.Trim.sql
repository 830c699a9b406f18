-- Deletes rows that have left their site's window, at most $4 of them; returns the number deleted.
-- $1 length in ms, $2 ids kept, $3 an hour's margin in ms
WITH latest AS (
    SELECT ctid AS row, ms,
        max(ms) OVER (PARTITION BY site_id) AS newest,
        coalesce(sum(ids) OVER (
            PARTITION BY site_id ORDER BY ms DESC, seq DESC GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS newer_ids
    FROM event_ids
), gone AS (
    SELECT row FROM latest WHERE newest - ms > $1 + $3 OR newer_ids >= 2 * $2 LIMIT $4
)
DELETE FROM event_ids e USING gone WHERE e.ctid = gone.row
