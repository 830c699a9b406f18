-- Identifies this installation's PostgreSQL: the queue in Redis records the id of the one that drains it. A dump, a restored
-- backup and a copy of the files have the same id. Created by the first silo.
CREATE TABLE installation (
    id     uuid NOT NULL,
    is_one boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (is_one)
);
