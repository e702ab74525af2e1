use std::path::Path;

use faro_service::permit::{Administer, Policy as _};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// `faro init`
pub(crate) async fn run(
    context: &Context,
    agency: Option<&str>,
    passphrase_file: Option<&Path>,
) -> anyhow::Result<Exit> {
    let passphrase = super::passphrase(passphrase_file)?;
    let faro = context.open().await?;
    let permit = context.owner.permit::<Administer>()?;
    let done = faro.init(&permit, agency, passphrase).await?;
    let folder = done.folder.display().to_string();
    if context.json {
        let line = serde_json::json!({
            "folder": folder,
            "public_key": done.key_id,
            "secret_key_file": done.secret_key.display().to_string(),
            "protected": done.protected,
            "already": done.already,
        });
        say!("{line}");
    } else if done.already {
        say!(
            "{}",
            context.t("init-already", &[("folder", folder.into())])
        );
    } else {
        let file = done.secret_key.display().to_string();
        let key = done.key_id.as_str();
        say!(
            "{}",
            context.t(
                "done-init",
                &[("folder", folder.into()), ("key", key.into())]
            )
        );
        say!("{}", context.t("init-warning", &[("file", file.into())]));
        if !done.protected {
            say!("{}", context.t("init-no-passphrase", &[]));
        }
    }
    Ok(Exit::Fine)
}
