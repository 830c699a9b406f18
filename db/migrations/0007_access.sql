-- Sites that operators have registered. A removed one keeps its row, so that gateways learn of the removal.
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

-- One row, which every change to sites and keys increments: so versions become visible in order.
CREATE TABLE access_version (
    version   bigint NOT NULL,
    change_id uuid NOT NULL                           -- random: a PostgreSQL that lost changes gives their versions out again
);

-- The latest thousand changes: a copy whose last change is among them needs only those after it.
CREATE TABLE access_changes (
    version   bigint NOT NULL PRIMARY KEY,
    change_id uuid NOT NULL
);

-- Whatever increments the version, the change gets its own id.
CREATE FUNCTION note_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.change_id := gen_random_uuid();
    INSERT INTO access_changes VALUES (NEW.version, NEW.change_id);
    DELETE FROM access_changes WHERE version = NEW.version - 1000;
    RETURN NEW;
END
$$;
CREATE TRIGGER access_version_moves BEFORE INSERT OR UPDATE ON access_version FOR EACH ROW EXECUTE FUNCTION note_access_change();

INSERT INTO access_version (version) VALUES (1);

-- The audit log of operators' actions. It keeps no addresses, only the kind of network they came from.
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
