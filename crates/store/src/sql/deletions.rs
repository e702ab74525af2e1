//! Sources that were deleted.

macro_rules! deletion_columns {
    () => {
        "SELECT d.id, d.agency_id, d.source_id, d.source_name, d.reason, d.asked_by, d.agreed_by, \
         d.deleted_at, d.versions, d.looked_at, d.held_by, d.finished_at, \
         (SELECT COUNT(*) FROM source_version v WHERE v.source_id = d.id \
            AND v.forgotten_at IS NULL) AS versions_left \
         FROM source_deletion d "
    };
}

statements! { DELETION_STATEMENTS {
    /// What is left of a source: a place for its versions until they are gone, without its name.
    PUT_REMAINS = "INSERT INTO source (id, name, agency, kind, created_at, agency_id, deleted_at) \
        SELECT CAST($2 AS TEXT), '', '', s.kind, s.created_at, s.agency_id, CAST($3 AS BIGINT) \
        FROM source s WHERE s.id = $1 AND s.agency_id = $4 AND s.deleted_at IS NULL";
    MOVE_VERSIONS = "UPDATE source_version SET source_id = $2 WHERE source_id = $1";
    /// How its imports ended.
    DELETE_JOBS_OF = "DELETE FROM job WHERE finished_at IS NOT NULL AND id IN ( \
        SELECT v.job_id FROM source_version v WHERE v.source_id = $1 AND v.job_id IS NOT NULL)";
    DELETE_SOURCE_ROW = "DELETE FROM source WHERE id = $1";
    DELETE_LABEL = "DELETE FROM sharing_label WHERE kind = 'source' AND object_id = $1";
    PUT_DELETION = "INSERT INTO source_deletion (id, agency_id, source_id, source_name, reason, \
        asked_by, agreed_by, deleted_at, versions) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
        CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS BIGINT), \
        (SELECT COUNT(*) FROM source_version v WHERE v.source_id = $1)";
    DELETION = concat!(deletion_columns!(), "WHERE d.id = $1");
    DELETIONS = concat!(deletion_columns!(), "WHERE (CAST($1 AS TEXT) IS NULL \
        OR d.agency_id = $1) ORDER BY d.deleted_at DESC, d.id DESC LIMIT $2");
    DELETIONS_TO_DO = "SELECT id FROM source_deletion WHERE finished_at IS NULL \
        AND (looked_at IS NULL OR looked_at < $1) ORDER BY id";
    LOOK_AT_DELETION = "UPDATE source_deletion SET looked_at = $2 WHERE id = $1 \
        AND finished_at IS NULL AND (looked_at IS NULL OR looked_at < $3)";
    HOLD_DELETION = "UPDATE source_deletion SET held_by = $2 WHERE id = $1";
    FINISH_DELETION = "UPDATE source_deletion SET finished_at = $2, held_by = NULL WHERE id = $1 \
        AND finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM source_version v \
            WHERE v.source_id = source_deletion.id AND v.forgotten_at IS NULL)";
    MOVE_DELETIONS = "UPDATE source_deletion SET agency_id = $2 WHERE agency_id = $1";
    STAGED_OF = "SELECT id FROM source_version WHERE source_id = $1 \
        AND published_generation IS NULL ORDER BY id";
    /// That it existed stays, and when; nothing of what was in it does.
    ERASE_VERSION = "UPDATE source_version SET forgotten_at = $2, file_name = '', \
        content_hash = '', mapping_id = '', mapping_toml = '', read_options = '', details = NULL, \
        rows_read = 0, rows_accepted = 0, rows_with_warning = 0, rows_rejected = 0, \
        fact_rows = 0, sealed_rows = 0 \
        WHERE id = $1 AND published_generation IS NOT NULL AND EXISTS (SELECT 1 FROM source s \
            WHERE s.id = source_version.source_id AND s.deleted_at IS NOT NULL)";
}}
