-- Agencies, the people who work in them, and how they sign in.
CREATE TABLE agency (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    territory TEXT,
    -- 64 hexadecimal digits; identities are sealed to it. Its secret half is the agency's.
    public_key TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    -- Who took over when it ended.
    successor_id TEXT REFERENCES agency (id)
);

CREATE TABLE agency_event (
    id TEXT PRIMARY KEY NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- What it was before: a name, a kind, another agency's identifier.
    before TEXT,
    after TEXT,
    account_id TEXT
);
CREATE INDEX agency_event_by_agency ON agency_event (agency_id, at);

CREATE TABLE account (
    id TEXT PRIMARY KEY NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    -- Keyed hash of the sign-in name: whoever takes the database can't read who works where.
    login_hash TEXT NOT NULL UNIQUE,
    -- Sign-in name and name for people, sealed under the server's key, which is not in the database.
    particulars BLOB NOT NULL,
    roles TEXT NOT NULL,
    territory TEXT,
    password_hash TEXT,
    totp_secret BLOB,
    -- Last time step whose code was accepted: a code serves once.
    totp_step BIGINT,
    state TEXT NOT NULL,
    language TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    signed_in_at BIGINT
);
CREATE INDEX account_by_agency ON account (agency_id);

CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY NOT NULL,
    -- Shown in lists of sessions, where the token's hash must not stand.
    id TEXT NOT NULL UNIQUE,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    -- Whether a second factor was shown in this session.
    second_factor BOOLEAN NOT NULL,
    -- When the person last proved who they are.
    proved_at BIGINT NOT NULL,
    device TEXT NOT NULL
);
CREATE INDEX session_by_account ON session (account_id);

-- One-time links: to a new account, or to a new password of an account.
CREATE TABLE invitation (
    token_hash TEXT PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    account_id TEXT REFERENCES account (id) ON DELETE CASCADE,
    particulars BLOB NOT NULL,
    roles TEXT NOT NULL,
    territory TEXT,
    made_by TEXT,
    made_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    used_at BIGINT
);

-- Devices that an account signed in on: strangers' failures don't slow them.
CREATE TABLE known_device (
    token_hash TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    ends_at BIGINT NOT NULL
);

-- Empty: of the one agency of a personal data folder.
ALTER TABLE source ADD COLUMN agency_id TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN agency_id TEXT NOT NULL DEFAULT '';
ALTER TABLE job ADD COLUMN account_id TEXT NOT NULL DEFAULT '';
