-- Events that could not be stored, with the reason; written in the transaction that skips them.
CREATE TABLE dead_letters (
    site_id    text COLLATE "C" NOT NULL,
    epoch      text COLLATE "C" NOT NULL,
    ms         numeric(20) NOT NULL,
    seq        numeric(20) NOT NULL,
    idx        integer NOT NULL,             -- the event's place in its entry; -1: the whole entry
    events     integer NOT NULL,             -- how many events it stands for
    reason     smallint NOT NULL,            -- 1 undecodable, 2 invalid, 3 refused by PostgreSQL
    detail     text NOT NULL,
    payload    bytea NOT NULL,               -- an entry in the queue's encoding, or what was found instead of one
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site_id, epoch, ms, seq, idx)
);
