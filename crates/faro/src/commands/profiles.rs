use std::path::Path;
use std::sync::Arc;

use faro_casefile::profile::Profile;
use faro_service::import::{Answers, ImportRequest, ProfileChoice, Unobserved};
use faro_service::permit::{ImportFiles, Policy as _};
use faro_vocabulary::{Field, FieldKind, Status};

use super::Context;
use crate::out::{Exit, Refusal, import_refusal};
use crate::out::{say, say_raw};

/// `faro profiles`
pub(crate) async fn run(
    context: &Context,
    show: Option<&str>,
    suggest: Option<&Path>,
    fields: bool,
) -> anyhow::Result<Exit> {
    if fields {
        list_fields(context);
        return Ok(Exit::Fine);
    }
    if let Some(file) = suggest {
        say_raw!("{}", suggested(context, file).await?);
        return Ok(Exit::Fine);
    }
    let profiles = known(context).await?;
    if let Some(id) = show {
        let profile = profiles.iter().find(|p| p.id == id).ok_or_else(|| {
            Refusal::new(
                Exit::Refused,
                context.t("unknown-profile", &[("name", id.into())]),
            )
        })?;
        say_raw!("{}", profile.to_toml());
        return Ok(Exit::Fine);
    }
    if context.json {
        let list: Vec<_> = profiles
            .iter()
            .map(|p| {
                serde_json::json!({
                    "id": p.id,
                    "version": p.version,
                    "kind": p.kind.code(),
                    "verified": p.status == Status::Verified,
                    "name": p.name.get(context.lang),
                    "source": p.source,
                })
            })
            .collect();
        say!("{}", serde_json::Value::from(list));
        return Ok(Exit::Fine);
    }
    for profile in profiles {
        let draft = match profile.status {
            Status::Verified => String::new(),
            Status::Draft => format!(" [{}]", context.t("draft", &[])),
        };
        say!(
            "{:<24} {:<10} {}{draft}",
            profile.id,
            profile.kind.code(),
            profile.name.get(context.lang)
        );
    }
    Ok(Exit::Fine)
}

/// Those saved in the data folder, when there is one, before those built in.
async fn known(context: &Context) -> anyhow::Result<Vec<Profile>> {
    if context.config.folder.join("format").exists() {
        let faro = context.open().await?;
        let permit = context.owner.permit::<ImportFiles>()?;
        return Ok(faro.profiles(&permit, None).await?);
    }
    Ok(Profile::builtin().to_vec())
}

async fn suggested(context: &Context, file: &Path) -> anyhow::Result<String> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<ImportFiles>()?;
    let file_name = file
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let request = ImportRequest {
        path: file.to_owned(),
        file_name: file_name.clone(),
        source: None,
        agency: None,
        profile: ProfileChoice::AcceptSuggested,
        answers: Answers::default(),
        label: None,
    };
    let inspection = faro
        .inspect(&permit, &request, Arc::new(Unobserved))
        .await
        .map_err(|error| import_refusal(error, &file_name, context.lang))?;
    Ok(match inspection.suggestion {
        Some(suggestion) => suggestion.to_toml(),
        None => inspection.profile.to_toml(),
    })
}

fn list_fields(context: &Context) {
    for &field in Field::ALL {
        let holds = match field.kind() {
            FieldKind::Code { scheme, .. } => scheme,
            FieldKind::Place { .. } => "place",
            FieldKind::Country { .. } => "country",
            FieldKind::Date => "date",
            FieldKind::Years => "years",
            FieldKind::Months => "months",
            FieldKind::Number => "number",
            FieldKind::Amount => "amount",
            FieldKind::Reference => "reference",
            FieldKind::Identity => "identity",
            FieldKind::SealedText => "sealed text",
        };
        if context.json {
            let line = serde_json::json!({
                "id": field.id(),
                "holds": holds,
                "several": field.kind().is_multi(),
                "label": field.labels().get(context.lang),
                "help": field.help().get(context.lang),
            });
            say!("{line}");
        } else {
            say!(
                "{:<32} {:<28} {}",
                field.id(),
                holds,
                field.labels().get(context.lang)
            );
        }
    }
}
