//! Passkeys.

statements! { PASSKEY_STATEMENTS {
    /// One more than `$8` of an account is none, and a key belongs to one account.
    PUT_PASSKEY = "INSERT INTO passkey (id, account_id, name, credential_id, public_key, counter, \
        created_at) SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), $3, $4, $5, CAST($6 AS BIGINT), \
        CAST($7 AS BIGINT) WHERE (SELECT COUNT(*) FROM passkey p WHERE p.account_id = $2) \
        < CAST($8 AS BIGINT) ON CONFLICT (credential_id) DO NOTHING";
    PASSKEYS_OF = "SELECT id, name, credential_id, public_key, counter, created_at, used_at \
        FROM passkey WHERE account_id = $1 ORDER BY created_at, id";
    /// Only forwards: of two answers with one counter the second finds it used.
    USE_PASSKEY = "UPDATE passkey SET counter = $3, used_at = $4 \
        WHERE account_id = $1 AND id = $2 AND (counter < $3 OR (counter = 0 AND $3 = 0))";
    REMOVE_PASSKEY = "DELETE FROM passkey WHERE account_id = $1 AND id = $2";
    REMOVE_PASSKEYS_OF = "DELETE FROM passkey WHERE account_id = $1";
}}
