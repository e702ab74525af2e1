-- Registers that the law asks for: requests of persons, incidents, legal holds, signed documents.
-- No name stands here: who asked is sealed in the vault.
CREATE TABLE register_entry (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    -- Empty: of the whole installation.
    agency_id TEXT NOT NULL,
    -- What people write on letters.
    reference TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    due_at BIGINT,
    -- JSON, of the shape that its kind has.
    body TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    closed_at BIGINT,
    -- Counts changes: who wrote on an older state is refused.
    revision BIGINT NOT NULL
);
CREATE INDEX register_entry_by_kind ON register_entry (kind, state, due_at);

CREATE TABLE register_event (
    entry_id TEXT NOT NULL REFERENCES register_entry (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    what TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (entry_id, ordinal)
);

CREATE TABLE holiday (
    country TEXT NOT NULL,
    day TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (country, day)
);

-- How long a class of data is kept, where that differs from the classification file.
CREATE TABLE retention_rule (
    class TEXT NOT NULL,
    -- Empty: of every agency without a rule of its own.
    agency_id TEXT NOT NULL,
    -- NULL: kept until somebody decides.
    days BIGINT,
    treatment TEXT NOT NULL,
    why TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (class, agency_id)
);

-- What was deleted. A row is written before the deletion and finished after it, so that an
-- interrupted deletion is seen and done again.
CREATE TABLE deletion_proof (
    id TEXT PRIMARY KEY NOT NULL,
    ordinal BIGINT NOT NULL UNIQUE,
    class TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    treatment TEXT NOT NULL,
    -- JSON: versions, numbers of things, hashes of the keys destroyed.
    body TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    done_at BIGINT,
    made_by TEXT NOT NULL,
    -- Hash of this row and of the one before it.
    chain TEXT NOT NULL
);

ALTER TABLE source_version ADD COLUMN identities_destroyed_at BIGINT;
ALTER TABLE source_version ADD COLUMN anonymised_at BIGINT;
