//! Agencies, accounts, sessions, invitations.

macro_rules! agency_columns {
    () => {
        "SELECT id, name, kind, level, territory, public_key, created_at, ended_at, successor_id, \
         opened_at FROM agency "
    };
}

macro_rules! account_columns {
    () => {
        "SELECT id, agency_id, particulars, roles, territory, password_hash, totp_secret, \
         totp_step, state, language, created_at, changed_at, signed_in_at FROM account "
    };
}

macro_rules! invitation_columns {
    () => {
        "SELECT id, kind, agency_id, account_id, particulars, roles, territory, made_by, made_at, \
         ends_at, used_at, reason, consented_by, consented_at FROM invitation "
    };
}

statements! { PLATFORM_STATEMENTS {
    CREATE_AGENCY = "INSERT INTO agency (id, name, kind, level, territory, public_key, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AGENCIES = concat!(agency_columns!(), "ORDER BY name, id");
    AGENCY = concat!(agency_columns!(), "WHERE id = $1");
    CHANGE_AGENCY = "UPDATE agency SET name = $2, kind = $3, level = $4, territory = $5 \
        WHERE id = $1 AND ended_at IS NULL";
    SET_AGENCY_KEY = "UPDATE agency SET public_key = $2 WHERE id = $1 AND ended_at IS NULL";
    END_AGENCY = "UPDATE agency SET ended_at = $2, successor_id = $3 \
        WHERE id = $1 AND ended_at IS NULL";
    MOVE_SOURCES = "UPDATE source SET agency_id = $2, agency = $3 WHERE agency_id = $1";
    MOVE_ACCOUNTS = "UPDATE account SET agency_id = $2, changed_at = $3 WHERE agency_id = $1";
    PUT_AGENCY_EVENT = "INSERT INTO agency_event (id, agency_id, at, kind, before, after, account_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AGENCY_EVENTS = "SELECT id, agency_id, at, kind, before, after, account_id FROM agency_event \
        WHERE agency_id = $1 ORDER BY at, id";
    /// Once: the time of the first stays.
    OPEN_AGENCY = "UPDATE agency SET opened_at = COALESCE(opened_at, $2) WHERE id = $1";
    ADOPT_SOURCES = "UPDATE source SET agency_id = $1 WHERE agency_id = ''";
    /// A mapping of the successor's own goes before one that it takes over.
    MOVE_PROFILES = "UPDATE profile SET agency_id = $2 WHERE agency_id = $1 \
        AND id NOT IN (SELECT own.id FROM profile own WHERE own.agency_id = $2)";
    ADOPT_PROFILES = "UPDATE profile SET agency_id = $1 WHERE agency_id = ''";

    HAS_ACCOUNTS = "SELECT COUNT(*) FROM account";
    CREATE_ACCOUNT = "INSERT INTO account (id, agency_id, login_hash, particulars, roles, territory, \
        password_hash, state, language, created_at, changed_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $9) \
        ON CONFLICT (login_hash) DO NOTHING";
    ACCOUNT = concat!(account_columns!(), "WHERE id = $1");
    ACCOUNT_BY_LOGIN = concat!(account_columns!(), "WHERE login_hash = $1");
    ACCOUNTS = concat!(account_columns!(),
        "WHERE (CAST($1 AS TEXT) IS NULL OR agency_id = $1) ORDER BY agency_id, id");
    SET_ACCOUNT_ACCESS = "UPDATE account SET roles = $2, territory = $3, state = $4, \
        changed_at = $5 WHERE id = $1";
    /// Only as long as the account is as it was when somebody agreed to the change.
    GIVE_ACCESS = "UPDATE account SET roles = $3, territory = $4, state = 'active', \
        changed_at = $5 WHERE id = $1 AND agency_id = $2 AND roles = $6 AND state = $7";
    SET_PASSWORD = "UPDATE account SET password_hash = $2, changed_at = $3 WHERE id = $1";
    /// Only while the hash is the one that was looked at: a password set meanwhile stays.
    RENEW_PASSWORD_HASH = "UPDATE account SET password_hash = $3 \
        WHERE id = $1 AND password_hash = $2";
    SET_TOTP = "UPDATE account SET totp_secret = $2, totp_step = $3, changed_at = $4 WHERE id = $1";
    /// A code serves once: of two requests with one code only the first changes the row.
    USE_TOTP_STEP = "UPDATE account SET totp_step = $2 \
        WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2)";
    SET_LANGUAGE = "UPDATE account SET language = $2 WHERE id = $1";
    NOTE_SIGN_IN = "UPDATE account SET signed_in_at = $2 WHERE id = $1";
    ACTIVE_WITH_ROLE = "SELECT COUNT(*) FROM account WHERE state = 'active' \
        AND ' ' || roles || ' ' LIKE '% ' || $1 || ' %'";

    DELETE_RECOVERY_CODES = "DELETE FROM recovery_code WHERE account_id = $1";
    PUT_RECOVERY_CODE = "INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)";
    USE_RECOVERY_CODE = "DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2";
    RECOVERY_CODES_LEFT = "SELECT COUNT(*) FROM recovery_code WHERE account_id = $1";

    CREATE_SESSION = "INSERT INTO session (token_hash, id, account_id, created_at, seen_at, ends_at, \
        second_factor, proved_at, device) VALUES ($1, $2, $3, $4, $4, $5, $6, $4, $7)";
    /// Everything that a request needs to know of whoever sends it, in one read.
    SESSION = "SELECT s.id, s.account_id, s.created_at, s.seen_at, s.ends_at, s.second_factor, \
        s.proved_at, s.device, a.agency_id, a.particulars, a.roles, a.territory, a.language, \
        a.totp_secret IS NOT NULL AS has_totp, g.name AS agency_name, g.kind AS agency_kind \
        FROM session s JOIN account a ON a.id = s.account_id JOIN agency g ON g.id = a.agency_id \
        WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.seen_at > $3 AND a.state = 'active' \
        AND g.ended_at IS NULL";
    SEE_SESSION = "UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2";
    /// The session goes on under a fresh token: who knew the old one is out.
    PROVE_SESSION = "UPDATE session SET token_hash = $2, proved_at = $3, seen_at = $3, \
        second_factor = (second_factor OR $4) WHERE token_hash = $1";
    SESSIONS_OF = "SELECT id, created_at, seen_at, ends_at, second_factor, device FROM session \
        WHERE account_id = $1 ORDER BY seen_at DESC, id";
    END_SESSION = "DELETE FROM session WHERE token_hash = $1";
    END_SESSION_OF = "DELETE FROM session WHERE account_id = $1 AND id = $2";
    END_SESSIONS_OF = "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2";
    END_SESSIONS_BEYOND = "DELETE FROM session WHERE account_id = $1 AND token_hash NOT IN \
        (SELECT s.token_hash FROM session s WHERE s.account_id = $1 \
         ORDER BY s.seen_at DESC, s.id DESC LIMIT $2)";
    SWEEP_SESSIONS = "DELETE FROM session WHERE ends_at <= $1 OR seen_at <= $2";

    CREATE_INVITATION = "INSERT INTO invitation (token_hash, id, kind, agency_id, account_id, \
        particulars, roles, territory, made_by, made_at, ends_at, reason, consented_by, \
        consented_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    INVITATION = concat!(invitation_columns!(),
        "WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2");
    INVITATION_BY_ID = concat!(invitation_columns!(), "WHERE id = $1");
    CONSENT_TO_INVITATION = "UPDATE invitation SET consented_by = $2, consented_at = $3 \
        WHERE id = $1 AND used_at IS NULL AND ends_at > $3 AND consented_at IS NULL";
    OPEN_INVITATIONS = concat!(invitation_columns!(),
        "WHERE used_at IS NULL AND ends_at > $1 ORDER BY made_at DESC, id");
    /// A link serves once: of two requests with one link only the first changes the row.
    USE_INVITATION = "UPDATE invitation SET used_at = $2 \
        WHERE token_hash = $1 AND used_at IS NULL AND ends_at > $2";
    WITHDRAW_INVITATION = "DELETE FROM invitation WHERE id = $1 AND used_at IS NULL";
    WITHDRAW_INVITATIONS_OF = "DELETE FROM invitation WHERE used_at IS NULL \
        AND (made_by = $1 OR account_id = $1)";

    PUT_DEVICE = "INSERT INTO known_device (token_hash, account_id, ends_at) VALUES ($1, $2, $3) \
        ON CONFLICT (token_hash) DO UPDATE SET ends_at = excluded.ends_at";
    DEVICE = "SELECT COUNT(*) FROM known_device \
        WHERE token_hash = $1 AND account_id = $2 AND ends_at > $3";
    FORGET_DEVICES_BEYOND = "DELETE FROM known_device WHERE account_id = $1 AND token_hash NOT IN \
        (SELECT d.token_hash FROM known_device d WHERE d.account_id = $1 \
         ORDER BY d.ends_at DESC, d.token_hash LIMIT $2)";
    SWEEP_DEVICES = "DELETE FROM known_device WHERE ends_at <= $1";
    FORGET_DEVICES = "DELETE FROM known_device WHERE account_id = $1";
}}
