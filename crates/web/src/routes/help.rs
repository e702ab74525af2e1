//! How to begin, and how to read what is shown.

use askama::Template;

use crate::page::{Page, Section};
use crate::visit::{Answer, Visit, html};

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    page: Page,
}

/// The help page.
pub(crate) async fn page(visit: Visit) -> Answer {
    html(&HelpPage {
        page: visit.page(Section::Other, "help-title"),
    })
}
