//! Rows of facts that leave as encrypted files.

macro_rules! export_columns {
    () => {
        "SELECT id, agency_id, account_id, owner_id, source_id, source_name, version_id, \
         version_number, format, language, recipient, purpose, territory, asked_at, agreed_by, \
         agreed_at, row_count, state, bytes, written_at, until, ended_at FROM row_export "
    };
}

statements! { EXPORT_STATEMENTS {
    /// Lets nothing leave beyond the limits, whatever the caller forgot to check.
    PUT_EXPORT = "INSERT INTO row_export (id, agency_id, account_id, owner_id, source_id, \
        source_name, version_id, version_number, format, language, recipient, purpose, territory, \
        asked_at, agreed_by, agreed_at, row_count, state) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), \
        CAST($5 AS TEXT), CAST($6 AS TEXT), CAST($7 AS BIGINT), CAST($8 AS BIGINT), \
        CAST($9 AS TEXT), CAST($10 AS TEXT), CAST($11 AS TEXT), CAST($12 AS TEXT), \
        CAST($13 AS TEXT), CAST($14 AS BIGINT), CAST($15 AS TEXT), CAST($16 AS BIGINT), \
        CAST($17 AS BIGINT), 'waiting' \
        WHERE (SELECT COALESCE(CAST(SUM(e.row_count) AS BIGINT), 0) FROM row_export e \
            WHERE e.account_id = $3 AND e.agreed_at > $18) + $17 <= $19 \
        AND (SELECT COALESCE(CAST(SUM(a.row_count) AS BIGINT), 0) FROM row_export a \
            WHERE a.agency_id = $2 AND a.agreed_at > $18) + $17 <= $20";
    ROWS_EXPORTED = "SELECT \
        COALESCE(CAST(SUM(CASE WHEN account_id = $1 THEN row_count ELSE 0 END) AS BIGINT), 0), \
        COALESCE(CAST(SUM(CASE WHEN agency_id = $2 THEN row_count ELSE 0 END) AS BIGINT), 0) \
        FROM row_export WHERE agreed_at > $3 AND (account_id = $1 OR agency_id = $2)";
    EXPORT = concat!(export_columns!(), "WHERE id = $1");
    EXPORTS = concat!(export_columns!(), "WHERE (CAST($1 AS TEXT) IS NULL \
        OR agency_id = $1 OR owner_id = $1) ORDER BY agreed_at DESC, id DESC LIMIT $2");
    /// Those whose file is to come, or is there.
    EXPORTS_OPEN = concat!(export_columns!(),
        "WHERE state IN ('waiting', 'ready') ORDER BY agreed_at, id");
    EXPORTS_TO_DO = "SELECT id FROM row_export WHERE state = 'waiting' \
        AND (looked_at IS NULL OR looked_at < $1) ORDER BY id";
    LOOK_AT_EXPORT = "UPDATE row_export SET looked_at = $2 WHERE id = $1 AND state = 'waiting' \
        AND (looked_at IS NULL OR looked_at < $3)";
    EXPORT_WRITTEN = "UPDATE row_export SET state = 'ready', row_count = $2, bytes = $3, \
        written_at = $4, until = $5 WHERE id = $1 AND state = 'waiting'";
    /// Fetched once, by whoever asked.
    FETCH_EXPORT = "UPDATE row_export SET state = 'fetched', ended_at = $3 WHERE id = $1 \
        AND account_id = $2 AND state = 'ready' AND until > $3";
    END_EXPORT = "UPDATE row_export SET state = $2, ended_at = $3 WHERE id = $1 \
        AND state IN ('waiting', 'ready')";
    MOVE_EXPORTS = "UPDATE row_export SET agency_id = CASE WHEN agency_id = $1 THEN $2 \
        ELSE agency_id END, owner_id = CASE WHEN owner_id = $1 THEN $2 ELSE owner_id END \
        WHERE agency_id = $1 OR owner_id = $1";
}}
