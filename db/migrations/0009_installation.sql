-- Tells this installation's PostgreSQL from others': the queue in Redis remembers the id of the one that drains it. A dump, a
-- restored backup and a copy of the files hold the same id. Made by the first silo.
CREATE TABLE installation (
    id     uuid NOT NULL,
    is_one boolean NOT NULL PRIMARY KEY DEFAULT true CHECK (is_one)
);
