//! What leaves the machine: requests to hosts that were named at the machine, and mail through one
//! server that was named there. Without such a setting nothing leaves.
//!
//! Architecture invariant: this is the only crate that opens connections to other machines by
//! HTTP or SMTP, and it knows nothing of what it sends.

mod destinations;
mod http;
mod mail;
mod roots;

pub use destinations::{DestinationError, Destinations, Refused, Target};
pub use http::{Answer, Limits, Outbound, OutboundError};
pub use mail::{Login, MailError, MailServer, MailSettings, is_address};
pub use roots::{Roots, RootsError};
