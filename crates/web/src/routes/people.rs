//! Agencies and the people who work in them.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use faro_report::format::Format;
use faro_report::names::Names;
use faro_service::approvals::Outcome;
use faro_service::permit::{
    HandAgencyOver, ManageAgencies, ManagePeople, ReadPeople, RemoveSecondFactor, Role,
};
use faro_service::{
    AccountRefused, AccountView, AgencyForm, AgencyRefused, AgencyRow, INVITATION_DAYS,
    InvitationForm, Invited, Level, MAX_ACCOUNT_NAME, MAX_AGENCY_NAME, PASSWORD_LINK_HOURS,
    ServiceError, agency_kinds, date_of,
};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, html};

/// Name of a role in the reader's language.
pub(crate) fn role_name(visit: &Visit, role: Role) -> String {
    visit.t(&format!("role-{}", role.code().replace('_', "-")))
}

/// A day and a time of day (UTC).
pub(crate) fn when(format: Format, micros: i64) -> String {
    let minutes = micros.div_euclid(60_000_000).rem_euclid(24 * 60);
    format!(
        "{} {:02}:{:02} UTC",
        format.date(date_of(micros)),
        minutes / 60,
        minutes % 60
    )
}

/// Something to choose.
pub(crate) struct Pick {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// A country with its divisions to choose.
pub(crate) struct PickGroup {
    pub(crate) label: String,
    pub(crate) picks: Vec<Pick>,
}

/// Fields of a form about an agency.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct AgencyFields {
    agency_name: String,
    kind: String,
    level: String,
    #[serde(default)]
    territory: String,
    #[serde(default)]
    reason: String,
}

impl AgencyFields {
    pub(crate) fn to_form(&self) -> AgencyForm {
        AgencyForm {
            name: self.agency_name.clone(),
            kind: self.kind.clone(),
            level: Level::from_code(&self.level).unwrap_or(Level::National),
            territory: chosen(&self.territory),
        }
    }

    fn of(agency: &AgencyRow) -> Self {
        Self {
            agency_name: agency.name.clone(),
            kind: agency.kind.clone(),
            level: agency.level.clone(),
            territory: agency.territory.clone().unwrap_or_default(),
            reason: String::new(),
        }
    }
}

pub(crate) fn chosen(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a form about an agency shows.
pub(crate) struct AgencyParts {
    pub(crate) name: String,
    pub(crate) reason: String,
    pub(crate) kinds: Vec<Pick>,
    /// Whether a type was chosen: none is proposed, since what others may open hangs on it.
    pub(crate) has_kind: bool,
    pub(crate) levels: Vec<Pick>,
    pub(crate) territories: Vec<PickGroup>,
}

impl AgencyParts {
    pub(crate) fn fresh(visit: &Visit) -> Self {
        Self::of(visit, &AgencyFields::default())
    }

    pub(crate) fn of(visit: &Visit, fields: &AgencyFields) -> Self {
        let views = visit.faro().views();
        let names = Names::new(visit.lang, views.territories());
        Self {
            name: fields.agency_name.clone(),
            reason: fields.reason.clone(),
            has_kind: agency_kinds().contains(&fields.kind.as_str()),
            kinds: agency_kinds()
                .into_iter()
                .map(|code| Pick {
                    label: kind_name(&names, code),
                    chosen: code == fields.kind,
                    value: code.to_owned(),
                })
                .collect(),
            levels: Level::ALL
                .into_iter()
                .map(|level| Pick {
                    label: visit.t(&format!("level-{}", level.code())),
                    chosen: level.code() == fields.level,
                    value: level.code().to_owned(),
                })
                .collect(),
            territories: territories(visit, &fields.territory),
        }
    }
}

pub(crate) fn kind_name(names: &Names<'_>, code: &str) -> String {
    names
        .term("institution-type", code)
        .unwrap_or_else(|| code.to_owned())
}

/// Countries and their first divisions, as choices.
pub(crate) fn territories(visit: &Visit, current: &str) -> Vec<PickGroup> {
    let views = visit.faro().views();
    let tree = views.territories();
    let pick = |code: &str, label: &str| Pick {
        value: code.to_owned(),
        label: label.to_owned(),
        chosen: code == current,
    };
    let mut groups: Vec<PickGroup> = tree
        .all()
        .iter()
        .filter(|place| place.level == 0)
        .map(|country| {
            let label = country.labels.get(visit.lang);
            let mut below: Vec<Pick> = tree
                .children(&country.code)
                .map(|d| pick(&d.code, d.labels.get(visit.lang)))
                .collect();
            below.sort_by_key(|p| faro_vocabulary::fold(&p.label));
            below.insert(0, pick(&country.code, label));
            PickGroup {
                label: label.to_owned(),
                picks: below,
            }
        })
        .filter(|group| group.picks.len() > 1)
        .collect();
    groups.sort_by_key(|g| faro_vocabulary::fold(&g.label));
    groups
}

/// Why an agency can't be so.
pub(crate) fn agency_problem(visit: &Visit, refused: AgencyRefused) -> String {
    match refused {
        AgencyRefused::Name => {
            visit.with("agency-bad-name", &[("n", (MAX_AGENCY_NAME as u64).into())])
        }
        AgencyRefused::NameTaken => visit.t("agency-name-taken"),
        AgencyRefused::Kind => visit.t("agency-bad-kind"),
        AgencyRefused::NeverAParticipant => visit.t("agency-never"),
        AgencyRefused::Territory => visit.t("territory-unknown"),
        AgencyRefused::TerritoryMissing => visit.t("agency-territory-missing"),
        AgencyRefused::Ended => visit.t("agency-has-ended"),
        AgencyRefused::Successor => visit.t("agency-bad-successor"),
    }
}

/// Why an account can't be so.
pub(crate) fn account_problem(visit: &Visit, refused: AccountRefused) -> String {
    match refused {
        AccountRefused::Login => visit.with(
            "account-bad-login",
            &[("n", (MAX_ACCOUNT_NAME as u64).into())],
        ),
        AccountRefused::LoginTaken => visit.t("account-login-taken"),
        AccountRefused::Name => visit.with(
            "account-bad-name",
            &[("n", (MAX_ACCOUNT_NAME as u64).into())],
        ),
        AccountRefused::NoRole => visit.t("account-no-role"),
        AccountRefused::RoleAlone(role) => visit.with(
            "account-role-alone",
            &[("role", role_name(visit, role).into())],
        ),
        AccountRefused::Territory => visit.t("territory-unknown"),
        AccountRefused::LastAdministrator => visit.t("account-last-administrator"),
        AccountRefused::Oneself => visit.t("account-oneself"),
        AccountRefused::NoSecondFactor => visit.t("factor-none"),
        AccountRefused::AwaitsConsent => visit.t("invitation-awaits"),
        AccountRefused::NobodyAnswers => visit.t("consent-nobody"),
        AccountRefused::Link => visit.t("invitation-over"),
        AccountRefused::Password(_)
        | AccountRefused::Passkey
        | AccountRefused::Unknown
        | AccountRefused::TooOften { .. }
        | AccountRefused::AlreadySetUp => visit.t("error-400"),
    }
}

struct AgencyLine {
    id: String,
    name: String,
    kind: String,
    people: String,
    key: bool,
    ended: bool,
}

struct AccountLine {
    id: String,
    name: String,
    login: String,
    agency: String,
    roles: String,
    territory: String,
    second_factor: bool,
    active: bool,
    seen: String,
}

struct InvitationLine {
    id: String,
    name: String,
    agency: String,
    roles: String,
    to_new_password: bool,
    awaits: bool,
    until: String,
}

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    page: Page,
    answer: String,
    agencies: Vec<AgencyLine>,
    accounts: Vec<AccountLine>,
    invitations: Vec<InvitationLine>,
    manage: bool,
    manage_agencies: bool,
}

/// Agencies, accounts and open invitations.
pub(crate) async fn list(visit: Visit) -> Answer {
    let permit = visit.permit::<ReadPeople>()?;
    let agencies = visit.faro().agencies(&permit).await?;
    let accounts = visit.faro().accounts(&permit).await?;
    let invitations = visit.faro().invitations(&permit).await?;
    let awaiting = visit.faro().awaiting_consent(&permit).await?;
    let format = Format::new(visit.lang);
    let views = visit.faro().views();
    let names = Names::new(visit.lang, views.territories());
    let agency_name = |id: &str| {
        let found = agencies.iter().find(|a| a.id == id);
        found.map_or_else(String::new, |a| a.name.clone())
    };
    let roles = |roles: &[Role]| {
        let told: Vec<String> = roles.iter().map(|r| role_name(&visit, *r)).collect();
        format.list(&told)
    };
    let active = accounts.iter().filter(|a| a.active).count() as u64;
    let open = agencies.iter().filter(|a| a.ended_at.is_none()).count() as u64;
    html(&PeoplePage {
        page: visit.page(Section::People, "people-title"),
        answer: visit.with(
            "people-answer",
            &[("n", active.into()), ("agencies", open.into())],
        ),
        agencies: agencies
            .iter()
            .map(|a| {
                let people = accounts.iter().filter(|p| p.active && p.agency == a.id);
                AgencyLine {
                    id: a.id.clone(),
                    name: a.name.clone(),
                    kind: kind_name(&names, &a.kind),
                    people: format.integer(people.count() as u64),
                    key: a.public_key.is_some(),
                    ended: a.ended_at.is_some(),
                }
            })
            .collect(),
        accounts: accounts
            .iter()
            .map(|a| AccountLine {
                agency: agency_name(&a.agency),
                roles: roles(&a.roles),
                territory: a
                    .territory
                    .as_deref()
                    .map_or_else(String::new, |t| names.place(t)),
                seen: a
                    .signed_in_at
                    .map_or_else(|| visit.t("never"), |at| when(format, at)),
                id: a.id.clone(),
                name: a.name.clone(),
                login: a.login.clone(),
                second_factor: a.second_factor,
                active: a.active,
            })
            .collect(),
        invitations: invitations
            .into_iter()
            .map(|i| InvitationLine {
                agency: agency_name(&i.agency),
                roles: roles(&i.roles),
                until: when(format, i.ends_at),
                awaits: awaiting.contains(&i.id),
                id: i.id,
                name: i.name,
                to_new_password: i.to_new_password,
            })
            .collect(),
        manage: visit.may::<ManagePeople>(),
        manage_agencies: visit.may::<ManageAgencies>(),
    })
}

struct RoleChoice {
    code: &'static str,
    name: String,
    what: String,
    chosen: bool,
}

fn role_choices(visit: &Visit, chosen: &[Role]) -> Vec<RoleChoice> {
    Role::ALL
        .into_iter()
        .map(|role| RoleChoice {
            code: role.code(),
            name: role_name(visit, role),
            what: visit.t(&format!("role-{}-what", role.code().replace('_', "-"))),
            chosen: chosen.contains(&role),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "invite.html")]
struct InvitePage {
    page: Page,
    agencies: Vec<Pick>,
    /// Whether one of them was chosen, or is the only one.
    has_agency: bool,
    login: String,
    name: String,
    roles: Vec<RoleChoice>,
    territories: Vec<PickGroup>,
    reason: String,
    problem: Option<String>,
}

/// Fields of the form, as pairs: a role may be ticked more than once.
pub(crate) type Pairs = Vec<(String, String)>;

pub(crate) fn value<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    let found = pairs.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value.as_str())
}

fn roles_in(pairs: &Pairs) -> Vec<Role> {
    pairs
        .iter()
        .filter(|(key, _)| key == "role")
        .filter_map(|(_, code)| Role::from_code(code))
        .collect()
}

async fn invite_page(
    visit: &Visit,
    pairs: &Pairs,
    problem: Option<String>,
) -> Result<InvitePage, Failure> {
    let permit = visit.permit::<ReadPeople>()?;
    let agencies = visit.faro().agencies(&permit).await?;
    let agencies: Vec<Pick> = agencies
        .into_iter()
        .filter(|a| a.ended_at.is_none())
        .map(|a| Pick {
            chosen: a.id == value(pairs, "agency"),
            value: a.id,
            label: a.name,
        })
        .collect();
    Ok(InvitePage {
        page: visit.page(Section::People, "invite-title"),
        has_agency: agencies.len() == 1 || agencies.iter().any(|a| a.chosen),
        agencies,
        login: value(pairs, "login").to_owned(),
        name: value(pairs, "name").to_owned(),
        roles: role_choices(visit, &roles_in(pairs)),
        territories: territories(visit, value(pairs, "territory")),
        reason: value(pairs, "reason").to_owned(),
        problem,
    })
}

/// The form that invites somebody.
pub(crate) async fn invite_form(visit: Visit, Query(pairs): Query<Pairs>) -> Answer {
    visit.permit::<ManagePeople>()?;
    html(&invite_page(&visit, &pairs, None).await?)
}

#[derive(Template)]
#[template(path = "link.html")]
struct LinkPage {
    page: Page,
    lead: String,
    awaits_consent: bool,
    link: Zeroizing<String>,
    code: Zeroizing<String>,
}

fn link_page(visit: &Visit, title: &str, lead: String, invited: Invited) -> LinkPage {
    let Invited {
        code,
        awaits_consent,
    } = invited;
    LinkPage {
        awaits_consent,
        page: visit.page(Section::People, title),
        lead,
        link: Zeroizing::new(format!(
            "{}/invitation#{}",
            visit.own_address(),
            code.as_str()
        )),
        code,
    }
}

/// Invites somebody and shows the link once.
pub(crate) async fn invite(visit: Visit, Form(pairs): Form<Pairs>) -> Answer {
    let permit = visit.permit::<ManagePeople>()?;
    let form = InvitationForm {
        agency: value(&pairs, "agency").to_owned(),
        login: value(&pairs, "login").to_owned(),
        name: value(&pairs, "name").to_owned(),
        roles: roles_in(&pairs),
        territory: chosen(value(&pairs, "territory")),
        reason: value(&pairs, "reason").to_owned(),
    };
    let problem = match visit.faro().invite(&permit, &form).await {
        Ok(invited) => {
            let lead = visit.with(
                "invite-done",
                &[
                    ("name", form.name.trim().into()),
                    ("days", (INVITATION_DAYS as u64).into()),
                ],
            );
            return html(&link_page(&visit, "invite-done-title", lead, invited));
        }
        Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
        Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = invite_page(&visit, &pairs, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Withdraws an invitation.
pub(crate) async fn withdraw(visit: Visit, Path(id): Path<String>) -> Answer {
    let permit = visit.permit::<ManagePeople>()?;
    match visit.faro().withdraw_invitation(&permit, &id).await {
        Ok(()) => Ok(Redirect::to("/people").into_response()),
        Err(ServiceError::Account(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "person.html")]
struct PersonPage {
    page: Page,
    id: String,
    answer: String,
    roles: Vec<RoleChoice>,
    territories: Vec<PickGroup>,
    active: bool,
    manage: bool,
    oneself: bool,
    second_factor: bool,
    reason: String,
    problem: Option<String>,
}

async fn person_page(
    visit: &Visit,
    account: &AccountView,
    pairs: Option<&Pairs>,
    problem: Option<String>,
) -> Result<PersonPage, Failure> {
    let permit = visit.permit::<ReadPeople>()?;
    let (agency, _) = visit
        .faro()
        .agency_history(&permit, &account.agency)
        .await?;
    let roles = pairs.map_or_else(|| account.roles.clone(), roles_in);
    let territory = pairs.map_or_else(
        || account.territory.clone().unwrap_or_default(),
        |p| value(p, "territory").to_owned(),
    );
    let me = visit.person().map(|p| p.person().account.as_str());
    Ok(PersonPage {
        page: visit.titled(Section::People, account.name.as_str()),
        id: account.id.clone(),
        answer: visit.with(
            "person-answer",
            &[
                ("login", account.login.as_str().into()),
                ("agency", agency.name.as_str().into()),
                (
                    "state",
                    if account.active { "active" } else { "disabled" }.into(),
                ),
                (
                    "factor",
                    if account.second_factor { "yes" } else { "no" }.into(),
                ),
            ],
        ),
        roles: role_choices(visit, &roles),
        territories: territories(visit, &territory),
        active: pairs.map_or(account.active, |p| !value(p, "active").is_empty()),
        manage: visit.may::<ManagePeople>(),
        oneself: me == Some(account.id.as_str()),
        second_factor: account.second_factor,
        reason: pairs.map_or_else(String::new, |p| value(p, "reason").to_owned()),
        problem,
    })
}

async fn found(visit: &Visit, id: &str) -> Result<AccountView, Failure> {
    let permit = visit.permit::<ReadPeople>()?;
    match visit.faro().account(&permit, id).await {
        Ok(account) => Ok(account),
        Err(ServiceError::Account(_)) => Err(Failure::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// An account: roles, territory, state.
pub(crate) async fn person(visit: Visit, Path(id): Path<String>) -> Answer {
    let account = found(&visit, &id).await?;
    html(&person_page(&visit, &account, None, None).await?)
}

/// Changes an account; it takes effect at once.
pub(crate) async fn change(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<ManagePeople>()?;
    let account = found(&visit, &id).await?;
    let territory = chosen(value(&pairs, "territory"));
    let active = !value(&pairs, "active").is_empty();
    let outcome = visit
        .faro()
        .change_account(
            &permit,
            &id,
            &roles_in(&pairs),
            territory.as_deref(),
            active,
            value(&pairs, "reason"),
        )
        .await;
    let problem = match outcome {
        Ok(outcome) => return Ok(asked_for(&outcome, "/people")),
        Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = person_page(&visit, &account, Some(&pairs), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// Makes a link to a new password and shows it once.
pub(crate) async fn password_link(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<ManagePeople>()?;
    let account = found(&visit, &id).await?;
    let made = visit
        .faro()
        .password_link(&permit, &id, value(&pairs, "reason"))
        .await;
    let problem = match made {
        Ok(invited) => return password_link_page(&visit, &account, invited),
        Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
        Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = person_page(&visit, &account, None, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

fn password_link_page(visit: &Visit, account: &AccountView, invited: Invited) -> Answer {
    let lead = visit.with(
        "password-link-done",
        &[
            ("name", account.name.as_str().into()),
            ("hours", (PASSWORD_LINK_HOURS as u64).into()),
        ],
    );
    html(&link_page(visit, "password-link-title", lead, invited))
}

#[derive(Template)]
#[template(path = "agency_new.html")]
struct NewAgencyPage {
    page: Page,
    agency: AgencyParts,
    problem: Option<String>,
}

/// The form of a new agency.
pub(crate) async fn agency_form(visit: Visit) -> Answer {
    visit.permit::<ManageAgencies>()?;
    html(&NewAgencyPage {
        page: visit.page(Section::People, "agency-new-title"),
        agency: AgencyParts::fresh(&visit),
        problem: None,
    })
}

/// Makes an agency.
pub(crate) async fn create_agency(visit: Visit, Form(fields): Form<AgencyFields>) -> Answer {
    let permit = visit.permit::<ManageAgencies>()?;
    let problem = match visit.faro().create_agency(&permit, &fields.to_form()).await {
        Ok(id) => return Ok(Redirect::to(&format!("/agencies/{id}")).into_response()),
        Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = NewAgencyPage {
        page: visit.page(Section::People, "agency-new-title"),
        agency: AgencyParts::of(&visit, &fields),
        problem: Some(problem),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Template)]
#[template(path = "agency.html")]
struct AgencyPage {
    page: Page,
    id: String,
    answer: String,
    agency: AgencyParts,
    history: Vec<(String, String)>,
    successors: Vec<Pick>,
    manage: bool,
    /// Whether nobody works there yet, nor is invited, and whoever asks may invite.
    first: bool,
    ended: bool,
    problem: Option<String>,
}

/// Whether nobody has an account in an agency, nor an invitation to one.
async fn is_empty(visit: &Visit, id: &str) -> Result<bool, Failure> {
    let permit = visit.permit::<ReadPeople>()?;
    let accounts = visit.faro().accounts(&permit).await?;
    let invitations = visit.faro().invitations(&permit).await?;
    let works = accounts.iter().any(|a| a.active && a.agency == id);
    Ok(!works && !invitations.iter().any(|i| i.agency == id))
}

async fn agency_page(
    visit: &Visit,
    id: &str,
    fields: Option<&AgencyFields>,
    problem: Option<String>,
) -> Result<AgencyPage, Failure> {
    let permit = visit.permit::<ReadPeople>()?;
    let (agency, events) = visit.faro().agency_history(&permit, id).await?;
    let all = visit.faro().agencies(&permit).await?;
    let format = Format::new(visit.lang);
    let views = visit.faro().views();
    let names = Names::new(visit.lang, views.territories());
    let ended = agency.ended_at.is_some();
    let place = agency.territory.as_deref().map(|t| names.place(t));
    let answer = visit.with(
        "agency-answer",
        &[
            ("kind", kind_name(&names, &agency.kind).into()),
            ("level", visit.t(&format!("level-{}", agency.level)).into()),
            ("placed", if place.is_some() { "yes" } else { "no" }.into()),
            ("place", place.unwrap_or_default().into()),
            (
                "key",
                if agency.public_key.is_some() {
                    "yes"
                } else {
                    "no"
                }
                .into(),
            ),
            ("state", if ended { "ended" } else { "open" }.into()),
        ],
    );
    let own = AgencyFields::of(&agency);
    Ok(AgencyPage {
        page: visit.titled(Section::People, agency.name.as_str()),
        id: agency.id.clone(),
        answer,
        agency: AgencyParts::of(visit, fields.unwrap_or(&own)),
        history: events
            .iter()
            .map(|e| {
                let told = visit.with(
                    &format!("agency-event-{}", e.kind.replace('_', "-")),
                    &[
                        ("before", e.before.as_deref().unwrap_or_default().into()),
                        ("after", e.after.as_deref().unwrap_or_default().into()),
                    ],
                );
                (when(format, e.at), told)
            })
            .collect(),
        successors: all
            .into_iter()
            .filter(|a| a.ended_at.is_none() && a.id != agency.id)
            .map(|a| Pick {
                value: a.id,
                label: a.name,
                chosen: false,
            })
            .collect(),
        manage: visit.may::<ManageAgencies>() && !ended,
        first: visit.may::<ManagePeople>() && !ended && is_empty(visit, id).await?,
        ended,
        problem,
    })
}

/// An agency with its history.
pub(crate) async fn agency(visit: Visit, Path(id): Path<String>) -> Answer {
    html(&agency_page(&visit, &id, None, None).await?)
}

/// Renames an agency or changes what it is.
pub(crate) async fn change_agency(
    visit: Visit,
    Path(id): Path<String>,
    Form(fields): Form<AgencyFields>,
) -> Answer {
    let permit = visit.permit::<ManageAgencies>()?;
    let form = fields.to_form();
    let outcome = visit
        .faro()
        .change_agency(&permit, &id, &form, &fields.reason)
        .await;
    let problem = match outcome {
        Ok(outcome) => return Ok(asked_for(&outcome, &format!("/agencies/{id}"))),
        Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = agency_page(&visit, &id, Some(&fields), Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[derive(Deserialize)]
pub(crate) struct HandOver {
    successor: String,
    /// The name of the agency that ends, typed: what follows can't be undone.
    #[serde(default)]
    confirm: String,
    /// For the second person.
    #[serde(default)]
    reason: String,
}

/// Asks to end an agency and hand everything over to another: a second person agrees.
pub(crate) async fn hand_over(
    visit: Visit,
    Path(id): Path<String>,
    Form(form): Form<HandOver>,
) -> Answer {
    let permit = visit.permit::<HandAgencyOver>()?;
    let read = visit.permit::<ReadPeople>()?;
    let (agency, _) = visit.faro().agency_history(&read, &id).await?;
    let problem = if faro_vocabulary::fold(&form.confirm) != faro_vocabulary::fold(&agency.name) {
        visit.t("agency-confirm-differs")
    } else {
        let asked = visit
            .faro()
            .hand_agency_over(&permit, &id, &form.successor, &form.reason)
            .await;
        match asked {
            Ok(outcome) => return Ok(asked_for(&outcome, &format!("/agencies/{id}"))),
            Err(ServiceError::Agency(refused)) => agency_problem(&visit, refused),
            Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
            Err(error) => return Err(error.into()),
        }
    };
    let page = agency_page(&visit, &id, None, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

/// To the request that waits, or back where it was done at once.
fn asked_for(outcome: &Outcome, back: &str) -> axum::response::Response {
    match outcome {
        Outcome::Done => Redirect::to(back).into_response(),
        Outcome::Asked(id) => Redirect::to(&format!("/approvals/{id}")).into_response(),
    }
}

/// Asks to take the second factor from an account: a second person agrees.
pub(crate) async fn remove_factor(
    visit: Visit,
    Path(id): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let permit = visit.permit::<RemoveSecondFactor>()?;
    let account = found(&visit, &id).await?;
    let asked = visit
        .faro()
        .remove_second_factor(&permit, &id, value(&pairs, "reason"))
        .await;
    let problem = match asked {
        Ok(outcome) => return Ok(asked_for(&outcome, &format!("/people/{id}"))),
        Err(ServiceError::Account(refused)) => account_problem(&visit, refused),
        Err(ServiceError::Approval(refused)) => super::approvals::problem(&visit, refused),
        Err(error) => return Err(error.into()),
    };
    let page = person_page(&visit, &account, None, Some(problem)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_level_and_event_has_its_texts() {
        use faro_vocabulary::Lang;
        for lang in Lang::ALL {
            let args = [("before", "a".into()), ("after", "b".into())];
            let has = |key: &str| !crate::texts::text(lang, key, &args).starts_with('⟪');
            for role in Role::ALL {
                let key = format!("role-{}", role.code().replace('_', "-"));
                assert!(has(&key) && has(&format!("{key}-what")), "{lang} {key}");
            }
            for level in Level::ALL {
                assert!(has(&format!("level-{}", level.code())));
            }
            for kind in [
                "created",
                "renamed",
                "changed",
                "handed-over",
                "took-over",
                "key",
            ] {
                assert!(has(&format!("agency-event-{kind}")), "{lang} {kind}");
            }
        }
    }
}
