-- A site whose drain an operator has paused: its events wait in the queue. Set and cleared together with the fence, so that
-- whoever drains the site hears of it before the next commit.
ALTER TABLE site_state ADD COLUMN paused_at timestamptz;
