//! Links to an identity provider.

statements! { ELSEWHERE_STATEMENTS {
    /// Somebody whom the provider knows belongs to one account.
    PUT_LINK = "INSERT INTO elsewhere (account_id, subject_hash, subject, linked_at) \
        SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), $3, CAST($4 AS BIGINT) WHERE NOT EXISTS \
        (SELECT 1 FROM elsewhere e WHERE e.subject_hash = $2 AND e.account_id <> $1) \
        ON CONFLICT (account_id) DO UPDATE SET subject_hash = excluded.subject_hash, \
        subject = excluded.subject, linked_at = excluded.linked_at, used_at = NULL";
    LINK_OF = "SELECT account_id, subject_hash, subject, linked_at, used_at FROM elsewhere \
        WHERE account_id = $1";
    LINKED_ACCOUNT = "SELECT account_id FROM elsewhere WHERE subject_hash = $1";
    USE_LINK = "UPDATE elsewhere SET used_at = $2 WHERE account_id = $1";
    REMOVE_LINK = "DELETE FROM elsewhere WHERE account_id = $1";
}}
