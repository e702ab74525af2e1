-- Who did what, when, where and why: docs/security/audit.md.
CREATE TABLE audit_entry (
    number BIGINT PRIMARY KEY NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    agency_id TEXT,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    -- Keyed hash, never the address itself.
    address TEXT,
    why TEXT,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    -- Keyed: whoever has the database alone can't make one.
    seal BYTEA NOT NULL
);
CREATE INDEX audit_entry_by_time ON audit_entry (at, number);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor, number);
CREATE INDEX audit_entry_by_action ON audit_entry (action, number);
CREATE INDEX audit_entry_by_object ON audit_entry (object_kind, object_id, number);
CREATE INDEX audit_entry_by_agency ON audit_entry (agency_id, number);

-- One row: the last entry. Whoever appends locks it.
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY NOT NULL,
    number BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    -- Entries below were sealed under a key that is gone.
    sealed_from BIGINT NOT NULL,
    seal BYTEA NOT NULL
);
INSERT INTO audit_head (id, number, hash, sealed_from, seal) VALUES (1, 0, '', 1, '');
