-- A source that was deleted: nobody sees it from then on, and a job removes what it was made of.
-- Its identifier is another from that moment, so that the old one is free.
ALTER TABLE source ADD COLUMN deleted_at BIGINT;

-- Which sources were deleted, for the agency that they belonged to.
CREATE TABLE source_deletion (
    -- Identifier that what is left of the source has.
    id TEXT PRIMARY KEY NOT NULL,
    -- Empty in a data folder without agencies.
    agency_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    source_name TEXT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    -- NULL: the owner of the machine alone.
    agreed_by TEXT,
    deleted_at BIGINT NOT NULL,
    -- How many versions there were.
    versions BIGINT NOT NULL,
    -- When a job was last put on the list for it.
    looked_at BIGINT,
    -- Reference of the legal hold that stopped it.
    held_by TEXT,
    finished_at BIGINT
);
CREATE INDEX source_deletion_by_agency ON source_deletion (agency_id, deleted_at);
