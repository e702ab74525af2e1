//! What is sealed, or hashed, under the server's own key.

statements! { ROTATION_STATEMENTS {
    SEALED_ACCOUNTS = "SELECT id, particulars, totp_secret FROM account ORDER BY id";
    RESEAL_ACCOUNT = "UPDATE account SET login_hash = $2, particulars = $3, totp_secret = $4 \
        WHERE id = $1";
    SEALED_INVITATIONS = "SELECT id, particulars FROM invitation ORDER BY id";
    RESEAL_INVITATION = "UPDATE invitation SET particulars = $2 WHERE id = $1";
    SEALED_PASSKEYS = "SELECT id, name FROM passkey ORDER BY id";
    RESEAL_PASSKEY = "UPDATE passkey SET name = $2 WHERE id = $1";
    SEALED_API_TOKENS = "SELECT id, name FROM api_token ORDER BY id";
    RESEAL_API_TOKEN = "UPDATE api_token SET name = $2 WHERE id = $1";
    SEALED_MAIL_ADDRESSES = "SELECT account_id, address FROM mail_choice ORDER BY account_id";
    RESEAL_MAIL_ADDRESS = "UPDATE mail_choice SET address = $2 WHERE account_id = $1";
    SEALED_LINKS = "SELECT account_id, subject FROM elsewhere ORDER BY account_id";
    RESEAL_LINK = "UPDATE elsewhere SET subject = $2, subject_hash = $3 WHERE account_id = $1";
    SEALED_WEBHOOKS = "SELECT id, sealed FROM webhook ORDER BY id";
    RESEAL_WEBHOOK = "UPDATE webhook SET sealed = $2 WHERE id = $1";
    /// Only good for a day, and found under keyed hashes.
    FORGET_API_ANSWERS = "DELETE FROM api_answer";
}}
