//! The referral directory.

macro_rules! entry_columns {
    () => {
        "SELECT id, agency_id, name, kind, line, hours, languages, populations, territory, offers, \
         verified_at, verified_by, created_at, ended_at FROM directory_entry "
    };
}

statements! { DIRECTORY_STATEMENTS {
    DIRECTORY = concat!(entry_columns!(), "WHERE ended_at IS NULL ORDER BY name, id");
    DIRECTORY_ENTRY = concat!(entry_columns!(), "WHERE id = $1 AND ended_at IS NULL");
    PUT_DIRECTORY_ENTRY = "INSERT INTO directory_entry (id, agency_id, name, kind, line, hours, \
        languages, populations, territory, offers, verified_at, verified_by, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, \
        line = excluded.line, hours = excluded.hours, languages = excluded.languages, \
        populations = excluded.populations, territory = excluded.territory, \
        offers = excluded.offers, verified_at = excluded.verified_at, \
        verified_by = excluded.verified_by";
    END_DIRECTORY_ENTRY = "UPDATE directory_entry SET ended_at = $2 \
        WHERE id = $1 AND ended_at IS NULL";
}}
