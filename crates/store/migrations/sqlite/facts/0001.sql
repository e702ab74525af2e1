CREATE TABLE source (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    agency TEXT NOT NULL,
    kind TEXT NOT NULL,
    profile_id TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE job (
    -- AUTOINCREMENT: a number is never given twice, even when its row is gone.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    lease BIGINT NOT NULL,
    worker TEXT,
    lease_until BIGINT,
    cancel_requested BOOLEAN NOT NULL,
    progress TEXT,
    outcome TEXT,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT
);
CREATE INDEX job_by_state ON job (state, id);

CREATE TABLE source_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id TEXT NOT NULL REFERENCES source (id),
    number BIGINT NOT NULL,
    job_id BIGINT,
    job_lease BIGINT,
    file_name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    mapping_id TEXT NOT NULL,
    mapping_toml TEXT NOT NULL,
    read_options TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    published_generation BIGINT UNIQUE,
    published_at BIGINT,
    rows_read BIGINT,
    rows_accepted BIGINT,
    rows_with_warning BIGINT,
    rows_rejected BIGINT,
    fact_rows BIGINT,
    sealed_rows BIGINT,
    details TEXT,
    forgotten_at BIGINT
);
CREATE INDEX source_version_by_source ON source_version (source_id, number);
CREATE INDEX source_version_by_hash ON source_version (content_hash);

CREATE TABLE segment (
    version_id BIGINT NOT NULL REFERENCES source_version (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    part BIGINT NOT NULL,
    fact_rows BIGINT NOT NULL,
    -- Facts before keys: reading facts does not walk over the pages of the keys.
    facts BLOB NOT NULL,
    row_keys BLOB NOT NULL,
    PRIMARY KEY (version_id, ordinal, part)
);

CREATE TABLE issue_block (
    version_id BIGINT NOT NULL REFERENCES source_version (id) ON DELETE CASCADE,
    ordinal BIGINT NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    header TEXT NOT NULL,
    entries BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (version_id, ordinal, rule, severity, header)
);

CREATE TABLE record_change (
    version_id BIGINT PRIMARY KEY NOT NULL REFERENCES source_version (id) ON DELETE CASCADE,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE profile (
    id TEXT PRIMARY KEY NOT NULL,
    toml TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);

CREATE TABLE territory_import (
    name TEXT PRIMARY KEY NOT NULL,
    csv TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);
