-- Set while an operator has paused a site's drain: its events wait in the queue. Set and cleared together with the
-- fencing token, so that the silo draining the site notices before the next commit.
ALTER TABLE site_state ADD COLUMN paused_at timestamptz;
