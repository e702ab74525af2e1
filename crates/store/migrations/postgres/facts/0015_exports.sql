-- Rows of facts that leave Faro as an encrypted file: who asked, who agreed, for what, and what became
-- of it. The file lies in the folder `exports` until it was fetched, a day at most.
CREATE TABLE row_export (
    id TEXT PRIMARY KEY NOT NULL,
    -- The agency of whoever asked; empty in a data folder without agencies.
    agency_id TEXT NOT NULL,
    -- Who asked; empty: the owner of the machine.
    account_id TEXT NOT NULL,
    -- The agency whose source it is.
    owner_id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    source_name TEXT NOT NULL,
    version_id BIGINT NOT NULL,
    version_number BIGINT NOT NULL,
    -- `csv` or `xlsx`.
    format TEXT NOT NULL,
    language TEXT NOT NULL,
    -- Whom the file is encrypted to.
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    -- Territory that the rows are limited to.
    territory TEXT,
    asked_at BIGINT NOT NULL,
    -- NULL: the owner of the machine alone.
    agreed_by TEXT,
    agreed_at BIGINT NOT NULL,
    -- Rows of the version, then rows in the file.
    row_count BIGINT NOT NULL,
    -- `waiting`, `ready`, `fetched`, `over`, `stopped`, `failed`.
    state TEXT NOT NULL,
    bytes BIGINT,
    written_at BIGINT,
    -- Until when it can be fetched.
    until BIGINT,
    ended_at BIGINT,
    looked_at BIGINT
);
CREATE INDEX row_export_by_agency ON row_export (agency_id, agreed_at);
CREATE INDEX row_export_by_owner ON row_export (owner_id, agreed_at);
CREATE INDEX row_export_by_state ON row_export (state);

-- What a job is called in addresses: its number would tell how much the installation works.
ALTER TABLE job ADD COLUMN address TEXT;
UPDATE job SET address = replace(CAST(gen_random_uuid() AS TEXT), '-', '') WHERE kind = 'import';
CREATE UNIQUE INDEX job_by_address ON job (address);

-- When the audit was told that an emergency access ended by itself.
ALTER TABLE emergency_access ADD COLUMN end_told_at BIGINT;
UPDATE emergency_access SET end_told_at = ends_at WHERE ends_at <= CAST(extract(epoch FROM now()) AS BIGINT) * 1000000;
