use std::path::Path;

use faro_service::Faro;
use faro_service::permit::{Administer, Policy as _};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// `faro territories`
pub(crate) async fn run(
    context: &Context,
    file: &Path,
    shapes: Option<&Path>,
) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let count = import(context, &faro, file, shapes).await?;
    if context.json {
        say!("{}", serde_json::json!({ "territories": count }));
    } else {
        say!(
            "{}",
            context.t("territories-done", &[("count", count.into())])
        );
    }
    Ok(Exit::Fine)
}

/// Takes territories in.
pub(crate) async fn import(
    context: &Context,
    faro: &Faro,
    file: &Path,
    shapes: Option<&Path>,
) -> anyhow::Result<usize> {
    let read = |path: &Path| {
        std::fs::read_to_string(path).map_err(|e| anyhow::anyhow!("{}: {e}", path.display()))
    };
    let permit = context.owner.permit::<Administer>()?;
    let name = file
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let shapes = shapes.map(read).transpose()?;
    Ok(faro
        .import_territories(&permit, &name, &read(file)?, shapes.as_deref())
        .await?)
}
