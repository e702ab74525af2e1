use std::path::PathBuf;

use faro_service::import::{Answers, ImportRequest, ProfileChoice};
use faro_service::permit::{Administer, ImportFiles, Policy as _};

use super::{Context, import, report, serve, simulate, territories};
use crate::cli::Format;
use crate::out::Exit;
use crate::out::say;

/// `faro demo`: a simulated country, from spreadsheets to report and pages.
pub(crate) async fn run(
    context: &mut Context,
    people: u32,
    seed: u64,
    port: Option<u16>,
) -> anyhow::Result<Exit> {
    // Simulated data never mix with real ones: they have a folder of their own.
    context.config.folder = context.config.folder.join("demo");
    context.config.database_url = None;
    context.config.vault_url = None;
    let folder = context.config.folder.clone();
    let files = folder.join("files");
    say!(
        "{}",
        context.t(
            "demo-start",
            &[("people", people.into()), ("seed", seed.into())]
        )
    );
    say!("{}", context.t("demo-simulated", &[]));
    let simulated = simulate::simulate(people, seed, &files)?;

    let faro = context.open().await?;
    let administer = context.owner.permit::<Administer>()?;
    let agency = context.t("demo-agency", &[]);
    faro.init(&administer, Some(&agency), None).await?;
    faro.mark_simulated(&administer).await?;
    territories::import(
        context,
        &faro,
        &simulated.territories,
        Some(&simulated.shapes),
    )
    .await?;
    let permit = context.owner.permit::<ImportFiles>()?;
    let population = context.t("demo-population", &[]);
    let mut requests = vec![request(
        population.clone(),
        population,
        simulated.population.clone(),
        ProfileChoice::Recognise,
    )?];
    for (name, path, profile) in &simulated.agencies {
        faro.save_profile(&permit, None, profile).await?;
        requests.push(request(
            name.clone(),
            name.clone(),
            path.clone(),
            ProfileChoice::Toml(profile.clone()),
        )?);
    }
    for request in &requests {
        let imported = import::import(context, &faro, &permit, request).await?;
        import::print_import(context, &request.file_name, &imported, None);
    }

    let mut formats = vec![Format::Html, Format::Docx, Format::Xlsx];
    if report::pdf_program().is_some() {
        formats.push(Format::Pdf);
    }
    let out = folder.join("report");
    for path in report::write(context, &faro, &out, &formats).await? {
        let file = path.display().to_string();
        say!("{}", context.t("report-written", &[("file", file.into())]));
    }
    if !formats.contains(&Format::Pdf) {
        say!(
            "{} {}",
            context.t("pdf-missing", &[]),
            context.t("pdf-missing-hint", &[])
        );
    }
    let files = files.display().to_string();
    say!("{}", context.t("demo-files", &[("folder", files.into())]));
    let data = folder.display().to_string();
    say!("{}", context.t("demo-data", &[("folder", data.into())]));
    match port {
        Some(port) => serve::serve(context, faro, &serve::ServeArgs::local(port)).await,
        None => Ok(Exit::Fine),
    }
}

fn request(
    source: String,
    agency: String,
    path: PathBuf,
    profile: ProfileChoice,
) -> anyhow::Result<ImportRequest> {
    let file_name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(ImportRequest {
        path: std::path::absolute(path)?,
        file_name,
        source: Some(source),
        agency: Some(agency),
        profile,
        answers: Answers::default(),
        label: None,
    })
}
