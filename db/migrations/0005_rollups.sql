-- A site's statistics summed up to one of its commits; a silo updates the sums from time to time. Statistics are
-- these sums plus the events of later commits, in one snapshot. Sites with few events have no sums.
CREATE TABLE site_rollups (
    site_id text COLLATE "C" NOT NULL PRIMARY KEY,
    through timestamptz NOT NULL DEFAULT '-infinity', -- events with this "created_at" or an earlier one are in the sums
    events  bigint NOT NULL DEFAULT 0                 -- of "site_state"."stored": what the site had stored by then
);

-- One row per UTC day with events, and one for all time, whose day is '-infinity', here and below.
CREATE TABLE rollup_days (
    site_id    text COLLATE "C" NOT NULL,
    event_date date NOT NULL,
    views      bigint NOT NULL DEFAULT 0, -- page views, those without a path too
    users      bigint NOT NULL DEFAULT 0, -- rows in "rollup_users"
    PRIMARY KEY (site_id, event_date)
) WITH (fillfactor = 50);

CREATE TABLE rollup_paths (
    site_id    text COLLATE "C" NOT NULL,
    event_date date NOT NULL,
    path_hash  bytea NOT NULL,            -- SHA-256 of the path, which may be too long for an index
    path       text COLLATE "C" NOT NULL,
    views      bigint NOT NULL,
    PRIMARY KEY (site_id, event_date, path_hash)
) WITH (fillfactor = 80);

CREATE TABLE rollup_users (
    site_id    text COLLATE "C" NOT NULL,
    event_date date NOT NULL,
    user_id    text COLLATE "C" NOT NULL,
    PRIMARY KEY (site_id, event_date, user_id)
);

-- The event's thousand within its site: the events stored before the row's commit, divided by 1000.
ALTER TABLE events ADD COLUMN chunk integer NOT NULL DEFAULT 0;

-- Finds events later than the sums. Equal keys share their bytes, so it costs a few bytes per event. It replaces the
-- index by day, which is no longer read.
CREATE INDEX events_site_id_chunk_idx ON events (site_id, chunk);

DROP INDEX events_site_id_event_date_idx;
