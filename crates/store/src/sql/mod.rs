//! Every statement, once, for both engines. A test prepares each of them on both.
//!
//! Only portable SQL: `$n` placeholders, BIGINT, TEXT, BOOLEAN and bytes; aggregates are
//! cast, because PostgreSQL sums BIGINT to NUMERIC.

macro_rules! statements {
    ($list:ident { $($(#[doc = $doc:literal])* $name:ident = $text:expr;)* }) => {
        $($(#[doc = $doc])* pub(crate) const $name: &str = $text;)*
        /// Names and texts, for the test that prepares them.
        #[cfg(test)]
        pub(crate) const $list: &[(&str, &str)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) mod api;
pub(crate) mod approvals;
pub(crate) mod audit;
pub(crate) mod deletions;
pub(crate) mod directory;
pub(crate) mod elsewhere;
pub(crate) mod emergency;
pub(crate) mod exports;
pub(crate) mod keys;
pub(crate) mod notify;
pub(crate) mod passkeys;
pub(crate) mod platform;
pub(crate) mod rights;
pub(crate) mod rotation;
pub(crate) mod sharing;

/// Lists of statements for the database of facts, one for each area.
#[cfg(test)]
pub(crate) const FACT_LISTS: &[&[(&str, &str)]] = &[
    FACT_STATEMENTS,
    platform::PLATFORM_STATEMENTS,
    elsewhere::ELSEWHERE_STATEMENTS,
    passkeys::PASSKEY_STATEMENTS,
    rights::RIGHTS_STATEMENTS,
    audit::AUDIT_STATEMENTS,
    sharing::SHARING_STATEMENTS,
    approvals::APPROVAL_STATEMENTS,
    directory::DIRECTORY_STATEMENTS,
    api::API_STATEMENTS,
    keys::KEY_STATEMENTS,
    deletions::DELETION_STATEMENTS,
    emergency::EMERGENCY_STATEMENTS,
    notify::NOTIFY_STATEMENTS,
    exports::EXPORT_STATEMENTS,
    rotation::ROTATION_STATEMENTS,
];

macro_rules! version_columns {
    () => {
        "SELECT v.id, v.source_id, v.number, v.job_id, v.file_name, v.content_hash, v.mapping_id, \
         v.started_at, v.published_generation, v.published_at, \
         COALESCE(v.rows_read, 0) AS rows_read, \
         COALESCE(v.rows_accepted, 0) AS rows_accepted, \
         COALESCE(v.rows_with_warning, 0) AS rows_with_warning, \
         COALESCE(v.rows_rejected, 0) AS rows_rejected, \
         COALESCE(v.fact_rows, 0) AS fact_rows, \
         COALESCE(v.sealed_rows, 0) AS sealed_rows, \
         v.details, v.forgotten_at \
         FROM source_version v "
    };
}

macro_rules! job_columns {
    () => {
        "SELECT id, kind, payload, state, lease, worker, lease_until, cancel_requested, \
         progress, outcome, created_at, started_at, finished_at, agency_id, account_id, address FROM job "
    };
}

statements! { COMMON_STATEMENTS {
    CREATE_META = "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)";
    META = "SELECT value FROM meta WHERE name = $1";
    SET_META = "INSERT INTO meta (name, value) VALUES ($1, $2) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    NOTE_META = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
}}

statements! { FACT_STATEMENTS {
    CREATE_SOURCE = "INSERT INTO source (id, name, agency, kind, profile_id, created_at, agency_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    RENAME_SOURCE = "UPDATE source SET name = $2, agency = $3, profile_id = $4 WHERE id = $1";
    SOURCES = "SELECT id, name, agency, kind, profile_id, created_at, agency_id FROM source \
        WHERE deleted_at IS NULL ORDER BY id";
    SOURCE = "SELECT id, name, agency, kind, profile_id, created_at, agency_id FROM source \
        WHERE id = $1 AND deleted_at IS NULL";

    /// Numbers the version one above what is published. Two imports of one source that run
    /// at once get the same number, and only one of them can be published.
    /// Sources that no import has filled and none is about to: the first one failed.
    UNBORN_SOURCES = "SELECT id FROM source s WHERE s.deleted_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM source_version v WHERE v.source_id = s.id) \
        AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind = 'import' \
            AND j.state IN ('queued', 'running') \
            AND (j.agency_id = '' OR j.agency_id = s.agency_id)) ORDER BY id";
    DELETE_UNBORN_SOURCE = "DELETE FROM source WHERE id = $1 AND deleted_at IS NULL \
        AND NOT EXISTS (SELECT 1 FROM source_version v WHERE v.source_id = source.id)";
    BEGIN_VERSION = "INSERT INTO source_version (source_id, number, job_id, job_lease, file_name, \
        content_hash, mapping_id, mapping_toml, read_options, started_at) \
        SELECT s.id, (SELECT COALESCE(MAX(p.number), 0) + 1 FROM source_version p \
            WHERE p.source_id = s.id AND p.published_generation IS NOT NULL), \
        CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS TEXT), \
        CAST($6 AS TEXT), CAST($7 AS TEXT), CAST($8 AS TEXT), CAST($9 AS BIGINT) \
        FROM source s WHERE s.id = $1 AND s.deleted_at IS NULL RETURNING id";
    VERSION = concat!(version_columns!(), "WHERE v.id = $1");
    VERSION_MAPPING = "SELECT mapping_toml, read_options FROM source_version WHERE id = $1";
    VERSIONS_OF_SOURCE = concat!(version_columns!(),
        "WHERE v.source_id = $1 AND v.published_generation IS NOT NULL ORDER BY v.number DESC");
    VERSIONS_BY_HASH = concat!(version_columns!(),
        "WHERE v.content_hash = $1 AND v.published_generation IS NOT NULL \
         ORDER BY v.published_generation DESC");
    CURRENT_VERSIONS = concat!(version_columns!(),
        "WHERE v.published_generation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM source_version n \
            WHERE n.source_id = v.source_id AND n.published_generation IS NOT NULL \
            AND n.number > v.number) AND EXISTS (SELECT 1 FROM source s \
            WHERE s.id = v.source_id AND s.deleted_at IS NULL) ORDER BY v.source_id");
    CURRENT_VERSION_OF = concat!(version_columns!(),
        "WHERE v.source_id = $1 AND v.published_generation IS NOT NULL \
         ORDER BY v.number DESC LIMIT 1");
    DATA_GENERATION = "SELECT COALESCE(MAX(published_generation), 0) FROM source_version";
    STAGED = "SELECT COUNT(*) FROM source_version WHERE id = $1 AND published_generation IS NULL";
    STAGED_BEFORE = "SELECT v.id FROM source_version v WHERE v.published_generation IS NULL \
        AND v.started_at < $1 AND NOT EXISTS (SELECT 1 FROM job j WHERE j.id = v.job_id \
            AND j.state = 'running' AND j.lease = v.job_lease AND j.lease_until >= $1) \
        ORDER BY v.id";
    SEALED_ROWS_COUNTED = "SELECT id, COALESCE(sealed_rows, 0) FROM source_version \
        WHERE published_generation IS NOT NULL AND forgotten_at IS NULL ORDER BY id";
    KNOWN_VERSIONS = "SELECT id FROM source_version WHERE forgotten_at IS NULL ORDER BY id";

    /// Publishing: this one update makes a version visible, with everything it is made of.
    /// Two publications at once would take the same generation, which is unique, so one of
    /// them fails and looks again.
    PUBLISH = "UPDATE source_version SET \
        published_generation = (SELECT COALESCE(MAX(g.published_generation), 0) + 1 \
            FROM source_version g), \
        published_at = $2, rows_read = $3, rows_accepted = $4, rows_with_warning = $5, \
        rows_rejected = $6, fact_rows = $7, sealed_rows = $8, details = $9 \
        WHERE id = $1 AND published_generation IS NULL \
        AND NOT EXISTS (SELECT 1 FROM source_version o \
            WHERE o.source_id = source_version.source_id \
            AND o.published_generation IS NOT NULL AND o.number >= source_version.number) \
        AND (SELECT CAST(COALESCE(SUM(s.fact_rows), 0) AS BIGINT) FROM segment s \
            WHERE s.version_id = source_version.id) = $7 \
        AND EXISTS (SELECT 1 FROM source f WHERE f.id = source_version.source_id \
            AND f.deleted_at IS NULL) \
        AND (job_id IS NULL OR EXISTS (SELECT 1 FROM job j WHERE j.id = source_version.job_id \
            AND j.state = 'running' AND j.lease = source_version.job_lease \
            AND j.cancel_requested = FALSE)) \
        RETURNING published_generation";
    PUBLISHED_AT_OR_ABOVE = "SELECT COUNT(*) FROM source_version o, source_version v \
        WHERE v.id = $1 AND o.source_id = v.source_id AND o.published_generation IS NOT NULL \
        AND o.number >= v.number";
    STAGED_FACT_ROWS = "SELECT CAST(COALESCE(SUM(fact_rows), 0) AS BIGINT) FROM segment \
        WHERE version_id = $1";
    DELETE_STAGED = "DELETE FROM source_version WHERE id = $1 AND published_generation IS NULL";
    FORGET_VERSION = "UPDATE source_version SET forgotten_at = $2, mapping_toml = '' \
        WHERE id = $1 AND published_generation IS NOT NULL AND EXISTS (SELECT 1 \
            FROM source_version n WHERE n.source_id = source_version.source_id \
            AND n.published_generation IS NOT NULL AND n.number > source_version.number)";
    DELETE_SEGMENTS = "DELETE FROM segment WHERE version_id = $1";
    DELETE_ISSUES = "DELETE FROM issue_block WHERE version_id = $1";
    DELETE_CHANGES = "DELETE FROM record_change WHERE version_id = $1";

    PUT_SEGMENT = "INSERT INTO segment (version_id, ordinal, part, fact_rows, facts, row_keys) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    FACT_BLOCK = "SELECT facts FROM segment WHERE version_id = $1 \
        ORDER BY ordinal, part LIMIT 1 OFFSET $2";
    FACT_BLOCKS = "SELECT facts FROM segment WHERE version_id = $1 ORDER BY ordinal, part";
    KEY_BLOCKS = "SELECT row_keys FROM segment WHERE version_id = $1 ORDER BY ordinal, part";
    SEGMENT_PLACES = "SELECT ordinal, part FROM segment WHERE version_id = $1 \
        ORDER BY ordinal, part";
    SEGMENT_AT = "SELECT facts, row_keys FROM segment \
        WHERE version_id = $1 AND ordinal = $2 AND part = $3";

    PUT_ISSUES = "INSERT INTO issue_block (version_id, ordinal, rule, severity, header, entries, \
        body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ISSUE_TOTALS = "SELECT rule, severity, header, CAST(SUM(entries) AS BIGINT) AS entries \
        FROM issue_block WHERE version_id = $1 GROUP BY rule, severity, header \
        ORDER BY rule, severity, header";
    /// Entries per part of the file that a filter lets through; a filter that is NULL lets
    /// everything through.
    ISSUE_PARTS = "SELECT ordinal, CAST(SUM(entries) AS BIGINT) AS entries FROM issue_block \
        WHERE version_id = $1 \
        AND (CAST($2 AS TEXT) IS NULL OR rule = $2) \
        AND (CAST($3 AS TEXT) IS NULL OR severity = $3) \
        AND (CAST($4 AS TEXT) IS NULL OR header = $4) \
        GROUP BY ordinal ORDER BY ordinal";
    ISSUE_BLOCKS = "SELECT rule, severity, header, body FROM issue_block \
        WHERE version_id = $1 AND ordinal = $5 \
        AND (CAST($2 AS TEXT) IS NULL OR rule = $2) \
        AND (CAST($3 AS TEXT) IS NULL OR severity = $3) \
        AND (CAST($4 AS TEXT) IS NULL OR header = $4) \
        ORDER BY rule, severity, header";

    PUT_CHANGES = "INSERT INTO record_change (version_id, added, changed, unchanged, removed, body) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    CHANGES = "SELECT added, changed, unchanged, removed, body FROM record_change \
        WHERE version_id = $1";

    ENQUEUE_JOB = "INSERT INTO job (kind, payload, state, lease, cancel_requested, created_at, \
        agency_id, account_id, address) \
        VALUES ($1, $2, 'queued', 0, FALSE, $3, $4, $5, $6) RETURNING id";
    /// Takes the oldest queued job. The lease counts how often it was taken.
    CLAIM_JOB = "UPDATE job SET state = 'running', lease = lease + 1, worker = $1, \
        lease_until = $3, started_at = $2, progress = NULL \
        WHERE state = 'queued' AND id = (SELECT MIN(q.id) FROM job q WHERE q.state = 'queued') \
        RETURNING id, lease";
    CLAIM_THIS_JOB = "UPDATE job SET state = 'running', lease = lease + 1, worker = $1, \
        lease_until = $3, started_at = $2, progress = NULL \
        WHERE state = 'queued' AND id = $4 RETURNING id, lease";
    QUEUED_JOBS = "SELECT COUNT(*) FROM job WHERE state = 'queued'";
    HEARTBEAT = "UPDATE job SET lease_until = $3, progress = COALESCE($4, progress) \
        WHERE id = $1 AND lease = $2 AND state = 'running' RETURNING cancel_requested";
    END_JOB = "UPDATE job SET state = $3, outcome = $4, finished_at = $5, lease_until = NULL \
        WHERE id = $1 AND lease = $2 AND state = 'running'";
    CANCEL_JOB = "UPDATE job SET cancel_requested = TRUE, \
        state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END, \
        finished_at = CASE WHEN state = 'queued' THEN $2 ELSE finished_at END \
        WHERE id = $1 AND state IN ('queued', 'running')";
    /// A job whose worker is gone: cancelled when that was asked, failed when it was taken
    /// too often, otherwise queued again.
    REQUEUE_EXPIRED = "UPDATE job SET \
        state = CASE WHEN cancel_requested THEN 'cancelled' \
            WHEN lease >= $2 THEN 'failed' ELSE 'queued' END, \
        outcome = CASE WHEN NOT cancel_requested AND lease >= $2 THEN $3 ELSE outcome END, \
        finished_at = CASE WHEN cancel_requested OR lease >= $2 THEN $1 ELSE NULL END, \
        lease_until = NULL, worker = NULL \
        WHERE state = 'running' AND lease_until < $1";
    /// The latest moment that anything noted.
    NEWEST_TIME = "SELECT CAST(COALESCE(MAX(at), 0) AS BIGINT) FROM ( \
        SELECT MAX(started_at) AS at FROM source_version \
        UNION ALL SELECT MAX(created_at) AS at FROM job \
        UNION ALL SELECT MAX(created_at) AS at FROM source) AS times";
    JOBS_BY_STATE = "SELECT state, COUNT(*) FROM job GROUP BY state ORDER BY state";
    JOB = concat!(job_columns!(), "WHERE id = $1");
    JOB_AT = concat!(job_columns!(), "WHERE address = $1");
    JOBS = concat!(job_columns!(),
        "WHERE (CAST($1 AS TEXT) IS NULL OR kind = $1) \
         AND (CAST($2 AS TEXT) IS NULL OR state = $2) \
         AND (CAST($4 AS TEXT) IS NULL OR agency_id = $4) ORDER BY id DESC LIMIT $3");

    SETTING = "SELECT value FROM setting WHERE name = $1";
    SET_SETTING = "INSERT INTO setting (name, value) VALUES ($1, $2) \
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    PROFILES = "SELECT id, toml, saved_at FROM profile WHERE agency_id = $1 ORDER BY id";
    SAVE_PROFILE = "INSERT INTO profile (agency_id, id, toml, saved_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (agency_id, id) DO UPDATE SET toml = excluded.toml, saved_at = excluded.saved_at";
    REMOVE_PROFILE = "DELETE FROM profile WHERE agency_id = $1 AND id = $2";
    TERRITORIES = "SELECT name, csv, saved_at FROM territory_import ORDER BY name";
    TERRITORIES_STATE = "SELECT COUNT(*), COALESCE(MAX(saved_at), 0) FROM territory_import";
    SAVE_TERRITORIES = "INSERT INTO territory_import (name, csv, saved_at) VALUES ($1, $2, $3) \
        ON CONFLICT (name) DO UPDATE SET csv = excluded.csv, saved_at = excluded.saved_at";
}}

statements! { VAULT_STATEMENTS {
    PUT_DATA_KEY = "INSERT INTO data_key (version_id, key_version, agency_key, wrapped) \
        VALUES ($1, $2, $3, $4)";
    DATA_KEYS = "SELECT key_version, agency_key, wrapped FROM data_key \
        WHERE version_id = $1 ORDER BY key_version";
    DATA_KEYS_OF_AGENCY = "SELECT version_id, key_version, wrapped FROM data_key \
        WHERE agency_key = $1 ORDER BY version_id, key_version";
    REWRAP_DATA_KEY = "UPDATE data_key SET agency_key = $3, wrapped = $4 \
        WHERE version_id = $1 AND key_version = $2 AND agency_key = $5";
    PUT_SEALED_BLOCK = "INSERT INTO sealed_block (version_id, ordinal, part, key_version, \
        first_row, last_row, sealed_rows, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    SEALED_BLOCKS_WITH = "SELECT key_version, body FROM sealed_block \
        WHERE version_id = $1 AND first_row <= $2 AND last_row >= $2 ORDER BY ordinal, part";
    SEALED_ROWS_OF_ALL = "SELECT version_id, CAST(SUM(sealed_rows) AS BIGINT) FROM sealed_block \
        GROUP BY version_id ORDER BY version_id";
    SEALED_ROWS = "SELECT CAST(COALESCE(SUM(sealed_rows), 0) AS BIGINT) FROM sealed_block \
        WHERE version_id = $1";
    PUT_SEALED_BLOB = "INSERT INTO sealed_blob (version_id, kind, ordinal, key_version, body) \
        VALUES ($1, $2, $3, $4, $5)";
    SEALED_BLOBS = "SELECT ordinal, key_version, body FROM sealed_blob \
        WHERE version_id = $1 AND kind = $2 ORDER BY ordinal";
    SEALED_VERSIONS = "SELECT DISTINCT version_id FROM data_key ORDER BY version_id";
    COUNT_SEALED_BLOCKS = "SELECT COUNT(*) FROM sealed_block WHERE version_id = $1";
    SEALED_BLOCK_AFTER = "SELECT key_version, body FROM sealed_block WHERE version_id = $1 \
        ORDER BY ordinal, part LIMIT 1 OFFSET $2";
    BEGIN_INDEX = "INSERT INTO blind_index (version_id, agency_key, blocks) VALUES ($1, $2, 0)";
    /// Each block once and in order, so that a part sent twice or late changes nothing.
    CONTINUE_INDEX = "UPDATE blind_index SET blocks = blocks + 1, finished_at = $4 \
        WHERE version_id = $1 AND agency_key = $2 AND blocks = $3 AND finished_at IS NULL";
    INDEXES = "SELECT version_id, agency_key, blocks, finished_at FROM blind_index \
        ORDER BY version_id";
    PUT_TAG = "INSERT INTO blind_tag (version_id, tag, row_number) VALUES ($1, $2, $3) \
        ON CONFLICT (version_id, tag, row_number) DO NOTHING";
    ROWS_TAGGED = "SELECT row_number FROM blind_tag WHERE version_id = $1 AND tag = $2 \
        ORDER BY row_number";
    DELETE_TAGS = "DELETE FROM blind_tag WHERE version_id = $1";
    DELETE_INDEX = "DELETE FROM blind_index WHERE version_id = $1";
    DELETE_SEALED_BLOCKS = "DELETE FROM sealed_block WHERE version_id = $1";
    DELETE_SEALED_BLOBS = "DELETE FROM sealed_blob WHERE version_id = $1";
    DELETE_DATA_KEYS = "DELETE FROM data_key WHERE version_id = $1";

    DELETE_BLOBS_OF_KIND = "DELETE FROM sealed_blob WHERE version_id = $1 AND kind = $2";
    BLOBS_OF_KIND = "SELECT version_id, CAST(COUNT(*) AS BIGINT) FROM sealed_blob \
        WHERE kind = $1 GROUP BY version_id ORDER BY version_id";
    PUT_SEALED_RECORD = "INSERT INTO sealed_record (kind, id, agency_key, sealed) \
        VALUES ($1, $2, $3, $4)";
    SEALED_RECORD = "SELECT agency_key, sealed FROM sealed_record WHERE kind = $1 AND id = $2";
    SEALED_WITH_KEY = "SELECT (SELECT COUNT(*) FROM data_key WHERE agency_key = $1) \
        + (SELECT COUNT(*) FROM sealed_record WHERE agency_key = $1)";
    SEALED_RECORDS_OF_AGENCY = "SELECT kind, id, sealed FROM sealed_record \
        WHERE agency_key = $1 ORDER BY kind, id";
    REWRAP_SEALED_RECORD = "UPDATE sealed_record SET agency_key = $3, sealed = $4 \
        WHERE kind = $1 AND id = $2 AND agency_key = $5";
    DELETE_SEALED_RECORD = "DELETE FROM sealed_record WHERE kind = $1 AND id = $2";
}}
