//! Authorisation: who may do what. Deny by default.
//!
//! A use case takes a [`Permit`] for its action, and only a [`Policy`] makes one. Until accounts
//! exist there is one policy, [`LocalOwner`]: whoever sits at the machine that holds the data
//! folder, and reached it by the command line or by the token printed at start.

use std::fmt;
use std::marker::PhantomData;

mod sealed {
    pub trait Sealed {}
}

/// Something that a use case does.
pub trait Action: sealed::Sealed {
    /// Name in the audit and in messages.
    const NAME: &'static str;
}

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        $(
            $(#[doc = $doc])*
            pub enum $name {}
            impl sealed::Sealed for $name {}
            impl Action for $name { const NAME: &'static str = $text; }
        )*
    };
}

actions! {
    /// Hand in files and mend mappings.
    ImportFiles = "import_files",
    /// See figures, reports and lineage.
    ReadFigures = "read_figures",
    /// See sources, their quality and their row errors.
    ReadSources = "read_sources",
    /// Open rejected rows, which hold identities, with the agency's key.
    OpenRejected = "open_rejected",
    /// Set up keys, territories and settings.
    Administer = "administer",
}

/// Who acts, for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The owner of the machine and its data folder.
    LocalOwner,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::LocalOwner => f.write_str("local owner"),
        }
    }
}

/// Leave to do one kind of thing. Made by a [`Policy`] only; not copyable.
pub struct Permit<A: Action> {
    actor: Actor,
    action: PhantomData<A>,
}

impl<A: Action> Permit<A> {
    /// Who was given leave.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
}

/// Leave was not given.
#[derive(Debug, thiserror::Error)]
#[error("this account may not do `{action}`")]
pub struct Denied {
    /// Name of the action.
    pub action: &'static str,
}

/// Decides who may do what.
pub trait Policy {
    /// A permit for `A`, or the refusal.
    ///
    /// # Errors
    /// [`Denied`] unless the policy allows the action.
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied>;
}

/// The person at the machine that holds the data folder.
///
/// It is made where that was established: by the command line, which runs with the rights of
/// the folder's owner, and by the session check of the loopback server.
pub struct LocalOwner {
    _made_by_service: (),
}

impl LocalOwner {
    /// States that whoever asks has the data folder's rights on this machine.
    pub fn established() -> Self {
        Self {
            _made_by_service: (),
        }
    }
}

impl Policy for LocalOwner {
    fn permit<A: Action>(&self) -> Result<Permit<A>, Denied> {
        Ok(Permit {
            actor: Actor::LocalOwner,
            action: PhantomData,
        })
    }
}
