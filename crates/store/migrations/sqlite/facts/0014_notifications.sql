-- What waits for somebody, without what it is about. The identifier is a keyed hash of what it is
-- about and of whose it is, so that one thing makes one message however often it is looked at.
CREATE TABLE message (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    read_at BIGINT,
    -- When a mail that covers it was put on the list.
    mailed_at BIGINT
);
CREATE INDEX message_by_account ON message (account_id, made_at);

-- Where somebody wants to be told by mail. No row: nowhere.
CREATE TABLE mail_choice (
    account_id TEXT PRIMARY KEY NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- Sealed under the server's key.
    address BLOB NOT NULL,
    -- NULL until the code that was sent there came back.
    confirmed_at BIGINT,
    code_hash TEXT,
    code_ends_at BIGINT,
    -- Wrong codes since the last one was sent.
    tries BIGINT NOT NULL,
    -- Codes asked for since `codes_since`.
    codes BIGINT NOT NULL,
    codes_since BIGINT NOT NULL,
    -- When the last mail was put on the list.
    mailed_at BIGINT
);

-- Where programs of an agency are told. Whoever made one is who it is told for.
CREATE TABLE webhook (
    id TEXT PRIMARY KEY NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    -- Address and secrets, sealed under the server's key.
    sealed BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    -- Counts fresh secrets.
    revision BIGINT NOT NULL,
    -- Since when nothing gets through; NULL as long as it does.
    failing_since BIGINT,
    -- When it was turned off because nothing got through, or whoever made it may not any more.
    disabled_at BIGINT
);
CREATE INDEX webhook_by_agency ON webhook (agency_id);

-- What is to leave the machine, and what became of it.
CREATE TABLE delivery (
    id TEXT PRIMARY KEY NOT NULL,
    -- `mail` or `webhook`.
    channel TEXT NOT NULL,
    -- The account, or the webhook.
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- When what it tells of was noticed.
    event_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    -- `queued`, `sent`, `dead` or `dropped`.
    state TEXT NOT NULL,
    ended_at BIGINT,
    -- Status that a host answered.
    status BIGINT,
    -- Code of the last failure.
    fault TEXT
);
CREATE INDEX delivery_by_state ON delivery (state, due_at);
CREATE INDEX delivery_by_target ON delivery (channel, target, event_at);
