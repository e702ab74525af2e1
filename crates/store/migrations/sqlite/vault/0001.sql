CREATE TABLE data_key (
    version_id BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    agency_key TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (version_id, key_version)
);

CREATE TABLE sealed_block (
    version_id BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    part BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    first_row BIGINT NOT NULL,
    last_row BIGINT NOT NULL,
    sealed_rows BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (version_id, ordinal, part),
    FOREIGN KEY (version_id, key_version) REFERENCES data_key (version_id, key_version)
);

CREATE TABLE sealed_blob (
    version_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    ordinal BIGINT NOT NULL,
    key_version BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (version_id, kind, ordinal),
    FOREIGN KEY (version_id, key_version) REFERENCES data_key (version_id, key_version)
);
