use std::collections::BTreeMap;

use crate::{Faro, ServiceError};

/// What whoever watches the machine may know of the work: numbers only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateOfWork {
    /// Jobs by the code of their state.
    pub jobs: BTreeMap<String, u64>,
    /// When the last backup was made, µs since 1970 UTC.
    pub last_backup: Option<i64>,
}

impl Faro {
    /// That both databases answer. Needs no permit: it says nothing else.
    ///
    /// # Errors
    /// One does not.
    pub async fn answers(&self) -> Result<(), ServiceError> {
        Ok(self.store.answers().await?)
    }

    /// How much work there is, and when the last backup was made. Needs no permit: it counts and
    /// says nothing about whose work it is.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn state_of_work(&self) -> Result<StateOfWork, ServiceError> {
        Ok(StateOfWork {
            jobs: self
                .store
                .reader()
                .jobs_by_state()
                .await?
                .into_iter()
                .collect(),
            last_backup: self.last_backup().await?.map(|last| last.at),
        })
    }
}
