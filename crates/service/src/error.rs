use faro_casefile::read::ReadError;
use faro_patterns::PatternError;
use faro_store::vault::VaultError;
use faro_store::{Outage, StoreError};

use crate::permit::Denied;
use crate::query::QueryError;

/// Why a use case could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Leave was not given.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The agency's keys.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The question is not understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The question can't be answered as it was put.
    #[error(transparent)]
    Pattern(#[from] PatternError),
    /// The file can't be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no such source.
    #[error("there is no source `{0}`; `faro sources` lists them")]
    UnknownSource(String),
    /// There is no such agency, or it has ended.
    #[error("there is no agency `{0}`")]
    UnknownAgency(String),
    /// The agency has no key yet, so nothing may be handed in for it.
    #[error("{0} has no key yet; its focal point makes one under Keys before files are handed in")]
    AgencyWithoutKey(String),
    /// There is no such place.
    #[error("there is no place `{0}`")]
    UnknownPlace(String),
    /// An agency can't be as asked.
    #[error(transparent)]
    Agency(#[from] crate::AgencyRefused),
    /// An account can't be as asked.
    #[error(transparent)]
    Account(#[from] crate::AccountRefused),
    /// A token can't be as asked.
    #[error(transparent)]
    Token(#[from] crate::TokenFormRefused),
    /// An entry of the directory can't be as asked.
    #[error(transparent)]
    Directory(#[from] crate::DirectoryRefused),
    /// A form lacks something, or holds what can't be.
    #[error("`{0}` is missing or can't be used")]
    Form(String),
    /// There is no such entry in the register.
    #[error("there is no entry `{0}` in this register")]
    UnknownEntry(String),
    /// Somebody else changed it since it was read.
    #[error("somebody else changed this in between; look again before you change it")]
    ChangedMeanwhile,
    /// A label can't be as asked.
    #[error(transparent)]
    Sharing(#[from] crate::sharing::SharingRefused),
    /// A request can't be made or decided.
    #[error(transparent)]
    Approval(#[from] crate::approvals::ApprovalRefused),
    /// An emergency access is refused.
    #[error(transparent)]
    Emergency(#[from] crate::emergency::EmergencyRefused),
    /// An e-mail address is refused.
    #[error(transparent)]
    Mail(#[from] crate::notify::MailRefused),
    /// A webhook can't be made or used.
    #[error(transparent)]
    Webhook(#[from] crate::notify::WebhookRefused),
    /// A source can't be deleted.
    #[error(transparent)]
    Deletion(#[from] crate::deletions::DeletionRefused),
    /// Rows do not leave.
    #[error(transparent)]
    Export(#[from] crate::exports::ExportRefused),
    /// There is no such job, or it is another agency's.
    #[error("there is no such job")]
    UnknownJob,
    /// A file of the machine can't be read or written.
    #[error("{what}: {source}")]
    File {
        /// Which file.
        what: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// What is stored is not what this version of Faro writes.
    #[error("the stored {0} can't be read; it was damaged or written by a newer Faro")]
    Stored(&'static str),
    /// A key can't be registered, or what it sealed wrapped anew.
    #[error(transparent)]
    Key(#[from] crate::keys::KeyRefused),
    /// Nothing is handed out to be opened.
    #[error(transparent)]
    Opening(#[from] crate::openings::OpeningRefused),
    /// A file was handed in before the last start, and nobody can open it any more.
    #[error("Faro was started anew since the file was handed in; hand the same file in again")]
    FileAgain,
    /// Not the file that is waited for.
    #[error("this is not the file that was handed in before, or it is no longer waited for")]
    FileDiffers,
    /// The list of territories is refused.
    #[error(transparent)]
    Territories(#[from] faro_vocabulary::TerritoryError),
    /// The list of shapes is refused.
    #[error("the shapes can't be used: {0}")]
    Shapes(String),
    /// Somebody hands in too many files at the same time.
    #[error("you are handing in other files at this moment; wait until one has arrived")]
    TooManyUploads,
    /// Too much waits to be imported.
    #[error("too many files wait to be imported; finish or discard some first")]
    SpoolFull,
    /// A background thread ended unexpectedly.
    #[error("a part of the work ended unexpectedly; nothing was published")]
    Interrupted,
}

impl ServiceError {
    /// Whether the installation is out of order for a while: then it is no fault of the question,
    /// and nothing of it was done.
    pub fn outage(&self) -> Option<Outage> {
        match self {
            ServiceError::Store(error) => error.outage(),
            ServiceError::File { source, .. } => Outage::of_system(source),
            _ => None,
        }
    }
}

/// Whether an error asks for the passphrase of the agency's key, or for another one.
pub fn needs_passphrase(error: &ServiceError) -> bool {
    let vault = match error {
        ServiceError::Vault(vault) | ServiceError::Store(StoreError::Vault(vault)) => vault,
        _ => return false,
    };
    matches!(
        vault,
        VaultError::PassphraseNeeded | VaultError::PassphraseWrong
    )
}
