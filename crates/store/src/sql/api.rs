//! Tokens of programs, and what they were answered.

statements! { API_STATEMENTS {
    /// One more than `$9` open ones of an account is none.
    CREATE_API_TOKEN = "INSERT INTO api_token (id, token_hash, account_id, name, scopes, \
        second_factor, created_at, ends_at) \
        SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE (SELECT COUNT(*) FROM api_token t \
        WHERE t.account_id = $3 AND t.revoked_at IS NULL AND t.ends_at > $7) < $9";
    API_TOKENS_OF = "SELECT id, name, scopes, created_at, ends_at, used_at FROM api_token \
        WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id";
    /// Everything that a request needs to know of whoever sends it, in one read.
    API_TOKEN = "SELECT t.id, t.account_id, t.scopes, t.second_factor, t.ends_at, t.used_at, \
        t.revoked_at, a.state, a.agency_id, a.particulars, a.roles, a.territory, a.language, \
        a.totp_secret IS NOT NULL AS has_totp, g.name AS agency_name, g.kind AS agency_kind, \
        g.ended_at AS agency_ended_at FROM api_token t JOIN account a ON a.id = t.account_id \
        JOIN agency g ON g.id = a.agency_id WHERE t.token_hash = $1";
    SEE_API_TOKEN = "UPDATE api_token SET used_at = $2 WHERE id = $1 \
        AND (used_at IS NULL OR used_at < $2)";
    /// Of many requests with a token that ended, one an hour is noted.
    NOTE_REFUSED_API_TOKEN = "UPDATE api_token SET refused_at = $2 WHERE id = $1 \
        AND (refused_at IS NULL OR refused_at < $3)";
    REVOKE_API_TOKEN = "UPDATE api_token SET revoked_at = $3 \
        WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL";
    REVOKE_API_TOKENS_OF = "UPDATE api_token SET revoked_at = $2 \
        WHERE account_id = $1 AND revoked_at IS NULL";
    REVOKE_API_TOKENS_OF_AGENCY = "UPDATE api_token SET revoked_at = $2 \
        WHERE revoked_at IS NULL AND account_id IN (SELECT a.id FROM account a \
        WHERE a.agency_id = $1)";
    SWEEP_API_TOKENS = "DELETE FROM api_token WHERE ends_at <= $1 OR revoked_at <= $1";

    /// Of two requests with one key only the first takes it.
    TAKE_API_KEY = "INSERT INTO api_answer (account_id, key_hash, request_hash, made_at) \
        VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, key_hash) DO NOTHING";
    API_ANSWER = "SELECT request_hash, made_at, status, answer FROM api_answer \
        WHERE account_id = $1 AND key_hash = $2";
    KEEP_API_ANSWER = "UPDATE api_answer SET status = $3, answer = $4 \
        WHERE account_id = $1 AND key_hash = $2 AND made_at = $5";
    FREE_API_KEY = "DELETE FROM api_answer WHERE account_id = $1 AND key_hash = $2 \
        AND made_at = $3";
    SWEEP_API_ANSWERS = "DELETE FROM api_answer WHERE made_at <= $1";
}}
