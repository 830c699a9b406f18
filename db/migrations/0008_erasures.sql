-- Erasures of a site: a user's events, all events, or those before a day. Requested together with the site's fencing token,
-- so that the silo storing its events notices before the next commit; executed in small steps, each a transaction.
CREATE TABLE site_erasures (
    site_id      text COLLATE "C" NOT NULL,
    erasure_id   uuid NOT NULL,
    kind         smallint NOT NULL,             -- 1 a user, 2 the whole site, 3 what is older than the site keeps
    user_id      text COLLATE "C",              -- of kind 1; forgotten at the end
    before_day   date,                          -- of kind 3: days before this one go
    requested_at timestamptz NOT NULL DEFAULT now(),
    through      timestamptz NOT NULL,          -- stored events with this "created_at" or an earlier one go
    stored       bigint NOT NULL,               -- of "site_state"."stored", at that time
    epochs       text[] COLLATE "C" NOT NULL,   -- queued events go up to these entries, the last one of each stream
    last_ms      numeric(20)[] NOT NULL,
    last_seq     numeric(20)[] NOT NULL,
    phase        smallint NOT NULL DEFAULT 0,   -- 0 sums, 1 stored events, 2 dead letters, 3 queued events, 4 done
    next_chunk   integer NOT NULL DEFAULT 0,    -- stored events of earlier chunks are gone
    events       bigint NOT NULL DEFAULT 0,     -- stored events that went
    dead_letters bigint NOT NULL DEFAULT 0,     -- events that went from the dead letters
    worker       uuid,                          -- the silo that is at it, and when it last was
    worked_at    timestamptz,
    finished_at  timestamptz,
    PRIMARY KEY (site_id, erasure_id)
);

CREATE INDEX site_erasures_unfinished_idx ON site_erasures (site_id, erasure_id) WHERE finished_at IS NULL;

-- The retention progress of each site that has a retention in "registered_sites".
CREATE TABLE site_retention (
    site_id     text COLLATE "C" NOT NULL PRIMARY KEY,
    started_for date NOT NULL,                  -- the first day that is kept, as of the last time that older ones were looked for
    kept_from   date,                           -- all days before this one are gone
    kept_at     timestamptz,                    -- since when
    events      bigint NOT NULL DEFAULT 0       -- stored events that went
);

CREATE INDEX registered_sites_retention_idx ON registered_sites (site_id) WHERE retention_days IS NOT NULL;

-- Of the received events: how many were erased before they were stored, and how many of "stored" were erased.
ALTER TABLE site_state ADD COLUMN erased bigint NOT NULL DEFAULT 0;
ALTER TABLE site_state ADD COLUMN erased_rows bigint NOT NULL DEFAULT 0;
ALTER TABLE site_state ADD COLUMN erased_at timestamptz; -- when one of these, or "dead", last changed

-- Events with this "created_at" or an earlier one are not in the sums: the site was erased.
ALTER TABLE site_rollups ADD COLUMN since timestamptz NOT NULL DEFAULT '-infinity';
