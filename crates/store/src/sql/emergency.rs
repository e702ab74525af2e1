//! Emergency access, and what agencies allow beforehand.

macro_rules! emergency_columns {
    () => {
        "SELECT id, account_id, agency_id, owner_id, source_kind, field_groups, danger, reason, \
         opened_at, ends_at, ended_at, ended_by, reads, review_due, reviewed_at, reviewed_by, \
         outcome, review_note, incident_id FROM emergency_access "
    };
}

statements! { EMERGENCY_STATEMENTS {
    /// Opens nothing beyond the limits, whatever the caller forgot to check: so many open at a
    /// time, so many in a day, and none while an earlier one was not reviewed in time.
    OPEN_EMERGENCY = "INSERT INTO emergency_access (id, account_id, agency_id, owner_id, \
        source_kind, field_groups, danger, reason, opened_at, ends_at, reads, review_due) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
        CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), \
        CAST($9 AS BIGINT), CAST($10 AS BIGINT), 0, CAST($11 AS BIGINT) \
        WHERE (SELECT COUNT(*) FROM emergency_access o WHERE o.account_id = $2 \
            AND o.ended_at IS NULL AND o.ends_at > $9) < $12 \
        AND (SELECT COUNT(*) FROM emergency_access d WHERE d.account_id = $2 \
            AND d.opened_at > $13) < $14 \
        AND NOT EXISTS (SELECT 1 FROM emergency_access r WHERE r.account_id = $2 \
            AND r.reviewed_at IS NULL AND r.review_due <= $9)";
    EMERGENCY = concat!(emergency_columns!(), "WHERE id = $1");
    EMERGENCIES = concat!(emergency_columns!(), "WHERE (CAST($1 AS TEXT) IS NULL \
        OR owner_id = $1 OR account_id = $2) ORDER BY opened_at DESC, id DESC LIMIT $3");
    OPEN_EMERGENCIES_OF = concat!(emergency_columns!(), "WHERE account_id = $1 \
        AND opened_at <= $2 AND ends_at > $2 AND ended_at IS NULL ORDER BY opened_at, id");
    EMERGENCIES_OF = concat!(emergency_columns!(), "WHERE account_id = $1 \
        AND (opened_at > $2 OR reviewed_at IS NULL) ORDER BY opened_at, id");
    READ_EMERGENCY = "UPDATE emergency_access SET reads = reads + 1 WHERE id = $1 \
        AND ended_at IS NULL AND ends_at > $2";
    END_EMERGENCY = "UPDATE emergency_access SET ended_at = $2, ended_by = $3 \
        WHERE id = $1 AND ended_at IS NULL AND ends_at > $2";
    /// Those that ended by the clock and of which the audit was not told.
    EMERGENCIES_OVER = concat!(emergency_columns!(), "WHERE end_told_at IS NULL \
        AND ended_at IS NULL AND ends_at <= $1 ORDER BY ends_at, id");
    END_EMERGENCY_TOLD = "UPDATE emergency_access SET end_told_at = $2 WHERE id = $1 \
        AND end_told_at IS NULL";
    END_EMERGENCIES_BETWEEN = "UPDATE emergency_access SET ended_at = $3, ended_by = $4 \
        WHERE owner_id = $1 AND agency_id = $2 AND ended_at IS NULL AND ends_at > $3";
    /// Whoever used it never reviews it, and it is reviewed once.
    REVIEW_EMERGENCY = "UPDATE emergency_access SET reviewed_at = $2, reviewed_by = $3, \
        outcome = $4, review_note = $5, incident_id = $6, \
        ended_at = CASE WHEN ended_at IS NULL AND ends_at > $2 THEN $2 ELSE ended_at END, \
        ended_by = CASE WHEN ended_at IS NULL AND ends_at > $2 THEN $3 ELSE ended_by END \
        WHERE id = $1 AND reviewed_at IS NULL AND account_id <> $3";

    PUT_EMERGENCY_CONSENT = "INSERT INTO emergency_consent (id, owner_id, agency_id, until, \
        asked_by, agreed_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    EMERGENCY_CONSENTS = "SELECT id, owner_id, agency_id, until, asked_by, agreed_by, made_at \
        FROM emergency_consent WHERE owner_id = $1 AND ended_at IS NULL AND until > $2 \
        ORDER BY made_at, id";
    END_EMERGENCY_CONSENT = "UPDATE emergency_consent SET ended_at = $3, ended_by = $4 \
        WHERE id = $1 AND owner_id = $2 AND ended_at IS NULL";
    END_EMERGENCY_CONSENTS_OF = "UPDATE emergency_consent SET ended_at = $2, ended_by = '' \
        WHERE (owner_id = $1 OR agency_id = $1) AND ended_at IS NULL";
}}
