-- Where a person can be referred to: institutions and their lines, never a person's number.
CREATE TABLE directory_entry (
    id TEXT PRIMARY KEY NOT NULL,
    -- Who keeps it; empty in a data folder without agencies.
    agency_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Telephone, address of a page, or how else it is reached.
    line TEXT NOT NULL,
    hours TEXT NOT NULL,
    -- Codes, separated by a space.
    languages TEXT NOT NULL,
    populations TEXT NOT NULL,
    territory TEXT,
    offers TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    verified_by TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX directory_by_territory ON directory_entry (territory);
