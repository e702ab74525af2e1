-- Texts about one person that belong to no version of a source: who asked for something under the
-- law. Each is sealed on its own to the agency's public key.
CREATE TABLE sealed_record (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    agency_key TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (kind, id)
);
