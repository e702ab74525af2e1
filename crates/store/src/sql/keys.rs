//! Public keys of agencies.

macro_rules! key_columns {
    () => {
        "SELECT id, agency_id, public_key, origin, made_at, made_by, retired_at FROM agency_key "
    };
}

statements! { KEY_STATEMENTS {
    AGENCY_KEYS = concat!(key_columns!(), "WHERE agency_id = $1 ORDER BY made_at, id");
    AGENCY_KEY = concat!(key_columns!(), "WHERE id = $1");
    PUT_AGENCY_KEY = "INSERT INTO agency_key \
        (id, agency_id, public_key, origin, made_at, made_by, retired_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    RETIRE_AGENCY_KEY = "UPDATE agency_key SET retired_at = $2 \
        WHERE id = $1 AND retired_at IS NULL";
    /// Takes effect only while the key is the one that whoever asked saw.
    CHANGE_AGENCY_KEY = "UPDATE agency SET public_key = $2 \
        WHERE id = $1 AND ended_at IS NULL AND COALESCE(public_key, '') = $3";
}}
