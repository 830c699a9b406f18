-- How far the day segments of a site go, in each time zone that they are kept for: usually one, two while the site's zone changes.
CREATE TABLE IF NOT EXISTS site_segments (
    site_id   text COLLATE "C" NOT NULL,
    time_zone text COLLATE "C" NOT NULL,                -- the zone of the days
    through   timestamptz NOT NULL DEFAULT '-infinity', -- events with this "created_at" or an earlier one are in the segments
    events    bigint NOT NULL DEFAULT 0,                -- later events have the chunk of this number of stored events, or a later one
    PRIMARY KEY (site_id, time_zone)
);

-- All events of one day of a site, column by column, compressed. Derived from "events": deleted rows come back the same.
CREATE TABLE IF NOT EXISTS site_days (
    site_id   text COLLATE "C" NOT NULL,
    time_zone text COLLATE "C" NOT NULL,
    day       date NOT NULL,             -- in that zone
    part      integer NOT NULL,          -- of a day with more than a million events: by its visitors
    events    integer NOT NULL,          -- in the segment
    segment   bytea,                     -- null: the day is read from "events", until a silo has built it again
    PRIMARY KEY (site_id, time_zone, day, part)
);

-- It is compressed already.
ALTER TABLE site_days ALTER COLUMN segment SET STORAGE EXTERNAL;

CREATE INDEX IF NOT EXISTS site_days_missing_idx ON site_days (site_id, time_zone) WHERE segment IS NULL;
