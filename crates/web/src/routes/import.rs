//! The wizard that takes a file in: hand it over, see what was found, correct the mapping, check
//! every row, start.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Form, Multipart, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use faro_casefile::import::{PlanError, RowCounts, RuleCode};
use faro_casefile::profile::{DateOrderHint, Kind, Profile};
use faro_casefile::read::FileReport;
use faro_report::format::Format;
use faro_report::names::faults;
use faro_service::hand_in::{HandInRefused, HandInView};
use faro_service::import::{
    Answers, Checked, ImportError, ImportRequest, Inspection, ProfileChoice, Unobserved,
};
use faro_service::permit::{ImportFiles, Permit, ReadKeys, ReadSources, Tlp, WidenSharing};
use faro_service::sharing::{FirstLabel, LabelForm};
use faro_service::{Incoming, Outage, ServiceError};
use faro_vocabulary::{Field, Lang, Scheme};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::failure::Failure;
use crate::mapping::{self, Choice};
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, value};
use crate::routes::sharing::{self, LabelFields, Level};
use crate::visit::{Answer, Visit, address, html};

/// Largest file taken through the pages. A hundred million short rows fit when they are zipped;
/// what is larger goes through the command line, which does not copy it first.
pub(crate) const MAX_UPLOAD_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Pieces of an upload that wait to be encrypted: they bound the memory of an upload.
pub(crate) const CHUNKS_IN_FLIGHT: usize = 16;

/// Longest name of a file, source or agency, in characters.
const MAX_NAME: usize = 120;

/// Columns whose mapping can be chosen on the page; of wider files the rest is mapped in the text.
const MAX_COLUMNS_SHOWED: usize = 120;

/// Values shown of a column.
const SAMPLES: usize = 5;

/// More different values than this, each hardly repeated, are not shown: they may be names.
const FEW_VALUES: usize = 12;

/// Objections shown after a check; the totals are complete.
const EXAMPLES: usize = 40;

/// What is being prepared: kept beside the file until it is imported or discarded.
#[derive(Serialize, Deserialize)]
struct Draft {
    request: ImportRequest,
    /// Whether the mapping is kept for files of the same kind.
    save: bool,
    /// Account that prepares it; empty for the owner of the machine.
    #[serde(default)]
    account: String,
    /// Who may see a new source, as chosen so far.
    #[serde(default)]
    label: LabelForm,
    /// Why it is to be shared, for the second person.
    #[serde(default)]
    reason: String,
}

impl Draft {
    fn path(app: &App, id: &str) -> Result<PathBuf, Failure> {
        let well_formed = id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit());
        if !well_formed {
            return Err(Failure::NotFound);
        }
        Ok(app
            .faro
            .folder()
            .join("incoming")
            .join(format!("{id}.json")))
    }

    /// The draft, for whoever prepares it: to anybody else there is none.
    fn load(visit: &Visit, id: &str) -> Result<Self, Failure> {
        let permit = visit.permit::<ImportFiles>()?;
        let path = Self::path(&visit.app, id)?;
        let text = std::fs::read(path).map_err(|_| Failure::NotFound)?;
        let draft: Self = serde_json::from_slice(&text).map_err(|_| Failure::NotFound)?;
        if permit.actor().account().unwrap_or_default() != draft.account {
            return Err(Failure::NotFound);
        }
        Ok(draft)
    }

    fn keep(&self, app: &App, id: &str) -> Result<(), Failure> {
        let path = Self::path(app, id)?;
        let text = serde_json::to_vec(self).map_err(|e| Failure::Download(e.to_string()))?;
        std::fs::write(&path, text).map_err(|e| Failure::Download(e.to_string()))
    }

    fn forget(app: &App, id: &str) -> Result<(), Failure> {
        let path = Self::path(app, id)?;
        app.faro.remove_incoming(&path)?;
        Ok(())
    }
}

// 1. Hand a file over.

#[derive(Deserialize)]
pub(crate) struct Begin {
    #[serde(default)]
    source: String,
}

#[derive(Template)]
#[template(path = "import_begin.html")]
struct BeginPage {
    page: Page,
    limit: String,
    source: String,
    /// The agency to name; nobody who signed in names one, the account says it.
    agency: Option<String>,
    known: Vec<String>,
    /// Whether documents of the legal pack are still to be signed.
    unsigned: bool,
    problem: Option<String>,
    /// Whether the agency has yet to make the key that identities are sealed to.
    no_key: bool,
}

/// The form for a file.
pub(crate) async fn begin(visit: Visit, Query(query): Query<Begin>) -> Answer {
    visit.permit::<ImportFiles>()?;
    let source = match query.source.as_str() {
        "" => String::new(),
        id => {
            let permit = visit.permit::<ReadSources>()?;
            visit.faro().source(&permit, id).await?.source.name
        }
    };
    begin_page(&visit, source, None).await
}

async fn begin_page(visit: &Visit, source: String, problem: Option<String>) -> Answer {
    let own = visit.permit::<ImportFiles>()?;
    let permit = visit.permit::<ReadSources>()?;
    let known = visit.faro().sources(&permit).await?;
    html(&BeginPage {
        page: visit.page(Section::Sources, "import-title"),
        limit: visit.with(
            "import-limit",
            &[("gigabytes", (MAX_UPLOAD_BYTES >> 30).into())],
        ),
        agency: match visit.person() {
            Some(_) => None,
            None => Some(visit.faro().agency().await?.unwrap_or_default()),
        },
        source,
        known: known
            .into_iter()
            .filter(|view| own.scope().owns(&view.source.agency_id))
            .map(|view| view.source.name)
            .collect(),
        problem,
        no_key: !has_key(visit).await?,
        unsigned: !visit.faro().legal_state().await?.is_acknowledged(),
    })
}

/// Whether there is a key to seal identities to.
async fn has_key(visit: &Visit) -> Result<bool, Failure> {
    let permit = visit.permit::<ReadKeys>()?;
    Ok(visit.faro().has_key(&permit).await?)
}

/// Takes a file in as it arrives: into the data folder, under a name that says nothing.
pub(crate) async fn receive(visit: Visit, form: Result<Multipart, MultipartRejection>) -> Answer {
    // Whether one may comes before what is wrong with the form.
    visit.permit::<ImportFiles>()?;
    if !has_key(&visit).await? {
        return Err(Failure::Form("error-no-key"));
    }
    let Ok(form) = form else {
        return Err(Failure::Form("error-400"));
    };
    match received(&visit, form).await? {
        Some(id) => Ok(Redirect::to(&format!("/import/{id}")).into_response()),
        None => {
            let problem = visit.t("import-no-file");
            begin_page(&visit, String::new(), Some(problem)).await
        }
    }
}

async fn received(visit: &Visit, mut form: Multipart) -> Result<Option<String>, Failure> {
    let permit = visit.permit::<ImportFiles>()?;
    let mut source = None;
    let mut agency = None;
    let mut file: Option<(PathBuf, String)> = None;
    let outcome = async {
        while let Some(mut field) = form
            .next_field()
            .await
            .map_err(|_| Failure::Form("error-400"))?
        {
            match field.name().unwrap_or_default() {
                "source" => source = name_of(&bounded_text(&mut field).await?),
                "agency" => agency = name_of(&bounded_text(&mut field).await?),
                "file" if file.is_none() => {
                    let given = file_name(field.file_name().unwrap_or_default());
                    if given.is_empty() {
                        continue;
                    }
                    let path = spooled(visit, &permit, &mut field).await?;
                    file = Some((path, given));
                }
                _ => {}
            }
        }
        Ok(())
    }
    .await;
    let Some((path, file_name)) = file else {
        return outcome.map(|()| None);
    };
    if let Err(failure) = outcome {
        visit.faro().remove_incoming(&path)?;
        return Err(failure);
    }
    let id = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let draft = Draft {
        request: ImportRequest {
            path,
            file_name,
            source,
            agency,
            profile: ProfileChoice::Recognise,
            answers: Answers::default(),
            label: None,
        },
        save: true,
        account: permit.actor().account().unwrap_or_default().to_owned(),
        label: LabelForm::default(),
        reason: String::new(),
    };
    draft.keep(&visit.app, &id)?;
    Ok(Some(id))
}

/// Takes one file in, encrypted as it arrives; nothing of it is left when it does not arrive whole.
async fn spooled(
    visit: &Visit,
    permit: &Permit<ImportFiles>,
    field: &mut axum::extract::multipart::Field<'_>,
) -> Result<PathBuf, Failure> {
    let mut incoming = visit.faro().new_incoming(permit)?;
    let (sender, mut chunks) = tokio::sync::mpsc::channel::<axum::body::Bytes>(CHUNKS_IN_FLIGHT);
    let writing = tokio::task::spawn_blocking(move || {
        while let Some(chunk) = chunks.blocking_recv() {
            incoming.write_all(&chunk)?;
        }
        Ok::<Incoming, std::io::Error>(incoming)
    });
    let mut taken: u64 = 0;
    let arrived = loop {
        match field.chunk().await {
            Ok(None) => break Ok(()),
            Err(_) => break Err(Failure::Form("error-upload")),
            Ok(Some(chunk)) => {
                taken += chunk.len() as u64;
                if taken > MAX_UPLOAD_BYTES {
                    break Err(Failure::TooLarge);
                }
                // Refused only when writing has ended; then it says why.
                if sender.send(chunk).await.is_err() {
                    break Ok(());
                }
            }
        }
    };
    drop(sender);
    let incoming = writing.await.map_err(|_| ServiceError::Interrupted)?;
    let incoming = incoming.map_err(|e| broken(&e))?;
    arrived?;
    Ok(incoming.finish()?)
}

/// The one file of a form that asks for it again.
async fn handed_in_again(
    visit: &Visit,
    permit: &Permit<ImportFiles>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Option<PathBuf>, Failure> {
    let Ok(mut form) = form else {
        return Err(Failure::Form("error-400"));
    };
    while let Some(mut field) = form
        .next_field()
        .await
        .map_err(|_| Failure::Form("error-400"))?
    {
        let is_file = field.name() == Some("file");
        if is_file && !file_name(field.file_name().unwrap_or_default()).is_empty() {
            return Ok(Some(spooled(visit, permit, &mut field).await?));
        }
    }
    Ok(None)
}

/// Takes a file in again that can't be opened since Faro was started anew.
pub(crate) async fn again_for_draft(
    visit: Visit,
    Path(id): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let draft = Draft::load(&visit, &id)?;
    let permit = visit.permit::<ImportFiles>()?;
    let title = draft.request.file_name.clone();
    let place = format!("/import/{id}");
    let Some(given) = handed_in_again(&visit, &permit, form).await? else {
        return again_page(&visit, &title, &place, Some(visit.t("import-no-file")));
    };
    match visit
        .faro()
        .take_again(&permit, &draft.request.path, &given)
    {
        Ok(()) => Ok(Redirect::to(&place).into_response()),
        Err(ServiceError::FileDiffers) => {
            again_page(&visit, &title, &place, Some(visit.t("again-other")))
        }
        Err(error) => Err(error.into()),
    }
}

/// The same for an import that was running or waiting.
pub(crate) async fn again_for_job(
    visit: Visit,
    Path(id): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    let job = visit.faro().job(&permit, &id).await?;
    let place = format!("/jobs/{id}");
    let Some(given) = handed_in_again(&visit, &permit, form).await? else {
        let problem = visit.t("import-no-file");
        return again_page(&visit, &job.file_name, &place, Some(problem));
    };
    match visit.faro().resume_import(&permit, &job.id, &given).await {
        Ok(job) => {
            visit.app.wake.notify_one();
            Ok(to_job(&job))
        }
        Err(ServiceError::FileDiffers) => {
            let problem = visit.t("again-other");
            again_page(&visit, &job.file_name, &place, Some(problem))
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "import_again.html")]
struct AgainPage {
    page: Page,
    lead: String,
    /// Where the preparation or the job is.
    place: String,
    problem: Option<String>,
}

fn again_page(visit: &Visit, file: &str, place: &str, problem: Option<String>) -> Answer {
    let refused = problem.is_some();
    let mut response = html(&AgainPage {
        page: visit.titled(
            Section::Sources,
            visit.with("again-title", &[("file", file.into())]),
        ),
        lead: visit.with("again-lead", &[("file", file.into())]),
        place: place.to_owned(),
        problem,
    })?;
    if refused {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn broken(error: &std::io::Error) -> Failure {
    if faro_service::is_spool_full(error) {
        return Failure::Later("error-spool");
    }
    if let Some(outage) = Outage::of_system(error) {
        return Failure::Outage(outage, error.to_string());
    }
    Failure::Download(format!("the file could not be kept: {error}"))
}

async fn bounded_text(field: &mut axum::extract::multipart::Field<'_>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field
        .chunk()
        .await
        .map_err(|_| Failure::Form("error-upload"))?
    {
        if bytes.len() + chunk.len() > 4 * MAX_NAME {
            return Err(Failure::Form("error-name"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn name_of(text: &str) -> Option<String> {
    let name: String = text
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_NAME)
        .collect();
    (!name.is_empty()).then_some(name)
}

/// The name without folders, whatever system it comes from.
fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    name_of(last).unwrap_or_default()
}

// 2. What was found, and the mapping.

/// One column as the page shows it.
struct ColumnRow {
    place: usize,
    header: String,
    samples: Vec<String>,
    withheld: bool,
    part: bool,
    choice: String,
}

struct Radio {
    name: &'static str,
    legend: String,
    help: String,
    options: Vec<Pick>,
}

/// Something to choose.
struct Pick {
    value: String,
    label: String,
    chosen: bool,
}

struct PickGroup {
    label: String,
    options: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "import_mapping.html")]
struct MappingPage {
    page: Page,
    id: String,
    found: Vec<(String, String)>,
    warnings: Vec<String>,
    questions: Vec<Radio>,
    verdict: String,
    problem: Option<String>,
    profiles: Vec<Pick>,
    kinds: Vec<Pick>,
    roles: Vec<Pick>,
    indicators: Vec<Pick>,
    columns: Vec<ColumnRow>,
    columns_left: u64,
    groups: Vec<PickGroup>,
    seals: PickGroup,
    source: String,
    agency: Option<String>,
    save: bool,
    toml: String,
    toml_problem: Option<String>,
}

/// Shows what was found in the file and the mapping that would be used.
pub(crate) async fn mapping(visit: Visit, Path(id): Path<String>) -> Answer {
    let draft = Draft::load(&visit, &id)?;
    match handed_in(&visit, &draft).await {
        // It was mapped at the agency.
        Ok(Some(_)) => Ok(Redirect::to(&format!("/import/{id}/check")).into_response()),
        Ok(None) => mapping_page(&visit, &id, &draft, None).await,
        Err(error) => unreadable(&visit, &id, &draft, error),
    }
}

/// What is in a hand-in file; `None` for any other.
async fn handed_in(visit: &Visit, draft: &Draft) -> Result<Option<HandInView>, ImportError> {
    let permit = visit.permit::<ImportFiles>();
    let permit = permit.map_err(|_| ServiceError::Interrupted)?;
    visit.faro().look_at_hand_in(&permit, &draft.request).await
}

async fn mapping_page(
    visit: &Visit,
    id: &str,
    draft: &Draft,
    refused: Option<(String, String)>,
) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    let inspected = visit
        .faro()
        .inspect(&permit, &draft.request, Arc::new(Unobserved))
        .await;
    let inspection = match inspected {
        Ok(inspection) => inspection,
        Err(error) => return unreadable(visit, id, draft, error),
    };
    let named = draft.request.agency.as_deref();
    let profiles = visit.faro().profiles(&permit, named).await?;
    let lang = visit.lang;
    let profile = inspection
        .profile
        .for_header(&inspection.header)
        .into_owned();
    let (toml, toml_problem) = match refused {
        Some((text, problem)) => (text, Some(problem)),
        None => (inspection.profile.to_toml(), None),
    };
    let columns: Vec<ColumnRow> = inspection
        .header
        .iter()
        .enumerate()
        .take(MAX_COLUMNS_SHOWED)
        .map(|(place, header)| column_row(&inspection, &profile, place, header))
        .collect();
    let verdict = verdict(visit, draft, &inspection);
    let problem = inspection
        .question
        .as_ref()
        .map(|question| faults::plan_error(question, lang));
    let page = MappingPage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "mapping-title",
                &[("file", draft.request.file_name.as_str().into())],
            ),
        ),
        id: id.to_owned(),
        found: found(visit, &inspection),
        warnings: inspection
            .report
            .warnings
            .iter()
            .map(|w| faults::warning(w, visit.lang))
            .collect(),
        questions: questions(visit, draft, &inspection),
        verdict,
        problem,
        profiles: profiles
            .iter()
            .map(|p| Pick {
                value: p.id.clone(),
                label: p.name.get(lang).to_owned(),
                chosen: p.id == inspection.profile.id,
            })
            .collect(),
        kinds: [Kind::Cases, Kind::Counts, Kind::Indicators]
            .into_iter()
            .map(|kind| Pick {
                value: kind.code().to_owned(),
                label: visit.t(&format!("kind-rows-{}", kind.code())),
                chosen: kind == profile.kind,
            })
            .collect(),
        roles: if profile.kind == Kind::Cases && !mapping::has_column(&profile, Field::Role) {
            picks("role", mapping::fixed(&profile, Field::Role), lang)
        } else {
            Vec::new()
        },
        indicators: if profile.kind != Kind::Cases
            && !mapping::has_column(&profile, Field::Indicator)
        {
            picks(
                "indicator",
                mapping::fixed(&profile, Field::Indicator),
                lang,
            )
        } else {
            Vec::new()
        },
        columns_left: (inspection.header.len() - columns.len()) as u64,
        columns,
        groups: mapping::fields_offered()
            .into_iter()
            .map(|(group, fields)| PickGroup {
                label: group.labels().get(lang).to_owned(),
                options: fields
                    .into_iter()
                    .map(|f| (Choice::Field(f).code(), f.labels().get(lang).to_owned()))
                    .collect(),
            })
            .collect(),
        seals: PickGroup {
            label: visit.t("use-seals"),
            options: mapping::seals_offered()
                .into_iter()
                .map(|f| (Choice::Seal(f).code(), f.labels().get(lang).to_owned()))
                .collect(),
        },
        source: draft.request.source.clone().unwrap_or_default(),
        agency: match visit.person() {
            Some(_) => None,
            None => Some(draft.request.agency.clone().unwrap_or_default()),
        },
        save: draft.save,
        toml,
        toml_problem,
    };
    html(&page)
}

fn picks(scheme: &str, chosen: Option<&str>, lang: Lang) -> Vec<Pick> {
    Scheme::get(scheme)
        .map(|scheme| {
            scheme
                .terms()
                .iter()
                .map(|term| Pick {
                    value: term.code.clone(),
                    label: term.labels.get(lang).to_owned(),
                    chosen: chosen == Some(term.code.as_str()),
                })
                .collect()
        })
        .unwrap_or_default()
}

fn column_row(inspection: &Inspection, profile: &Profile, place: usize, header: &str) -> ColumnRow {
    let (choice, part) = mapping::choice_of(profile, header);
    let mut samples = Vec::new();
    let mut withheld = true;
    if let Some(survey) = inspection.survey.columns.get(place) {
        let values = survey.values();
        let repeated =
            values.len() <= FEW_VALUES || (values.len() as u64).saturating_mul(10) <= survey.filled;
        let says_who = matches!(choice, Choice::Seal(_))
            || Field::from_header(header).is_some_and(|f| !f.kind().is_fact())
            || matches!(choice, Choice::Field(f) if !f.kind().is_fact());
        // Of a column that nobody has classified only values that many rows share are shown.
        let few_rows = survey.filled < FEW_VALUES as u64;
        let known = matches!(choice, Choice::Field(_) | Choice::Number);
        withheld = says_who
            || survey.looks_identifying()
            || (!known && (few_rows || !repeated))
            || (known && !repeated && survey.dates.dates() + survey.numbers.numbers() == 0);
        if !withheld {
            samples = values
                .into_iter()
                .take(SAMPLES)
                .map(|(value, _)| value.to_owned())
                .collect();
        }
    }
    ColumnRow {
        place,
        header: header.to_owned(),
        withheld: withheld || samples.is_empty(),
        samples,
        part,
        choice: choice.code(),
    }
}

fn verdict(visit: &Visit, draft: &Draft, inspection: &Inspection) -> String {
    let name = inspection.profile.name.get(visit.lang).to_owned();
    match (&draft.request.profile, &inspection.suggestion) {
        (ProfileChoice::Toml(_), _) => visit.t("verdict-own"),
        (ProfileChoice::Named(_), _) => visit.with("verdict-chosen", &[("name", name.into())]),
        (_, Some(_)) => visit.t("verdict-suggested"),
        (_, None) => visit.with("verdict-recognised", &[("name", name.into())]),
    }
}

fn found(visit: &Visit, inspection: &Inspection) -> Vec<(String, String)> {
    let report: &FileReport = &inspection.report;
    let format = Format::new(visit.lang);
    let mut found = vec![(visit.t("found-format"), report.format.to_string())];
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            found.push((visit.t(key), value));
        }
    };
    add("found-entry", report.entry.clone());
    add(
        "found-encoding",
        report.encoding.map(|e| e.id().to_uppercase()),
    );
    add(
        "found-delimiter",
        report.delimiter.map(|d| delimiter(visit, d)),
    );
    add("found-sheet", report.sheet.clone());
    if report.header_row > 0 {
        add("found-header-row", Some(report.header_row.to_string()));
    }
    add("found-rows", Some(format.integer(inspection.survey.rows)));
    add(
        "found-columns",
        Some(format.integer(inspection.header.len() as u64)),
    );
    found
}

fn delimiter(visit: &Visit, sign: char) -> String {
    match sign {
        '\t' => visit.t("delimiter-tab"),
        ' ' => visit.t("delimiter-space"),
        other => other.to_string(),
    }
}

/// What a person is asked about the file, with what was answered already.
fn questions(visit: &Visit, draft: &Draft, inspection: &Inspection) -> Vec<Radio> {
    let answers = &draft.request.answers;
    let report = &inspection.report;
    let mut questions = Vec::new();
    let pick = |value: &str, label: String, chosen: bool| Pick {
        value: value.to_owned(),
        label,
        chosen,
    };
    if report.sheets.len() > 1 {
        questions.push(Radio {
            name: "sheet",
            legend: visit.t("ask-sheet"),
            help: String::new(),
            options: report
                .sheets
                .iter()
                .map(|sheet| {
                    let chosen = report.sheet.as_ref() == Some(&sheet.name);
                    pick(&sheet.name, sheet.name.clone(), chosen)
                })
                .collect(),
        });
    }
    if report.repair_offered || answers.repair_accents.is_some() {
        let repair = answers.repair_accents;
        questions.push(Radio {
            name: "repair",
            legend: visit.t("ask-repair"),
            help: visit.t("ask-repair-help"),
            options: vec![
                pick("yes", visit.t("ask-repair-yes"), repair == Some(true)),
                pick("no", visit.t("ask-repair-no"), repair == Some(false)),
            ],
        });
    }
    // What the file shows of its dates and numbers stands at the head of the page.
    let asks_dates = matches!(inspection.question, Some(PlanError::NeedsDateOrder { .. }));
    let asks_sign = matches!(
        inspection.question,
        Some(PlanError::NeedsDecimalSign { .. })
    );
    if asks_dates || answers.date_order.is_some() {
        let orders = [
            ("dmy", DateOrderHint::Dmy, "ask-dates-dmy"),
            ("mdy", DateOrderHint::Mdy, "ask-dates-mdy"),
            ("ymd", DateOrderHint::Ymd, "ask-dates-ymd"),
        ];
        questions.push(Radio {
            name: "dates",
            legend: visit.t("ask-dates"),
            help: String::new(),
            options: orders
                .into_iter()
                .map(|(code, order, key)| {
                    pick(code, visit.t(key), answers.date_order == Some(order))
                })
                .collect(),
        });
    }
    if asks_sign || answers.decimal.is_some() {
        questions.push(Radio {
            name: "decimal",
            legend: visit.t("ask-decimal"),
            help: String::new(),
            options: vec![
                pick(
                    ",",
                    visit.t("ask-decimal-comma"),
                    answers.decimal == Some(','),
                ),
                pick(
                    ".",
                    visit.t("ask-decimal-dot"),
                    answers.decimal == Some('.'),
                ),
            ],
        });
    }
    questions
}

#[derive(Template)]
#[template(path = "import_unreadable.html")]
struct UnreadablePage {
    page: Page,
    id: String,
    lead: String,
    detail: String,
}

/// The file can't be read, or its mapping can't be used: what it is, and what would be accepted.
fn unreadable(visit: &Visit, id: &str, draft: &Draft, error: ImportError) -> Answer {
    let lead = match &error {
        ImportError::Service(_) | ImportError::CalledOff => {
            let ImportError::Service(inside) = error else {
                return Err(Failure::NotFound);
            };
            if matches!(inside, ServiceError::FileAgain) {
                let place = format!("/import/{id}");
                return again_page(visit, &draft.request.file_name, &place, None);
            }
            return Err(inside.into());
        }
        ImportError::HandIn(_) => visit.t("hand-in-unreadable"),
        ImportError::Read(_) => visit.t("unreadable-file"),
        _ => visit.t("unreadable-mapping"),
    };
    let page = UnreadablePage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "unreadable-title",
                &[("file", draft.request.file_name.as_str().into())],
            ),
        ),
        id: id.to_owned(),
        lead,
        detail: import_problem(visit, &error),
    };
    let mut response = html(&page)?;
    *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Why a file was not taken in, in the reader's language.
pub(crate) fn import_problem(visit: &Visit, error: &ImportError) -> String {
    match error {
        ImportError::Read(error) => faults::read_error(error, visit.lang),
        ImportError::Plan(error) => faults::plan_error(error, visit.lang),
        ImportError::HandIn(HandInRefused::OtherKey) => visit.t("hand-in-other-key"),
        ImportError::HandIn(HandInRefused::Damaged) => visit.t("hand-in-damaged"),
        other => technical(visit, &other.to_string()),
    }
}

/// A detail that exists in English only: lines of a mapping, an operating system's own words.
pub(crate) fn technical(visit: &Visit, english: &str) -> String {
    match visit.lang {
        Lang::En => capitalised(english),
        _ => visit.with("detail-in-english", &[("detail", english.into())]),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

/// Applies what was chosen on the page.
pub(crate) async fn correct(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Answer {
    let mut draft = Draft::load(&visit, &id)?;
    let value = |name: &str| {
        form.iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    match value("action") {
        Some("discard") => {
            app.faro.remove_incoming(&draft.request.path)?;
            Draft::forget(&app, &id)?;
            return Ok(Redirect::to("/sources").into_response());
        }
        Some("toml") => {
            // Browsers send lines with CR LF.
            let text = value("toml").unwrap_or_default().replace("\r\n", "\n");
            if let Err(problem) = Profile::parse(&text) {
                let refused = (text, technical(&visit, &problem.to_string()));
                let mut response = mapping_page(&visit, &id, &draft, Some(refused)).await?;
                *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
                return Ok(response);
            }
            draft.request.profile = ProfileChoice::Toml(text);
        }
        Some("profile") => {
            if let Some(name) = value("profile").filter(|name| !name.is_empty()) {
                draft.request.profile = ProfileChoice::Named(name.to_owned());
            }
        }
        _ => {
            draft.request.source = value("source").and_then(name_of);
            draft.request.agency = value("agency").and_then(name_of);
            draft.save = value("save").is_some();
            let before = draft.request.answers.clone();
            read_answers(&mut draft.request.answers, &value);
            // Another sheet has other columns: nothing chosen for the old ones applies.
            if draft.request.answers.sheet == before.sheet {
                apply_choices(&visit, &mut draft, &form).await?;
            }
        }
    }
    draft.keep(&app, &id)?;
    let next = match value("action") {
        Some("check") => format!("/import/{id}/check"),
        _ => format!("/import/{id}"),
    };
    Ok(Redirect::to(&next).into_response())
}

fn read_answers<'f>(answers: &mut Answers, value: &impl Fn(&str) -> Option<&'f str>) {
    if let Some(sheet) = value("sheet") {
        answers.sheet = Some(sheet.to_owned());
    }
    match value("repair") {
        Some("yes") => answers.repair_accents = Some(true),
        Some("no") => answers.repair_accents = Some(false),
        _ => {}
    }
    answers.date_order = match value("dates") {
        Some("dmy") => Some(DateOrderHint::Dmy),
        Some("mdy") => Some(DateOrderHint::Mdy),
        Some("ymd") => Some(DateOrderHint::Ymd),
        _ => answers.date_order,
    };
    answers.decimal = match value("decimal") {
        Some(",") => Some(','),
        Some(".") => Some('.'),
        _ => answers.decimal,
    };
}

/// Applies the choices column by column; a mapping that nobody changed stays the one it was.
async fn apply_choices(
    visit: &Visit,
    draft: &mut Draft,
    form: &[(String, String)],
) -> Result<(), Failure> {
    let permit = visit.permit::<ImportFiles>()?;
    let inspected = visit
        .faro()
        .inspect(&permit, &draft.request, Arc::new(Unobserved))
        .await;
    let Ok(inspection) = inspected else {
        // The page says why.
        return Ok(());
    };
    let header = &inspection.header;
    let before = inspection.profile.for_header(header).into_owned();
    let mut profile = before.clone();
    let reason = visit.t("ignored-by-choice");
    for (name, code) in form {
        let Some(place) = name
            .strip_prefix("use.")
            .and_then(|n| n.parse::<usize>().ok())
        else {
            continue;
        };
        if let (Some(title), Some(choice)) = (header.get(place), Choice::from_code(code)) {
            mapping::choose(&mut profile, title, choice, &reason);
        }
    }
    let value = |name: &str| {
        form.iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    };
    let kinds = [Kind::Cases, Kind::Counts, Kind::Indicators];
    if let Some(kind) = value("kind").and_then(|k| kinds.into_iter().find(|x| x.code() == k))
        && kind != profile.kind
    {
        mapping::set_kind(&mut profile, kind);
    }
    for (name, field) in [("role", Field::Role), ("indicator", Field::Indicator)] {
        if let Some(code) = value(name) {
            let wanted = Some(code).filter(|c| !c.is_empty());
            if mapping::fixed(&profile, field) != wanted {
                mapping::fix(&mut profile, field, wanted);
            }
        }
    }
    if profile != before {
        let name = draft
            .request
            .source
            .clone()
            .unwrap_or_else(|| draft.request.file_name.clone());
        mapping::own(&mut profile, &mapping::id_for(&name), &name, header);
        draft.request.profile = ProfileChoice::Toml(profile.to_toml());
    } else if inspection.suggestion.is_some() && value("action") == Some("check") {
        // Looked at and found right: the suggestion becomes the mapping.
        draft.request.profile = ProfileChoice::Toml(inspection.profile.to_toml());
    }
    Ok(())
}

// 3. Check.

struct RuleRow {
    words: String,
    severity: String,
    count: String,
}

#[derive(Template)]
#[template(path = "import_check.html")]
struct CheckPage {
    page: Page,
    id: String,
    answer: String,
    counts: Vec<(String, String)>,
    rules: Vec<RuleRow>,
    examples: Vec<String>,
    examples_left: bool,
    unmapped: Vec<String>,
    warnings: Vec<String>,
    nothing_accepted: bool,
    label: Option<LabelFields>,
    /// The label that the source has already.
    labelled: Option<Level>,
    problem: Option<String>,
}

/// Maps and checks every row, and keeps nothing.
pub(crate) async fn check(visit: Visit, Path(id): Path<String>) -> Answer {
    let draft = Draft::load(&visit, &id)?;
    checked(&visit, &id, &draft, None).await
}

async fn checked(visit: &Visit, id: &str, draft: &Draft, problem: Option<String>) -> Answer {
    let permit = visit.permit::<ImportFiles>()?;
    match handed_in(visit, draft).await {
        Ok(None) => {}
        Ok(Some(view)) if !view.fits => {
            return unreadable(visit, id, draft, HandInRefused::OtherKey.into());
        }
        Ok(Some(view)) => {
            let mut page = hand_in_page(visit, id, &view);
            (page.label, page.labelled) = asked_label(visit, draft).await?;
            page.problem = problem;
            return html(&page);
        }
        Err(error) => return unreadable(visit, id, draft, error),
    }
    let checked = visit
        .faro()
        .check(&permit, &draft.request, Arc::new(Unobserved))
        .await;
    match checked {
        Ok(checked) => {
            let mut page = check_page(visit, id, draft, &checked);
            (page.label, page.labelled) = asked_label(visit, draft).await?;
            let refused = problem.is_some();
            page.problem = problem;
            let mut response = html(&page)?;
            if refused {
                *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            }
            Ok(response)
        }
        // A question is open: the page before asks it.
        Err(ImportError::Plan(_) | ImportError::NeedsProfile(_)) => {
            Ok(Redirect::to(&format!("/import/{id}")).into_response())
        }
        Err(error) => unreadable(visit, id, draft, error),
    }
}

/// What is asked about who may see the source, or the label that it has.
async fn asked_label(
    visit: &Visit,
    draft: &Draft,
) -> Result<(Option<LabelFields>, Option<Level>), Failure> {
    if visit.person().is_none() {
        return Ok((None, None));
    }
    let permit = visit.permit::<ReadSources>()?;
    if let Some(name) = &draft.request.source {
        let known = visit.faro().sources(&permit).await?;
        let same =
            |name: &str, other: &str| faro_vocabulary::fold(name) == faro_vocabulary::fold(other);
        let level = known
            .iter()
            .filter(|view| same(&view.source.name, name))
            .filter_map(|view| view.sharing.filter(|s| s.own && s.set))
            .map(|sharing| Level::of(visit, sharing.level, true))
            .next();
        if level.is_some() {
            return Ok((None, level));
        }
    }
    let fields = LabelFields::of(visit, &draft.label, &draft.reason).await?;
    Ok((Some(fields), None))
}

/// A hand-in file is checked at the agency; what it says is shown.
fn hand_in_page(visit: &Visit, id: &str, view: &HandInView) -> CheckPage {
    let counts = &view.details.stats.rows;
    let rules = rule_rows(visit, &view.details.stats.issues, &[]);
    let file = view.file_name.as_str();
    CheckPage {
        page: visit.titled(
            Section::Sources,
            visit.with("check-title", &[("file", file.into())]),
        ),
        id: id.to_owned(),
        answer: format!(
            "{} {}",
            visit.t("hand-in-answer"),
            check_answer(visit, counts)
        ),
        counts: count_rows(visit, counts),
        rules,
        examples: Vec::new(),
        examples_left: false,
        unmapped: view.details.unmapped.clone(),
        warnings: Vec::new(),
        nothing_accepted: counts.accepted == 0,
        label: None,
        labelled: None,
        problem: None,
    }
}

fn check_answer(visit: &Visit, counts: &RowCounts) -> String {
    let format = Format::new(visit.lang);
    let number = |n: u64| format.integer(n);
    visit.with(
        "check-answer",
        &[
            ("read", number(counts.read).into()),
            ("n", counts.read.into()),
            ("accepted", number(counts.accepted).into()),
            ("rejected", number(counts.rejected).into()),
            ("rejected_n", counts.rejected.into()),
        ],
    )
}

fn count_rows(visit: &Visit, counts: &RowCounts) -> Vec<(String, String)> {
    let format = Format::new(visit.lang);
    let number = |n: u64| format.integer(n);
    vec![
        (visit.t("rows-read"), number(counts.read)),
        (visit.t("rows-accepted"), number(counts.accepted)),
        (visit.t("rows-warned"), number(counts.accepted_with_warning)),
        (visit.t("rows-rejected"), number(counts.rejected)),
    ]
}

/// How often each rule spoke; as severe as in the examples, where there is one.
fn rule_rows(
    visit: &Visit,
    issues: &BTreeMap<RuleCode, u64>,
    examples: &[faro_casefile::import::Issue],
) -> Vec<RuleRow> {
    let format = Format::new(visit.lang);
    let mut rules: Vec<_> = issues.iter().collect();
    rules.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    rules
        .into_iter()
        .map(|(rule, n)| {
            let severity = examples
                .iter()
                .find(|issue| issue.rule == *rule)
                .map_or(rule.usual_severity(), |issue| issue.severity);
            RuleRow {
                words: faro_report::rules::rule(*rule, visit.lang),
                severity: faro_report::rules::severity(severity, visit.lang),
                count: format.integer(*n),
            }
        })
        .collect()
}

fn check_page(visit: &Visit, id: &str, draft: &Draft, checked: &Checked) -> CheckPage {
    let counts = &checked.counts;
    CheckPage {
        page: visit.titled(
            Section::Sources,
            visit.with(
                "check-title",
                &[("file", draft.request.file_name.as_str().into())],
            ),
        ),
        id: id.to_owned(),
        answer: check_answer(visit, counts),
        counts: count_rows(visit, counts),
        rules: rule_rows(visit, &checked.issues, &checked.examples),
        examples: checked
            .examples
            .iter()
            .take(EXAMPLES)
            .map(|issue| faro_report::rules::sentence(issue, visit.lang))
            .collect(),
        examples_left: checked.issues.values().sum::<u64>() > EXAMPLES as u64,
        unmapped: checked.unmapped.clone(),
        warnings: checked
            .report
            .warnings
            .iter()
            .map(|w| faults::warning(w, visit.lang))
            .collect(),
        nothing_accepted: counts.accepted == 0,
        label: None,
        labelled: None,
        problem: None,
    }
}

// 4. Start.

/// Puts the import on the list, and keeps the mapping when that was asked for.
pub(crate) async fn start(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let mut draft = Draft::load(&visit, &id)?;
    let permit = visit.permit::<ImportFiles>()?;
    let label = sharing::form_of(&pairs);
    if visit.person().is_some() && !label.level.is_empty() {
        // Kept first: whoever has to prove who they are finds the form as they filled it.
        draft.label = label;
        draft.reason = value(&pairs, "reason").to_owned();
        draft.keep(&app, &id)?;
        match first_label(&visit, &id, &permit, &draft).await {
            Ok(first) => draft.request.label = Some(first),
            Err(Failure::Inside(ServiceError::Sharing(refused))) => {
                let problem = sharing::problem(&visit, refused);
                return checked(&visit, &id, &draft, Some(problem)).await;
            }
            Err(Failure::Inside(ServiceError::Approval(refused))) => {
                let problem = super::approvals::problem(&visit, refused);
                return checked(&visit, &id, &draft, Some(problem)).await;
            }
            Err(failure) => return Err(failure),
        }
    }
    if let (true, ProfileChoice::Toml(toml)) = (draft.save, &draft.request.profile) {
        let named = draft.request.agency.as_deref();
        match app.faro.save_profile(&permit, named, toml).await {
            Ok(profile) => draft.request.profile = ProfileChoice::Named(profile.id),
            Err(error) => return unreadable(&visit, &id, &draft, error),
        }
    }
    let job = app.faro.enqueue_import(&permit, &draft.request).await?;
    Draft::forget(&app, &id)?;
    app.wake.notify_one();
    Ok(to_job(&job))
}

/// The label that the source gets with this file. What leaves the agency asks who one is.
async fn first_label(
    visit: &Visit,
    id: &str,
    permit: &Permit<ImportFiles>,
    draft: &Draft,
) -> Result<FirstLabel, Failure> {
    let level = Tlp::from_code(&draft.label.level);
    let widen = if level.is_some_and(|l| l <= Tlp::Amber) {
        let granted = visit.permit::<WidenSharing>();
        Some(granted.map_err(|failure| match failure {
            Failure::Denied(why, _) => Failure::Denied(why, format!("/import/{id}/check")),
            other => other,
        })?)
    } else {
        None
    };
    Ok(visit
        .faro()
        .first_label(permit, widen.as_ref(), &draft.label, &draft.reason)
        .await?)
}

fn to_job(job: &str) -> Response {
    Redirect::to(&format!("/jobs/{job}")).into_response()
}

/// Where a corrected file of a source is handed in.
pub(crate) fn again(source: &str) -> String {
    address("/import", [("source", source)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_file_has_no_folders() {
        assert_eq!(file_name("C:\\datos\\casos.xlsx"), "casos.xlsx");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("a\u{0}b.csv"), "ab.csv");
        assert_eq!(file_name("datos/"), "");
    }
}
