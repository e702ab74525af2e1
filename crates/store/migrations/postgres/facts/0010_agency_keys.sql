-- Public keys of agencies: the one that identities are sealed to, and those from before.
CREATE TABLE agency_key (
    -- Short name: the first 16 hexadecimal digits of the key's BLAKE3 hash. A key is one agency's.
    id TEXT PRIMARY KEY NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    -- 64 hexadecimal digits.
    public_key TEXT NOT NULL,
    -- `host`: made with the data folder; `browser`, `elsewhere`.
    origin TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT,
    -- When another took its place.
    retired_at BIGINT
);
CREATE INDEX agency_key_by_agency ON agency_key (agency_id, made_at);
