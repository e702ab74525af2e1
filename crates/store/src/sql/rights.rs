//! Registers, holidays, retention and proofs of deletion.

macro_rules! entry_columns {
    () => {
        "SELECT id, kind, agency_id, reference, state, due_at, body, made_at, made_by, changed_at, \
         closed_at, revision FROM register_entry "
    };
}

macro_rules! proof_columns {
    () => {
        "SELECT id, ordinal, class, agency_id, treatment, body, begun_at, done_at, made_by, chain \
         FROM deletion_proof "
    };
}

statements! { RIGHTS_STATEMENTS {
    PUT_ENTRY = "INSERT INTO register_entry (id, kind, agency_id, reference, state, due_at, body, \
        made_at, made_by, changed_at, closed_at, revision) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8, $10, 1)";
    CHANGE_ENTRY = "UPDATE register_entry SET state = $3, due_at = $4, body = $5, changed_at = $6, \
        closed_at = $7, revision = revision + 1 WHERE id = $1 AND revision = $2";
    ENTRY = concat!(entry_columns!(), "WHERE id = $1 AND kind = $2");
    ENTRIES = concat!(entry_columns!(), "WHERE kind = $1 \
        AND (CAST($2 AS TEXT) IS NULL OR agency_id = $2) ORDER BY made_at DESC, id DESC");
    ENTRIES_THIS_YEAR = "SELECT COUNT(*) FROM register_entry WHERE kind = $1 AND made_at >= $2";
    DELETE_ENTRY = "DELETE FROM register_entry WHERE id = $1";
    PUT_EVENT = "INSERT INTO register_event (entry_id, ordinal, at, made_by, what, note) \
        SELECT e.id, (SELECT COALESCE(MAX(o.ordinal), 0) + 1 FROM register_event o \
            WHERE o.entry_id = e.id), CAST($2 AS BIGINT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
        CAST($5 AS TEXT) FROM register_entry e WHERE e.id = $1";
    EVENTS = "SELECT at, made_by, what, note FROM register_event WHERE entry_id = $1 \
        ORDER BY ordinal";
    DELETE_EVENTS = "DELETE FROM register_event WHERE entry_id = $1";

    PUT_HOLIDAY = "INSERT INTO holiday (country, day, name) VALUES ($1, $2, $3) \
        ON CONFLICT (country, day) DO UPDATE SET name = excluded.name";
    DELETE_HOLIDAYS = "DELETE FROM holiday WHERE country = $1";
    HOLIDAYS = "SELECT day, name FROM holiday WHERE country = $1 ORDER BY day";

    SET_RULE = "INSERT INTO retention_rule (class, agency_id, days, treatment, why, set_at, set_by) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (class, agency_id) DO UPDATE SET \
        days = excluded.days, treatment = excluded.treatment, why = excluded.why, \
        set_at = excluded.set_at, set_by = excluded.set_by";
    DELETE_RULE = "DELETE FROM retention_rule WHERE class = $1 AND agency_id = $2";
    RULES = "SELECT class, agency_id, days, treatment, why, set_at, set_by FROM retention_rule \
        ORDER BY class, agency_id";

    LAST_PROOF = concat!(proof_columns!(), "ORDER BY ordinal DESC LIMIT 1");
    PUT_PROOF = "INSERT INTO deletion_proof (id, ordinal, class, agency_id, treatment, body, \
        begun_at, done_at, made_by, chain) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9)";
    FINISH_PROOF = "UPDATE deletion_proof SET done_at = $2 WHERE id = $1 AND done_at IS NULL";
    PROOFS = concat!(proof_columns!(), "ORDER BY ordinal DESC LIMIT $1");
    ALL_PROOFS = concat!(proof_columns!(), "ORDER BY ordinal");

    /// Published versions with what retention must know of them.
    KEPT_VERSIONS = "SELECT v.id, v.source_id, s.agency_id, v.number, v.published_at, \
        COALESCE(v.sealed_rows, 0) AS sealed_rows, COALESCE(v.fact_rows, 0) AS fact_rows, \
        COALESCE(v.rows_rejected, 0) AS rows_rejected, v.forgotten_at, \
        v.identities_destroyed_at, v.anonymised_at, \
        NOT EXISTS (SELECT 1 FROM source_version n WHERE n.source_id = v.source_id \
            AND n.published_generation IS NOT NULL AND n.number > v.number) AS is_current, \
        (SELECT MIN(n.published_at) FROM source_version n WHERE n.source_id = v.source_id \
            AND n.published_generation IS NOT NULL AND n.number > v.number) AS superseded_at \
        FROM source_version v, source s WHERE s.id = v.source_id \
        AND v.published_generation IS NOT NULL ORDER BY v.id";
    NOTE_DESTROYED = "UPDATE source_version SET identities_destroyed_at = $2 \
        WHERE id = $1 AND identities_destroyed_at IS NULL";
    NOTE_ANONYMISED = "UPDATE source_version SET anonymised_at = $2 WHERE id = $1";
    REWRITE_SEGMENT = "UPDATE segment SET facts = $4, row_keys = $5 \
        WHERE version_id = $1 AND ordinal = $2 AND part = $3";
    ENDED_JOBS = "SELECT agency_id, finished_at FROM job WHERE finished_at IS NOT NULL ORDER BY id";
    DELETE_ENDED_JOBS = "DELETE FROM job WHERE finished_at IS NOT NULL AND finished_at < $1 \
        AND agency_id = $2";
}}
