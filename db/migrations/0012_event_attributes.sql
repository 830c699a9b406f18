-- What an event says beyond type, path and user. All columns are null in rows that are older than them, and where nothing is known.
-- Four of them name an attribute set of the site in "event_attributes", because the same texts come with many events.
ALTER TABLE events
    ADD COLUMN IF NOT EXISTS visitor      bigint,           -- the visitor of the day without a user id: a keyed hash, whose key is destroyed
    ADD COLUMN IF NOT EXISTS page         integer,          -- attribute set: hostname, title
    ADD COLUMN IF NOT EXISTS origin       integer,          -- attribute set: referrer, source, channel, campaign tags, kind of click id
    ADD COLUMN IF NOT EXISTS client       integer,          -- attribute set: browser, system, device, language, place, bot
    ADD COLUMN IF NOT EXISTS props        integer,          -- attribute set: the sender's own properties
    ADD COLUMN IF NOT EXISTS engaged_ms   integer,          -- milliseconds of attention
    ADD COLUMN IF NOT EXISTS screen_width integer,          -- in CSS pixels
    ADD COLUMN IF NOT EXISTS scroll       smallint,         -- how far the page was seen, in percent
    ADD COLUMN IF NOT EXISTS is_bot       boolean,          -- true for a program, otherwise null
    ADD COLUMN IF NOT EXISTS revenue      bigint,           -- in thousandths of the currency's unit
    ADD COLUMN IF NOT EXISTS currency     text COLLATE "C"; -- three letters of ISO 4217

-- The attribute sets of a site, numbered from 1 under its fencing token: one row per commit that had new ones.
CREATE TABLE IF NOT EXISTS event_attributes (
    site_id  text COLLATE "C" NOT NULL,
    first_id integer NOT NULL, -- the number of the row's first set; the others follow without a gap
    sets     text[] NOT NULL,  -- JSON objects; null where no event uses a set any more
    PRIMARY KEY (site_id, first_id)
);

-- The number of the site's next attribute set. It never decreases.
ALTER TABLE site_state ADD COLUMN IF NOT EXISTS next_attributes integer NOT NULL DEFAULT 1;
