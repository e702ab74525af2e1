//! `faro rotate-key`.

use faro_service::permit::{Administer, Policy as _};

use super::Context;
use crate::cli::ServerSideKey;
use crate::out::{Exit, say};

/// `faro rotate-key`
pub(crate) async fn run(
    context: &Context,
    key: ServerSideKey,
    because: &str,
) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<Administer>()?;
    match key {
        ServerSideKey::Server => {
            let accounts = faro.rotate_server_key(&permit, because).await?;
            let accounts = [("n", accounts.into())];
            say!("{}", context.t("rotated-server-key", &accounts));
        }
        ServerSideKey::Reference => {
            faro.rotate_reference_key(&permit, because).await?;
            say!("{}", context.t("rotated-reference-key", &[]));
        }
    }
    eprintln!("{}", context.t("rotated-key-backup", &[]));
    Ok(Exit::Fine)
}
