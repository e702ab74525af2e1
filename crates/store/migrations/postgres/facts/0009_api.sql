-- Programs that act for a person: what they show, and what they were answered.
CREATE TABLE api_token (
    id TEXT PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- What the person calls it, sealed under the server's key.
    name BYTEA NOT NULL,
    -- Actions, separated by a space.
    scopes TEXT NOT NULL,
    -- Whether it was made in a session with a second factor.
    second_factor BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT,
    -- A revoked token is remembered for a while: whoever still uses it is noticed.
    revoked_at BIGINT,
    refused_at BIGINT
);
CREATE INDEX api_token_by_account ON api_token (account_id);

-- What a request with an idempotency key was answered, for those that ask again.
CREATE TABLE api_answer (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    key_hash TEXT NOT NULL,
    -- Keyed hash of method, address and body.
    request_hash TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- Empty while the first request is under way.
    status BIGINT,
    -- Media type, place and body, sealed under the server's key.
    answer BYTEA,
    PRIMARY KEY (account_id, key_hash)
);
