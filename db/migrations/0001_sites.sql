-- One row per site that ever had an event. Updated in the same transaction as the site's rows in "events".
CREATE TABLE site_state (
    site_id           text COLLATE "C" NOT NULL PRIMARY KEY,
    commit_id         uuid NOT NULL,               -- the fence: a fresh random value with every change of the row
    stored            bigint NOT NULL DEFAULT 0,   -- rows in "events"
    duplicates        bigint NOT NULL DEFAULT 0,   -- events acknowledged, but stored before under the same id
    dead              bigint NOT NULL DEFAULT 0,   -- events in "dead_letters"
    refused           jsonb NOT NULL DEFAULT '{}', -- events refused, by reason
    last_committed_at timestamptz,
    deleted_at        timestamptz                  -- tombstone: the queue may still hold events of the site
) WITH (fillfactor = 50);                          -- leaves room on the page, so that moving the fence touches no index

-- The checkpoint of each stream of a site. A stream belongs to one epoch: one history of one Redis master.
CREATE TABLE site_checkpoints (
    site_id    text COLLATE "C" NOT NULL,
    epoch      text COLLATE "C" NOT NULL,
    last_ms    numeric(20) NOT NULL,               -- both parts of an entry's id are unsigned 64-bit numbers
    last_seq   numeric(20) NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (site_id, epoch)
) WITH (fillfactor = 50);
