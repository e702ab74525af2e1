-- Keys in a person's device or token that prove who they are to this server's address only.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- What the person calls it, sealed.
    name BYTEA NOT NULL,
    credential_id BYTEA NOT NULL UNIQUE,
    -- Uncompressed point on P-256.
    public_key BYTEA NOT NULL,
    counter BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account_id);
