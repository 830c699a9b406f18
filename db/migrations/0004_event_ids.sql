-- The ids that senders gave their events, as far back as duplicates are detected: one row per commit that had any.
-- Written in the transaction that stores the events.
CREATE TABLE event_ids (
    site_id text COLLATE "C" NOT NULL,
    epoch   text COLLATE "C" NOT NULL,
    ms      numeric(20) NOT NULL,  -- the commit's checkpoint
    seq     numeric(20) NOT NULL,
    ids     integer NOT NULL,      -- how many
    hashes  bytea NOT NULL,        -- of each: its XXH128, 16 bytes, then 8 bytes with its entry's ms
    PRIMARY KEY (site_id, epoch, ms, seq)
);

-- Random bytes do not compress.
ALTER TABLE event_ids ALTER COLUMN hashes SET STORAGE EXTERNAL;
