//! The audit.

macro_rules! entry_columns {
    () => {
        "SELECT number, at, actor, agency_id, action, object_kind, object_id, channel, address, \
         why, previous, hash, seal FROM audit_entry "
    };
}

/// What a search lets through; NULL lets everything through.
macro_rules! wanted {
    () => {
        "number < $1 AND number >= $2 AND at >= $3 AND at < $4 \
         AND (CAST($5 AS TEXT) IS NULL OR actor = $5) \
         AND (CAST($6 AS TEXT) IS NULL OR action = $6) \
         AND (CAST($7 AS TEXT) IS NULL OR object_kind = $7) \
         AND (CAST($8 AS TEXT) IS NULL OR object_id = $8) \
         AND (CAST($9 AS TEXT) IS NULL OR agency_id = $9) \
         ORDER BY number DESC LIMIT $10"
    };
}

statements! { AUDIT_STATEMENTS {
    /// Locks the row until the transaction ends, on both engines.
    LOCK_AUDIT_HEAD = "UPDATE audit_head SET number = number WHERE id = 1 \
        RETURNING number, hash, sealed_from, seal";
    AUDIT_HEAD = "SELECT number, hash, sealed_from, seal FROM audit_head WHERE id = 1";
    SET_AUDIT_HEAD = "UPDATE audit_head SET number = $1, hash = $2, sealed_from = $3, seal = $4 \
        WHERE id = 1";
    PUT_AUDIT_ENTRY = "INSERT INTO audit_entry (number, at, actor, agency_id, action, object_kind, \
        object_id, channel, address, why, previous, hash, seal) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    AUDIT_ENTRIES_AFTER = concat!(entry_columns!(),
        "WHERE number > $1 AND number <= $2 ORDER BY number LIMIT $3");
    /// In one statement, so that an entry appended meanwhile is not taken for a stray one.
    AUDIT_ENTRY_BEYOND_HEAD = "SELECT MIN(e.number) FROM audit_entry e \
        WHERE e.number > (SELECT h.number FROM audit_head h WHERE h.id = 1)";
    /// Clocks may go backwards, so times don't order entries: the first and last within them.
    AUDIT_NUMBERS_WITHIN = "SELECT MIN(number), MAX(number) FROM audit_entry \
        WHERE at >= $1 AND at < $2";
    /// One for each index: SQLite chooses before it knows which filters are NULL.
    AUDIT_PAGE = concat!(entry_columns!(), "WHERE ", wanted!());
    AUDIT_PAGE_OF_ACTOR = concat!(entry_columns!(), "WHERE actor = $5 AND ", wanted!());
    AUDIT_PAGE_OF_ACTION = concat!(entry_columns!(), "WHERE action = $6 AND ", wanted!());
    AUDIT_PAGE_OF_OBJECT = concat!(entry_columns!(),
        "WHERE object_kind = $7 AND object_id = $8 AND ", wanted!());
    AUDIT_PAGE_OF_AGENCY = concat!(entry_columns!(), "WHERE agency_id = $9 AND ", wanted!());
}}
