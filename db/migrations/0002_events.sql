-- Every stored event. Partitioned by month; the silos create a month's table when its first event arrives, by
-- CREATE and ATTACH, because PARTITION OF would wait for every open COPY.
CREATE SEQUENCE events_id_seq AS bigint CACHE 1000;

CREATE TABLE events (
    id          bigint NOT NULL DEFAULT nextval('events_id_seq'), -- unique; rises, with gaps
    "timestamp" timestamptz NOT NULL,                             -- when it happened, as the sender said
    created_at  timestamptz NOT NULL DEFAULT now(),               -- when it was stored
    event_date  date NOT NULL GENERATED ALWAYS AS (("timestamp" AT TIME ZONE 'UTC')::date) STORED,
    site_id     text COLLATE "C" NOT NULL,
    event_type  text COLLATE "C" NOT NULL,
    path        text COLLATE "C",
    user_id     text COLLATE "C"
) PARTITION BY RANGE ("timestamp");

ALTER SEQUENCE events_id_seq OWNED BY events.id;

-- The only index: equal keys share their bytes, so it costs a few bytes per event. docs/decisions/0003 explains why the
-- original's other indexes are gone.
CREATE INDEX events_site_id_event_date_idx ON events (site_id, event_date);
