//! Requests that need a second person.

macro_rules! approval_columns {
    () => {
        "SELECT id, action, object_kind, object_id, agency_id, payload, reason, requested_by, \
         requested_at, expires_at, state, decided_by, decided_at, decision_reason FROM approval "
    };
}

statements! { APPROVAL_STATEMENTS {
    /// One open request for one action on one thing.
    PUT_APPROVAL = "INSERT INTO approval (id, action, object_kind, object_id, agency_id, payload, \
        reason, requested_by, requested_at, expires_at, state) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
        CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), \
        CAST($9 AS BIGINT), CAST($10 AS BIGINT), 'open' \
        WHERE NOT EXISTS (SELECT 1 FROM approval o WHERE o.action = $2 AND o.object_kind = $3 \
            AND o.object_id = $4 AND o.state = 'open' AND o.expires_at > $9)";
    APPROVAL = concat!(approval_columns!(), "WHERE id = $1");
    OPEN_APPROVALS = concat!(approval_columns!(),
        "WHERE state = 'open' AND expires_at > $1 AND (agency_id IS NULL OR agency_id = $2 \
         OR requested_by = $3) ORDER BY requested_at, id");
    OPEN_APPROVAL_OF = concat!(approval_columns!(),
        "WHERE object_kind = $1 AND object_id = $2 AND state = 'open' AND expires_at > $3 \
         ORDER BY requested_at, id");
    PAST_APPROVALS = concat!(approval_columns!(),
        "WHERE (state <> 'open' OR expires_at <= $1) AND (agency_id IS NULL OR agency_id = $2 \
         OR requested_by = $3) ORDER BY requested_at DESC, id DESC LIMIT $4");
    /// Whoever asked never decides, whatever the caller forgot to check.
    DECIDE_APPROVAL = "UPDATE approval SET state = $2, decided_by = $3, decided_at = $4, \
        decision_reason = $5 \
        WHERE id = $1 AND state = 'open' AND expires_at > $4 AND requested_by <> $3";
    WITHDRAW_APPROVAL = "UPDATE approval SET state = 'withdrawn', decided_by = $2, \
        decided_at = $3 WHERE id = $1 AND state = 'open' AND requested_by = $2";
    OVERTAKE_APPROVAL = "UPDATE approval SET state = 'overtaken' WHERE id = $1";
    OVERTAKE_APPROVALS_ON = "UPDATE approval SET state = 'overtaken', decided_at = $3 \
        WHERE object_kind = $1 AND object_id = $2 AND state = 'open' AND id <> $4";
    OVERTAKE_APPROVALS_OF = "UPDATE approval SET state = 'overtaken', decided_at = $2 \
        WHERE agency_id = $1 AND state = 'open'";
}}
