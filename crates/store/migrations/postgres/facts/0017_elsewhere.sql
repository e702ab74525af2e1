-- Accounts whose people may sign in through an identity provider.
CREATE TABLE elsewhere (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- Keyed hash of provider and subject: looked up at a sign-in.
    subject_hash TEXT NOT NULL UNIQUE,
    -- The same, sealed: for the day on which the server's key is changed.
    subject BYTEA NOT NULL,
    linked_at BIGINT NOT NULL,
    used_at BIGINT
);
