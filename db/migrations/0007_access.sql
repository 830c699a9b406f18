-- Sites that operators have made known. One that is removed stays, so that gateways hear of it.
CREATE TABLE registered_sites (
    site_id           text COLLATE "C" NOT NULL PRIMARY KEY,
    name              text NOT NULL,
    time_zone         text NOT NULL,
    origins           text[] NOT NULL,
    retention_days    integer,
    events_per_second integer,
    bytes_per_second  integer,
    needs_write_key   boolean NOT NULL,
    created_at        timestamptz NOT NULL DEFAULT now(),
    removed_at        timestamptz,
    version           bigint NOT NULL                 -- of access_version, at its last change
);
CREATE INDEX registered_sites_version ON registered_sites (version);

-- Keys, without their secrets: "hash" is the SHA-256 of 256 random bits and their frame.
CREATE TABLE access_keys (
    key_id       uuid NOT NULL PRIMARY KEY,
    hash         bytea NOT NULL UNIQUE,
    name         text NOT NULL,
    shown        text NOT NULL,                       -- how it begins
    scope        smallint NOT NULL,                   -- KeyScope
    site_id      text COLLATE "C",
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    is_first     boolean NOT NULL,                    -- made because there was no operator's key
    version      bigint NOT NULL
);
CREATE INDEX access_keys_version ON access_keys (version);
CREATE UNIQUE INDEX access_keys_first ON access_keys (scope) WHERE is_first AND revoked_at IS NULL;

-- One row, which every change of sites and keys moves: so versions become visible in their order.
CREATE TABLE access_version (version bigint NOT NULL);
INSERT INTO access_version VALUES (1);

-- What operators did. No address is kept, only from what kind of network they came.
CREATE TABLE acts (
    act_id  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    who     text NOT NULL,
    origin  text NOT NULL,
    what    text NOT NULL,
    site_id text COLLATE "C",
    detail  text,
    status  smallint
);
