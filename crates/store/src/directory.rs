//! The referral directory, as plain rows. What they mean is `service`'s.

use crate::db::{read, transaction, write};
use crate::reader::Reader;
use crate::sql::directory as sql;
use crate::{Store, StoreError};

/// An institution that a person can be referred to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DirectoryRow {
    /// Identifier (UUIDv7).
    pub id: String,
    /// Who keeps it; empty in a data folder without agencies.
    pub agency_id: String,
    /// What people call it.
    pub name: String,
    /// Code of its type of institution.
    pub kind: String,
    /// How it is reached.
    pub line: String,
    /// When it is reached.
    pub hours: String,
    /// Codes of the languages spoken there, separated by a space.
    pub languages: String,
    /// Codes of the people it serves, separated by a space.
    pub populations: String,
    /// Territory that it serves; `None` is everywhere.
    pub territory: Option<String>,
    /// What one finds there.
    pub offers: String,
    /// When somebody last made sure of it, µs UTC.
    pub verified_at: i64,
    /// Who did.
    pub verified_by: Option<String>,
    /// When it was made, µs UTC.
    pub created_at: i64,
    /// When it was taken out.
    pub ended_at: Option<i64>,
}

impl Reader {
    /// All entries by name.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn directory(&self) -> Result<Vec<DirectoryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DIRECTORY).fetch_all(pool).await?
        }))
    }

    /// An entry.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn directory_entry(&self, id: &str) -> Result<Option<DirectoryRow>, StoreError> {
        Ok(read!(&self.db, |pool| {
            sqlx::query_as(sql::DIRECTORY_ENTRY)
                .bind(id)
                .fetch_optional(pool)
                .await?
        }))
    }
}

impl Store {
    /// Makes entries or changes them, all or none.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn put_directory(&self, entries: &[DirectoryRow]) -> Result<(), StoreError> {
        transaction!(self.db(), |tx| {
            for entry in entries {
                sqlx::query(sql::PUT_DIRECTORY_ENTRY)
                    .bind(&entry.id)
                    .bind(&entry.agency_id)
                    .bind(&entry.name)
                    .bind(&entry.kind)
                    .bind(&entry.line)
                    .bind(&entry.hours)
                    .bind(&entry.languages)
                    .bind(&entry.populations)
                    .bind(entry.territory.as_deref())
                    .bind(&entry.offers)
                    .bind(entry.verified_at)
                    .bind(entry.verified_by.as_deref())
                    .bind(entry.created_at)
                    .execute(&mut *tx)
                    .await?;
            }
        });
        Ok(())
    }

    /// Takes an entry out; `false` when it was out already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn end_directory_entry(&self, id: &str, now: i64) -> Result<bool, StoreError> {
        Ok(write!(self.db(), |pool| {
            sqlx::query(sql::END_DIRECTORY_ENTRY)
                .bind(id)
                .bind(now)
                .execute(pool)
                .await?
                .rows_affected()
        }) > 0)
    }
}
