use faro_report::names::quality;
use faro_service::permit::{Policy as _, ReadFigures, ReadSources};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// `faro sources`
pub(crate) async fn run(context: &Context) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<ReadSources>()?;
    let sources = faro.sources(&permit).await?;
    let data = faro.data(&context.owner.permit::<ReadFigures>()?).await?;
    let joined = |id: &str| data.source(id).and_then(|s| s.joined.as_ref());
    if context.json {
        let list: Vec<_> = sources
            .iter()
            .map(|view| {
                let current = view.current.as_ref();
                serde_json::json!({
                    "id": view.source.id,
                    "name": view.source.name,
                    "agency": view.source.agency,
                    "kind": view.source.kind,
                    "version": current.map(|c| c.version.number),
                    "file": current.map(|c| c.version.file_name.clone()),
                    "content_hash": current.map(|c| c.version.content_hash.clone()),
                    "mapping": current.map(|c| c.version.mapping_id.clone()),
                    "rows": current.map(|c| c.details.stats.rows),
                    "quality": current.map(|c| &c.details.quality),
                    "joined": joined(&view.source.id),
                })
            })
            .collect();
        say!("{}", serde_json::Value::from(list));
        return Ok(Exit::Fine);
    }
    if sources.is_empty() {
        say!("{}", context.t("sources-empty", &[]));
    }
    for view in sources {
        say!("{} — {}", view.source.id, view.source.agency);
        let Some(current) = view.current else {
            continue;
        };
        let rows = current.details.stats.rows;
        say!(
            "    {}",
            context.t(
                "source-line",
                &[
                    ("file", current.version.file_name.as_str().into()),
                    ("version", current.version.number.into()),
                    ("read", rows.read.into()),
                    ("accepted", rows.accepted.into()),
                    ("rejected", rows.rejected.into()),
                ],
            )
        );
        say!(
            "    {}",
            quality::overall(&current.details.quality, context.lang)
        );
        if let Some(joined) = joined(&view.source.id) {
            say!(
                "    {}",
                quality::joined(joined, &view.source.agency, context.lang)
            );
        }
        for ask in &current.details.quality.ask_next {
            say!("    → {}", quality::ask_next(ask, context.lang));
        }
    }
    Ok(Exit::Fine)
}
