//! The legal pack: answers, model documents, what is signed, and each country's law.

use askama::Template;
use axum::extract::{Form, Path};
use axum::response::{IntoResponse, Redirect};
use faro_report::legal::{self, Filled, Kind, word};
use faro_report::{docx, html as report_html};
use faro_service::law::{Right, Told, law, laws};
use faro_service::legal::{DATA_KINDS, HOSTING, PURPOSES, PackAnswers, TO_SIGN};
use faro_service::permit::{ManageLegal, ReadLegal};
use faro_vocabulary::{Country, Lang};

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::routes::people::{Pairs, Pick, value};
use crate::visit::{Answer, Visit, attachment, html, media};

struct Line {
    what: String,
    time: String,
    status: String,
}

struct Doc {
    label: String,
    docx: String,
    html: String,
}

#[derive(Template)]
#[template(path = "legal.html")]
struct LegalPage {
    page: Page,
    answer: String,
    unsigned: bool,
    may: bool,
    answers: PackAnswers,
    countries: Vec<Pick>,
    purposes: Vec<Pick>,
    data: Vec<Pick>,
    hosting: Vec<Pick>,
    documents: Vec<Doc>,
    to_sign: Vec<Pick>,
    signed: Vec<(String, String, String)>,
    law: String,
    note: Option<String>,
    source: Option<String>,
    clocks: Vec<Line>,
    holidays: String,
    problem: Option<String>,
}

impl LegalPage {
    fn lines(list: &[String]) -> String {
        list.join("\n")
    }
}

/// Countries of the region to choose, by name.
pub(crate) fn countries(lang: Lang, chosen: &str) -> Vec<Pick> {
    let mut picks: Vec<Pick> = laws()
        .iter()
        .filter_map(|l| Country::by_alpha2(&l.country))
        .map(|c| Pick {
            value: c.alpha2.clone(),
            label: c.labels.get(lang).to_owned(),
            chosen: c.alpha2 == chosen,
        })
        .collect();
    picks.sort_by(|a, b| a.label.cmp(&b.label));
    picks
}

fn picks(lang: Lang, prefix: &str, codes: &[&str], chosen: &[String]) -> Vec<Pick> {
    codes
        .iter()
        .map(|code| Pick {
            value: (*code).to_owned(),
            label: word(lang, &format!("{prefix}-{code}"), &[]),
            chosen: chosen.iter().any(|c| c == code),
        })
        .collect()
}

/// The pack as it stands.
pub(crate) async fn page(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadLegal>()?;
    let answers = visit.faro().legal_answers(&permit).await?;
    shown(&visit, answers, None).await
}

async fn shown(visit: &Visit, answers: PackAnswers, problem: Option<String>) -> Answer {
    let lang = visit.lang;
    let state = visit.faro().legal_state().await?;
    let law = law(&answers.country);
    let w = |key: &str| word(lang, key, &[]);
    let name = Country::by_alpha2(&answers.country)
        .map_or_else(|| w("blank-country"), |c| c.labels.get(lang).to_owned());
    let mut clocks = Vec::new();
    for right in Right::ALL {
        let applied = law.right(right);
        clocks.push(Line {
            what: w(&format!("right-{}", right.code())),
            time: legal::right_clock(&applied, lang),
            status: told(
                lang,
                applied.strictest,
                applied.clock.status,
                &applied.clock.remark,
            ),
        });
    }
    for told_to in Told::ALL {
        let applied = law.breach(told_to);
        clocks.push(Line {
            what: format!(
                "{}: {}",
                visit.t("legal-incident"),
                w(&format!("told-{}", told_to.code()))
            ),
            time: format!(
                "{}, {}",
                legal::breach_clock(&applied, lang),
                w(&format!("from-{}", applied.clock.from.code()))
            ),
            status: told(
                lang,
                applied.strictest,
                applied.clock.status,
                &applied.clock.remark,
            ),
        });
    }
    let holidays = visit.faro().holiday_count(&answers.country).await? as u64;
    html(&LegalPage {
        page: visit.page(Section::Law, "legal-title"),
        answer: match state.is_acknowledged() {
            true => visit.t("legal-signed"),
            false => visit.t("legal-unsigned"),
        },
        unsigned: !state.is_acknowledged(),
        may: visit.may::<ManageLegal>(),
        countries: countries(lang, &answers.country),
        purposes: picks(lang, "purpose", &PURPOSES, &answers.purposes),
        data: picks(lang, "short", &DATA_KINDS, &answers.data),
        hosting: HOSTING
            .iter()
            .map(|code| Pick {
                value: (*code).to_owned(),
                label: visit.t(&format!("legal-hosting-{code}")),
                chosen: answers.hosting == *code,
            })
            .collect(),
        documents: Kind::PACK
            .into_iter()
            .map(|kind| Doc {
                label: w(&format!("doc-{}", kind.code())),
                docx: format!("/legal/{}.docx", kind.code()),
                html: format!("/legal/{}.html", kind.code()),
            })
            .collect(),
        to_sign: TO_SIGN
            .iter()
            .map(|code| Pick {
                value: (*code).to_owned(),
                label: w(&format!("doc-{code}")),
                chosen: false,
            })
            .collect(),
        signed: state
            .signed
            .iter()
            .map(|s| {
                (
                    w(&format!("doc-{}", s.document)),
                    s.by.clone(),
                    legal::day(s.on, lang),
                )
            })
            .collect(),
        law: legal::law_sentence(law, &name, Some(visit.app.world.today()), lang),
        note: (!law.note.is_empty()).then(|| w(&format!("note-{}", law.note))),
        source: law
            .law
            .as_ref()
            .map(|l| l.source.clone())
            .filter(|s| !s.is_empty()),
        clocks,
        holidays: visit.with("legal-holidays-known", &[("n", holidays.into())]),
        problem,
        answers,
    })
}

fn told(lang: Lang, strictest: bool, status: faro_service::law::Status, remark: &str) -> String {
    let status = legal::status(strictest, status, lang);
    match remark {
        "" => status,
        _ if strictest => status,
        remark => format!(
            "{status} ({})",
            word(lang, &format!("remark-{remark}"), &[])
        ),
    }
}

fn list(pairs: &Pairs, name: &str) -> Vec<String> {
    pairs
        .iter()
        .filter(|(key, _)| key == name)
        .map(|(_, value)| value.clone())
        .collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Keeps the answers, complete or not.
pub(crate) async fn keep(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManageLegal>()?;
    let before = visit.faro().legal_answers(&visit.permit()?).await?;
    let text = |name: &str| value(&pairs, name).trim().to_owned();
    let answers = PackAnswers {
        country: text("country"),
        body: text("body"),
        place: text("place"),
        contact: text("contact"),
        contact_address: text("contact_address"),
        agencies: lines(value(&pairs, "agencies")),
        purposes: list(&pairs, "purpose"),
        other_purposes: lines(value(&pairs, "other_purposes")),
        data: list(&pairs, "data"),
        hosting: text("hosting"),
        provider: text("provider"),
        transfers: lines(value(&pairs, "transfers")),
        retention: before.retention,
    };
    if answers.faults().iter().any(|f| f.problem != "missing") {
        let problem = visit.t("legal-problem");
        return shown(&visit, answers, Some(problem)).await;
    }
    visit.faro().keep_legal_answers(&permit, &answers).await?;
    Ok(Redirect::to("/legal").into_response())
}

/// A document as a file, in the language of the page.
pub(crate) async fn file(visit: Visit, Path(name): Path<String>) -> Answer {
    let permit = visit.permit::<ReadLegal>()?;
    let (code, ending) = name.rsplit_once('.').ok_or(Failure::NotFound)?;
    let kind = Kind::from_code(code).ok_or(Failure::NotFound)?;
    let answers = visit.faro().legal_answers(&permit).await?;
    let filled = Filled {
        acknowledged: visit.faro().legal_state().await?.is_acknowledged(),
        today: Some(visit.app.world.today()),
        ..Filled::default()
    };
    written(&visit, kind, &answers, filled, ending).await
}

/// A document of the pack or a register, written.
pub(crate) async fn written(
    visit: &Visit,
    kind: Kind,
    answers: &PackAnswers,
    filled: Filled,
    ending: &str,
) -> Answer {
    let lang = visit.lang;
    let made = legal::document(kind, answers, &filled, lang);
    let name = format!("{}-{lang}.{ending}", kind.code());
    match ending {
        "docx" => {
            let bytes = visit.compute(move || docx::word_document(&made)).await?;
            let bytes = bytes.map_err(|e| Failure::Download(e.to_string()))?;
            Ok(attachment(&name, media::DOCX, bytes))
        }
        "html" => Ok(attachment(
            &name,
            media::HTML,
            report_html::document(&made).into_bytes(),
        )),
        _ => Err(Failure::NotFound),
    }
}

/// Writes down that a document was signed.
pub(crate) async fn sign(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManageLegal>()?;
    let on = value(&pairs, "on").parse();
    let on = on.map_err(|_| Failure::Field("legal-on"))?;
    let (document, by) = (value(&pairs, "document"), value(&pairs, "by"));
    visit.faro().note_signed(&permit, document, by, on).await?;
    Ok(Redirect::to("/legal").into_response())
}

/// Takes a country's holidays in.
pub(crate) async fn holidays(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManageLegal>()?;
    let (country, days) = (value(&pairs, "country"), value(&pairs, "days"));
    visit.faro().import_holidays(&permit, country, days).await?;
    Ok(Redirect::to("/legal").into_response())
}
