//! Sharing labels, recipients, recalls.

macro_rules! recall_columns {
    () => {
        "SELECT id, kind, object_id, object_name, owner_id, agency_id, why, recalled_at, \
         recalled_by, acknowledged_at, acknowledged_by FROM recall "
    };
}

statements! { SHARING_STATEMENTS {
    LABEL = "SELECT kind, object_id, level, purpose, legal_basis, expires_at, shows_recipients, \
        revision, set_by, set_at FROM sharing_label WHERE kind = $1 AND object_id = $2";
    LABELS = "SELECT kind, object_id, level, purpose, legal_basis, expires_at, shows_recipients, \
        revision, set_by, set_at FROM sharing_label WHERE kind = $1 ORDER BY object_id";
    RECIPIENTS = "SELECT agency_id FROM sharing_recipient \
        WHERE kind = $1 AND object_id = $2 ORDER BY agency_id";
    /// What decides whether an agency sees something, of everything of a kind or of one thing.
    LABELS_FOR = "SELECT l.object_id, l.level, l.expires_at, \
        EXISTS (SELECT 1 FROM sharing_recipient r WHERE r.kind = l.kind \
            AND r.object_id = l.object_id AND r.agency_id = $2) AS named \
        FROM sharing_label l WHERE l.kind = $1 \
        AND (CAST($3 AS TEXT) IS NULL OR l.object_id = $3)";
    /// Changes nothing when somebody else changed the label meanwhile.
    PUT_LABEL = "INSERT INTO sharing_label (kind, object_id, level, purpose, legal_basis, \
        expires_at, shows_recipients, revision, set_by, set_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
        ON CONFLICT (kind, object_id) DO UPDATE SET level = excluded.level, \
        purpose = excluded.purpose, legal_basis = excluded.legal_basis, \
        expires_at = excluded.expires_at, shows_recipients = excluded.shows_recipients, \
        revision = excluded.revision, set_by = excluded.set_by, set_at = excluded.set_at \
        WHERE sharing_label.revision = excluded.revision - 1";
    DELETE_RECIPIENTS = "DELETE FROM sharing_recipient WHERE kind = $1 AND object_id = $2";
    PUT_RECIPIENT = "INSERT INTO sharing_recipient (kind, object_id, agency_id) VALUES ($1, $2, $3)";

    PUT_RECALL = "INSERT INTO recall (id, kind, object_id, object_name, owner_id, agency_id, why, \
        recalled_at, recalled_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    RECALLS_OF_AGENCY = concat!(recall_columns!(),
        "WHERE agency_id = $1 ORDER BY recalled_at DESC, id DESC LIMIT $2");
    RECALLS_OF_OWNER = concat!(recall_columns!(),
        "WHERE owner_id = $1 ORDER BY recalled_at DESC, id DESC LIMIT $2");
    /// Only the agency that it was withdrawn from, and only once.
    ACKNOWLEDGE_RECALL = "UPDATE recall SET acknowledged_at = $3, acknowledged_by = $4 \
        WHERE id = $1 AND agency_id = $2 AND acknowledged_at IS NULL";
    MOVE_RECALLS = "UPDATE recall SET \
        owner_id = CASE WHEN owner_id = $1 THEN $2 ELSE owner_id END, \
        agency_id = CASE WHEN agency_id = $1 THEN $2 ELSE agency_id END \
        WHERE owner_id = $1 OR agency_id = $1";
}}
