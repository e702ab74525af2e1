use std::sync::Arc;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use faro_report::format::Format;
use faro_service::emergency::OpenNow;
use faro_service::permit::SignedIn;
use faro_vocabulary::{Lang, TextArgs};

use crate::App;
use crate::gate::{FOLLOWING, Visitor, cookie};
use crate::texts::text;
use crate::visit::address;

/// Name of the cookie that remembers the chosen language, in a data folder without accounts: some
/// browsers keep no `Secure` cookie of a page without TLS, even of this machine's own.
pub(crate) const LANGUAGE_COOKIE: &str = "faro_language";

/// Its name once there are accounts.
pub(crate) const SHARED_LANGUAGE_COOKIE: &str = "__Host-faro-language";

/// How much longer than the session a page without a script waits before it makes way.
const IDLE_MARGIN_SECONDS: i64 = 30;

/// What the frame of every page needs.
pub(crate) struct Page {
    /// Language of the page.
    pub(crate) lang: Lang,
    /// Title in the browser's tab.
    pub(crate) title: String,
    /// Which entry of the menu is this page's.
    pub(crate) section: Section,
    /// Path and query of this page, to come back to after a change of language.
    pub(crate) here: String,
    /// Who sees it.
    visitor: Visitor,
    /// Requests that wait for the visitor.
    waiting: usize,
    /// Messages that the visitor has not read; `None` where nobody counted.
    unread: Option<u64>,
    /// What is open to the visitor in an emergency.
    open: Arc<Vec<OpenNow>>,
}

/// Entries of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The answer in sentences, then pictures.
    Overview,
    /// Choose dimensions and filters.
    Explore,
    /// Map and place pages.
    Places,
    /// Origin, transit, destination.
    Flows,
    /// Files, quality, row errors.
    Sources,
    /// Where somebody can be referred to.
    Directory,
    /// Legal pack, retention, requests, incidents.
    Law,
    /// What waits for one.
    Tasks,
    /// What needs a second person.
    Approvals,
    /// Emergency access.
    Emergency,
    /// Agencies and accounts.
    People,
    /// Who works in one's own agency.
    OwnPeople,
    /// Backups, and how the work goes.
    Operations,
    /// Keys of the agency.
    Keys,
    /// Who did what.
    Audit,
    /// One's own account.
    Account,
    /// None of them.
    Other,
}

/// So many entries fit in one line of a menu.
const ONE_LINE: usize = 7;

/// Entries of the menu for what there is to see: where they lead, and the action that whoever sees
/// them may do.
const SEE: &[(Section, &str, &str, &str)] = &[
    (Section::Overview, "/", "nav-overview", "read_figures"),
    (Section::Explore, "/explore", "nav-explore", "read_figures"),
    (Section::Places, "/places", "nav-places", "read_figures"),
    (Section::Flows, "/flows", "nav-flows", "read_figures"),
    (Section::Sources, "/sources", "nav-sources", "read_sources"),
    (
        Section::Directory,
        "/directory",
        "nav-directory",
        "read_directory",
    ),
];

/// As [`SEE`], for what there is to do.
const WORK: &[(Section, &str, &str, &str)] = &[
    (Section::Tasks, "/home", "nav-home", "own_account"),
    (
        Section::Approvals,
        "/approvals",
        "nav-approvals",
        "see_approvals",
    ),
    (
        Section::OwnPeople,
        "/our-people",
        "nav-own-people",
        "keep_own_people",
    ),
    (Section::Keys, "/keys", "nav-keys", "read_keys"),
    (
        Section::Emergency,
        "/emergency",
        "nav-emergency",
        "see_emergency",
    ),
    (Section::Law, "/legal", "nav-law", "read_legal"),
    (Section::People, "/people", "nav-people", "read_people"),
    (
        Section::Operations,
        "/operations",
        "nav-operations",
        "operate",
    ),
    (Section::Audit, "/audit", "nav-audit", "read_audit"),
];

/// One entry of the menu as drawn.
pub(crate) struct MenuEntry {
    pub(crate) href: &'static str,
    pub(crate) label: String,
    pub(crate) current: bool,
    /// What waits there, in words; empty when nothing does.
    pub(crate) waiting: String,
    /// How much waits there.
    pub(crate) count: usize,
}

impl Page {
    /// The frame for a page whose title is the text `title_key`.
    pub(crate) fn new(lang: Lang, section: Section, title_key: &str, here: &str) -> Self {
        Self {
            lang,
            title: text(lang, title_key, &[]),
            section,
            here: here.to_owned(),
            visitor: Visitor::Nobody,
            waiting: 0,
            unread: None,
            open: Arc::default(),
        }
    }

    /// The frame with a title of its own, such as the name of a place.
    pub(crate) fn titled(lang: Lang, section: Section, title: String, here: &str) -> Self {
        Self {
            lang,
            title,
            section,
            here: here.to_owned(),
            visitor: Visitor::Nobody,
            waiting: 0,
            unread: None,
            open: Arc::default(),
        }
    }

    /// A text without values.
    pub(crate) fn t(&self, key: &str) -> String {
        text(self.lang, key, &[])
    }

    /// A text with values.
    pub(crate) fn with(&self, key: &str, args: &TextArgs<'_>) -> String {
        text(self.lang, key, args)
    }

    /// The same frame as this visitor sees it.
    pub(crate) fn seen_by(mut self, visitor: &Visitor) -> Self {
        self.visitor = visitor.clone();
        self
    }

    /// The same frame with so many requests waiting.
    pub(crate) fn with_waiting(mut self, waiting: usize) -> Self {
        self.waiting = waiting;
        self
    }

    /// The same frame with so many unread messages.
    pub(crate) fn with_unread(mut self, unread: u64) -> Self {
        self.unread = Some(unread);
        self
    }

    /// What to say of the visitor's messages, and whether any is unread.
    pub(crate) fn messages(&self) -> Option<(String, bool)> {
        if !self.visitor_may("read_messages") {
            return None;
        }
        let unread = self.unread?;
        let said = match unread {
            0 => self.t("messages-title"),
            n => self.with("messages-head", &[("n", n.into())]),
        };
        Some((said, unread > 0))
    }

    /// The same frame with what is open to the visitor in an emergency.
    pub(crate) fn with_open(mut self, open: &Arc<Vec<OpenNow>>) -> Self {
        self.open = Arc::clone(open);
        self
    }

    /// What is open to the visitor in an emergency: where its page is, and what to say.
    pub(crate) fn open_emergencies(&self) -> Vec<(String, String)> {
        let format = Format::new(self.lang);
        self.open
            .iter()
            .map(|open| {
                let until = crate::routes::people::when(format, open.ends_at);
                let args = [
                    ("agency", open.owner.as_str().into()),
                    ("until", until.into()),
                ];
                let href = format!("/emergency/{}", open.id);
                (href, self.with("emergency-banner", &args))
            })
            .collect()
    }

    /// Whether the visitor may do the action of this name at all.
    fn visitor_may(&self, action: &str) -> bool {
        match &self.visitor {
            // What people and accounts are for begins with the set-up.
            Visitor::Owner => !matches!(
                action,
                "read_people"
                    | "own_account"
                    | "see_approvals"
                    | "see_emergency"
                    | "keep_own_people"
                    | "read_keys"
                    | "read_messages"
            ),
            Visitor::Person(person, _) => !person.lacks_second_factor() && person.may_named(action),
            Visitor::Nobody => false,
        }
    }

    /// Name and agency of the person who signed in, for the head of the page.
    pub(crate) fn who(&self) -> Option<(&str, &str)> {
        let person = self.visitor.person()?.person();
        Some((&person.name, &person.agency_name))
    }

    /// After how many seconds without use the visitor's session ends.
    pub(crate) fn idle_seconds(&self) -> Option<i64> {
        let person = self.visitor.person();
        person.map(|_| faro_service::IDLE_MICROS / 1_000_000)
    }

    /// The address of this page for its own use, while it follows something: the server does not
    /// take it for something that a person does.
    pub(crate) fn following(&self) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let pairs = query
            .split('&')
            .filter(|q| !q.is_empty() && *q != FOLLOWING);
        let pairs: Vec<&str> = pairs.chain([FOLLOWING]).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// Where a page goes that nobody used for so long, without a script: seconds and address, as
    /// HTML writes them. A moment later than the session ends, so that the sign-in is what comes.
    pub(crate) fn when_idle(&self) -> Option<String> {
        let seconds = self.idle_seconds()? + IDLE_MARGIN_SECONDS;
        let pairs = [("back", self.here.as_str()), ("idle", "1")];
        Some(format!("{seconds}; url={}", address("/sign-in", pairs)))
    }

    /// Whether the visitor may read figures: then the report is theirs to read too.
    pub(crate) fn reads_figures(&self) -> bool {
        self.visitor_may("read_figures")
    }

    /// Whether it may show figures: then it says that they are working figures.
    pub(crate) fn shows_figures(&self) -> bool {
        use Section::{Explore, Flows, Other, Overview, Places, Sources};
        let may = matches!(
            self.section,
            Overview | Explore | Places | Flows | Sources | Other
        );
        may && self.reads_figures()
    }

    /// Whether the owner of the machine sees it, in a data folder without accounts.
    pub(crate) fn is_owner(&self) -> bool {
        matches!(self.visitor, Visitor::Owner)
    }

    /// Whether anybody is let in.
    pub(crate) fn is_inside(&self) -> bool {
        !matches!(self.visitor, Visitor::Nobody)
    }

    /// Pages on law, retention and rights that the visitor may see.
    pub(crate) fn law_menu(&self) -> Vec<(&'static str, String)> {
        [
            ("/legal", "legal-title", "read_legal"),
            ("/retention", "retention-title", "read_retention"),
            ("/requests", "requests-title", "manage_requests"),
            ("/incidents", "incidents-title", "read_incidents"),
        ]
        .into_iter()
        .filter(|(.., action)| self.visitor_may(action))
        .map(|(href, key, _)| (href, self.t(key)))
        .collect()
    }

    /// The menu: what there is to see, then what there is to do. Of somebody who sees little, one.
    pub(crate) fn menus(&self) -> Vec<Vec<MenuEntry>> {
        let waiting = |section| match section {
            Section::Approvals => self.waiting,
            _ => 0,
        };
        let drawn = |menu: &[(Section, &'static str, &str, &str)]| -> Vec<MenuEntry> {
            menu.iter()
                .filter(|(.., action)| self.visitor_may(action))
                .map(|&(section, href, key, _)| MenuEntry {
                    href,
                    label: self.t(key),
                    current: section == self.section,
                    waiting: self.with("nav-waiting", &[("n", (waiting(section) as u64).into())]),
                    count: waiting(section),
                })
                .collect()
        };
        let (mut see, work) = (drawn(SEE), drawn(WORK));
        if see.len() + work.len() <= ONE_LINE {
            see.extend(work);
            return vec![see];
        }
        vec![see, work]
    }

    /// Languages to switch to.
    pub(crate) fn languages(&self) -> [Lang; 4] {
        Lang::ALL
    }

    /// Address of the style sheet.
    pub(crate) fn style(&self) -> &'static str {
        crate::assets::style_path()
    }

    /// Address of the script.
    pub(crate) fn script(&self) -> &'static str {
        crate::assets::script_path()
    }

    /// Address of the script that opens what is sealed.
    pub(crate) fn keys_script(&self) -> &'static str {
        crate::assets::keys_script_path()
    }

    /// Address of the icon.
    pub(crate) fn icon(&self) -> &'static str {
        crate::assets::icon_path()
    }
}

/// Name of the cookie that remembers the language. Once there are accounts it has the prefix that
/// keeps other hosts of the same domain from setting it.
pub(crate) fn language_cookie(app: &App) -> &'static str {
    if app.is_shared() {
        SHARED_LANGUAGE_COOKIE
    } else {
        LANGUAGE_COOKIE
    }
}

/// The language of a request: the remembered choice, else what the browser prefers, else the
/// server's default.
pub(crate) fn language(app: &App, headers: &HeaderMap, person: Option<&SignedIn>) -> Lang {
    let name = language_cookie(app);
    if let Some(chosen) = cookie(headers, name).and_then(|l| l.parse().ok()) {
        return chosen;
    }
    if let Some(chosen) = person.and_then(|p| p.person().language) {
        return chosen;
    }
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(|list| {
            list.split(',')
                .filter_map(|item| item.split(';').next())
                .find_map(|tag| tag.trim().parse().ok())
        })
        .unwrap_or(app.default_lang)
}
