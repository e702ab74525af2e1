-- How far something may be shared. What has no row here is red: the people of its agency who hold
-- its files.
CREATE TABLE sharing_label (
    -- What it is: `source`, and whatever else gets labels.
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    level TEXT NOT NULL,
    purpose TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    -- When sharing ends; the label's own agency goes on seeing it.
    expires_at BIGINT,
    -- Whether recipients are told of each other.
    shows_recipients BOOLEAN NOT NULL,
    -- Counts changes: whoever agrees to a change agrees to it on the label that was shown.
    revision BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (kind, object_id)
);

-- Agencies that an amber label names.
CREATE TABLE sharing_recipient (
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    agency_id TEXT NOT NULL REFERENCES agency (id),
    PRIMARY KEY (kind, object_id, agency_id)
);
CREATE INDEX sharing_recipient_by_agency ON sharing_recipient (agency_id, kind);

-- What was withdrawn, from whom: one row for each agency that may hold copies.
CREATE TABLE recall (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    -- As it was called: it may be gone by the time that somebody reads this.
    object_name TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES agency (id),
    agency_id TEXT NOT NULL REFERENCES agency (id),
    why TEXT NOT NULL,
    recalled_at BIGINT NOT NULL,
    recalled_by TEXT NOT NULL,
    acknowledged_at BIGINT,
    acknowledged_by TEXT
);
CREATE INDEX recall_by_agency ON recall (agency_id, recalled_at);
CREATE INDEX recall_by_owner ON recall (owner_id, recalled_at);

-- What somebody asked for that needs a second person.
CREATE TABLE approval (
    id TEXT PRIMARY KEY NOT NULL,
    -- The action of the policy that both people may do.
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    -- Whose people decide; NULL: anybody of the installation who may.
    agency_id TEXT,
    -- JSON of what is to be done.
    payload TEXT NOT NULL,
    reason TEXT NOT NULL,
    requested_by TEXT NOT NULL,
    requested_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- `open`, `approved`, `refused`, `withdrawn`, or `overtaken` by another change.
    state TEXT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    decision_reason TEXT
);
CREATE INDEX approval_by_state ON approval (state, expires_at);
CREATE INDEX approval_by_object ON approval (object_kind, object_id);
CREATE INDEX approval_by_agency ON approval (agency_id, requested_at);
