-- Emergency access of one person to facts of another agency, where a life is in danger: it opens at
-- once or when that agency agrees, ends by itself, and is reviewed.
CREATE TABLE emergency_access (
    id TEXT PRIMARY KEY NOT NULL,
    account_id TEXT NOT NULL,
    -- The agency that the account worked in.
    agency_id TEXT NOT NULL,
    -- Whose facts.
    owner_id TEXT NOT NULL,
    -- Kind of the sources: `cases`, `counts` ...
    source_kind TEXT NOT NULL,
    -- Groups of fields, separated by a space.
    field_groups TEXT NOT NULL,
    danger TEXT NOT NULL,
    reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT,
    -- How often figures were read under it.
    reads BIGINT NOT NULL,
    review_due BIGINT NOT NULL,
    reviewed_at BIGINT,
    reviewed_by TEXT,
    -- `justified`, `not_justified` or `incident`.
    outcome TEXT,
    review_note TEXT,
    incident_id TEXT
);
CREATE INDEX emergency_access_by_account ON emergency_access (account_id, opened_at);
CREATE INDEX emergency_access_by_owner ON emergency_access (owner_id, opened_at);

-- What a shelter, a health service, an NGO ... allows beforehand: one agency, until a day.
CREATE TABLE emergency_consent (
    id TEXT PRIMARY KEY NOT NULL,
    owner_id TEXT NOT NULL,
    agency_id TEXT NOT NULL,
    until BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT
);
CREATE INDEX emergency_consent_by_owner ON emergency_consent (owner_id, agency_id);
