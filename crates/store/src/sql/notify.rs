//! Messages, where they are told besides, and what became of it.

macro_rules! webhook_columns {
    () => {
        "SELECT id, agency_id, account_id, sealed, made_at, revision, failing_since, disabled_at \
         FROM webhook "
    };
}

macro_rules! delivery_columns {
    () => {
        "SELECT id, channel, target, kind, event_at, due_at, attempts, state, ended_at, status, \
         fault FROM delivery "
    };
}

macro_rules! choice_columns {
    () => {
        "SELECT account_id, address, confirmed_at, code_hash, code_ends_at, tries, codes, \
         codes_since, mailed_at FROM mail_choice "
    };
}

statements! { NOTIFY_STATEMENTS {
    /// The same thing is told once.
    PUT_MESSAGE = "INSERT INTO message (id, account_id, kind, made_at) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT) \
        WHERE EXISTS (SELECT 1 FROM account a WHERE a.id = $2) ON CONFLICT (id) DO NOTHING";
    MESSAGES_OF = "SELECT id, kind, made_at, read_at FROM message WHERE account_id = $1 \
        ORDER BY made_at DESC, id DESC LIMIT $2";
    UNREAD_MESSAGES = "SELECT COUNT(*) FROM message WHERE account_id = $1 AND read_at IS NULL";
    READ_MESSAGE = "UPDATE message SET read_at = $3 WHERE account_id = $1 AND id = $2 \
        AND read_at IS NULL";
    MESSAGE_IS_OF = "SELECT COUNT(*) FROM message WHERE account_id = $1 AND id = $2";
    /// Those that were there when the list was shown.
    READ_MESSAGES = "UPDATE message SET read_at = $3 WHERE account_id = $1 AND made_at <= $2 \
        AND read_at IS NULL";
    SWEEP_MESSAGES = "DELETE FROM message WHERE made_at <= $1";

    MAIL_CHOICE = concat!(choice_columns!(), "WHERE account_id = $1");
    /// A code is asked for: of so many in a span no more.
    PUT_MAIL_CHOICE = "INSERT INTO mail_choice (account_id, address, code_hash, code_ends_at, \
        tries, codes, codes_since) VALUES ($1, $2, $3, $4, 0, 1, $5) \
        ON CONFLICT (account_id) DO UPDATE SET address = excluded.address, confirmed_at = NULL, \
        code_hash = excluded.code_hash, code_ends_at = excluded.code_ends_at, tries = 0, \
        codes = CASE WHEN mail_choice.codes_since > $6 THEN mail_choice.codes + 1 ELSE 1 END, \
        codes_since = CASE WHEN mail_choice.codes_since > $6 THEN mail_choice.codes_since \
            ELSE excluded.codes_since END \
        WHERE mail_choice.codes_since <= $6 OR mail_choice.codes < $7";
    /// A guess is counted before it is looked at.
    TRY_MAIL_CODE = "UPDATE mail_choice SET tries = tries + 1 WHERE account_id = $1 \
        AND confirmed_at IS NULL AND code_ends_at > $2 AND tries < $3";
    CONFIRM_MAIL = "UPDATE mail_choice SET confirmed_at = $3, code_hash = NULL, \
        code_ends_at = NULL WHERE account_id = $1 AND confirmed_at IS NULL AND code_hash = $2 \
        AND code_ends_at > $3";
    /// The row stays empty for as long as it counts codes: leaving and coming back gains nothing.
    DROP_MAIL_CHOICE = "UPDATE mail_choice SET address = $2, confirmed_at = NULL, \
        code_hash = NULL, code_ends_at = NULL WHERE account_id = $1";
    DROP_MAILS_OF = "UPDATE delivery SET state = 'dropped', ended_at = $2 \
        WHERE channel = 'mail' AND target = $1 AND state = 'queued'";
    /// Whom a mail is owed: somebody who wants it, is there, has something unread that none told
    /// of, and was sent none for a while.
    OWED_MAIL = "SELECT c.account_id FROM mail_choice c JOIN account a ON a.id = c.account_id \
        WHERE c.confirmed_at IS NOT NULL AND a.state = 'active' \
        AND (c.mailed_at IS NULL OR c.mailed_at <= $1) \
        AND EXISTS (SELECT 1 FROM message m WHERE m.account_id = c.account_id \
            AND m.read_at IS NULL AND m.mailed_at IS NULL AND m.made_at >= c.confirmed_at) \
        AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.channel = 'mail' \
            AND d.target = c.account_id AND d.state = 'queued') \
        ORDER BY c.account_id LIMIT $2";
    NOTE_MAILED = "UPDATE mail_choice SET mailed_at = $2 WHERE account_id = $1 \
        AND confirmed_at IS NOT NULL AND (mailed_at IS NULL OR mailed_at <= $3)";
    NOTE_MESSAGES_MAILED = "UPDATE message SET mailed_at = $2 WHERE account_id = $1 \
        AND mailed_at IS NULL";

    /// One more than `$6` of an agency is none.
    PUT_WEBHOOK = "INSERT INTO webhook (id, agency_id, account_id, sealed, made_at, revision) \
        SELECT $1, $2, $3, $4, $5, 1 \
        WHERE (SELECT COUNT(*) FROM webhook w WHERE w.agency_id = $2) < $6";
    WEBHOOK = concat!(webhook_columns!(), "WHERE id = $1");
    WEBHOOKS = concat!(webhook_columns!(),
        "WHERE (CAST($1 AS TEXT) IS NULL OR agency_id = $1) ORDER BY made_at, id");
    /// A fresh secret, and another beginning for what was turned off.
    RENEW_WEBHOOK = "UPDATE webhook SET sealed = $3, revision = revision + 1, account_id = $4, \
        failing_since = NULL, disabled_at = NULL WHERE id = $1 AND revision = $2";
    DELETE_WEBHOOK = "DELETE FROM webhook WHERE id = $1 AND agency_id = $2";
    DELETE_WEBHOOKS_OF = "DELETE FROM webhook WHERE agency_id = $1";
    DELETE_DELIVERIES_TO = "DELETE FROM delivery WHERE channel = $1 AND target = $2";
    WEBHOOK_FAILS = "UPDATE webhook SET failing_since = COALESCE(failing_since, $2) WHERE id = $1";
    WEBHOOK_WORKS = "UPDATE webhook SET failing_since = NULL WHERE id = $1 \
        AND failing_since IS NOT NULL";
    DISABLE_WEBHOOK = "UPDATE webhook SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";
    DROP_DELIVERIES_TO = "UPDATE delivery SET state = 'dropped', ended_at = $3 \
        WHERE channel = $1 AND target = $2 AND state = 'queued'";

    PUT_DELIVERY = "INSERT INTO delivery (id, channel, target, kind, event_at, due_at, attempts, \
        state) VALUES ($1, $2, $3, $4, $5, $6, 0, 'queued') ON CONFLICT (id) DO NOTHING";
    DUE_DELIVERIES = concat!(delivery_columns!(),
        "WHERE state = 'queued' AND due_at <= $1 ORDER BY due_at, id LIMIT $2");
    /// Counted, and out of everybody else's way, before it is sent: whoever is killed in between
    /// sends it again later under the same identifier.
    TAKE_DELIVERY = "UPDATE delivery SET attempts = attempts + 1, due_at = $3 \
        WHERE id = $1 AND state = 'queued' AND attempts = $2";
    END_DELIVERY = "UPDATE delivery SET state = $2, ended_at = $3, status = $4, fault = $5 \
        WHERE id = $1 AND state = 'queued'";
    PUT_OFF_DELIVERY = "UPDATE delivery SET due_at = $2, status = $3, fault = $4 \
        WHERE id = $1 AND state = 'queued'";
    DELIVERIES_TO = concat!(delivery_columns!(),
        "WHERE channel = $1 AND target = $2 ORDER BY event_at DESC, id DESC LIMIT $3");
    DELIVERIES_BY_STATE = "SELECT channel, state, COUNT(*) FROM delivery \
        GROUP BY channel, state ORDER BY channel, state";
    DEAD_DELIVERIES = concat!(delivery_columns!(),
        "WHERE state = 'dead' ORDER BY ended_at DESC, id DESC LIMIT $1");
    SWEEP_DELIVERIES = "DELETE FROM delivery WHERE state <> 'queued' AND ended_at <= $1";

    /// Requests that can be decided, whoever decides them.
    ALL_OPEN_APPROVALS = "SELECT id, action, object_kind, object_id, agency_id, payload, reason, \
        requested_by, requested_at, expires_at, state, decided_by, decided_at, decision_reason \
        FROM approval WHERE state = 'open' AND expires_at > $1 ORDER BY requested_at, id";
    /// What was withdrawn and nobody said that copies are gone.
    OPEN_RECALLS = "SELECT id, agency_id FROM recall WHERE acknowledged_at IS NULL \
        ORDER BY recalled_at DESC, id LIMIT $1";
    /// What was shared lately with agencies that its label names: thing, agency, and how often it
    /// was withdrawn from that agency before.
    FRESH_SHARES = "SELECT l.object_id, r.agency_id, CAST((SELECT COUNT(*) FROM recall w \
            WHERE w.kind = l.kind AND w.object_id = l.object_id AND w.agency_id = r.agency_id) \
            AS BIGINT) AS before \
        FROM sharing_label l JOIN sharing_recipient r \
        ON r.kind = l.kind AND r.object_id = l.object_id \
        WHERE l.kind = 'source' AND l.level = 'amber' AND l.set_at >= $1 \
        AND (l.expires_at IS NULL OR l.expires_at > $2) \
        AND EXISTS (SELECT 1 FROM source s WHERE s.id = l.object_id AND s.deleted_at IS NULL) \
        ORDER BY l.object_id, r.agency_id";
    UNREVIEWED_EMERGENCIES = "SELECT id, account_id, owner_id, review_due FROM emergency_access \
        WHERE reviewed_at IS NULL ORDER BY opened_at, id";
    /// Imports that ended by themselves.
    ENDED_IMPORTS = "SELECT id, account_id FROM job WHERE kind = 'import' \
        AND state IN ('done', 'failed') AND finished_at >= $1 AND account_id <> '' ORDER BY id";
    ENTRIES_DUE = "SELECT id, kind, agency_id, due_at FROM register_entry \
        WHERE closed_at IS NULL AND due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at, id";
    ALARMS_SINCE = "SELECT number FROM audit_entry WHERE at >= $1 \
        AND action IN ('guessing_noticed', 'refusals_noticed') ORDER BY number DESC LIMIT $2";
}}
