//! Every route and what it asks for. `tests/matrix.rs` fails when one is missing.

/// What a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The action of this name.
    Action(&'static str),
    /// An open session, whatever its roles.
    Session,
    /// Nothing: the ways in, and what is the same for everybody.
    Nothing,
    /// It belongs to the owner of the machine and is gone once there are accounts.
    Owner,
}

pub use Asks::{Action, Nothing, Owner, Session};

/// Method, pattern, and what it asks for. The first action that a handler asks for counts.
pub const ROUTES: &[(&str, &str, Asks)] = &[
    ("GET", "/", Session),
    ("GET", "/report", Action("read_figures")),
    ("GET", "/report.html", Action("read_figures")),
    ("GET", "/report.docx", Action("read_figures")),
    ("GET", "/report.xlsx", Action("read_figures")),
    ("GET", "/report.pdf", Action("read_figures")),
    ("GET", "/explore", Action("read_figures")),
    ("GET", "/explore.csv", Action("read_figures")),
    ("GET", "/explore.xlsx", Action("read_figures")),
    ("GET", "/places", Action("read_figures")),
    ("GET", "/places/{code}", Action("read_figures")),
    ("GET", "/compare", Action("read_figures")),
    ("GET", "/flows", Action("read_figures")),
    ("GET", "/lineage", Action("read_figures")),
    ("GET", "/sources", Action("read_sources")),
    ("GET", "/sources/{id}", Action("read_sources")),
    ("GET", "/sources/{id}/issues", Action("read_row_errors")),
    ("GET", "/sources/{id}/mapping", Action("read_sources")),
    ("GET", "/sources/{id}/rejected", Action("open_rejected")),
    ("POST", "/sources/{id}/rejected", Action("open_rejected")),
    ("GET", "/import", Action("import_files")),
    ("POST", "/import", Action("import_files")),
    ("GET", "/import/{id}", Action("import_files")),
    ("POST", "/import/{id}", Action("import_files")),
    ("GET", "/import/{id}/check", Action("import_files")),
    ("POST", "/import/{id}/start", Action("import_files")),
    ("GET", "/jobs/{id}", Action("import_files")),
    ("GET", "/jobs/{id}/cancel", Action("import_files")),
    ("POST", "/jobs/{id}/cancel", Action("import_files")),
    ("GET", "/templates", Session),
    ("GET", "/templates/{file}", Session),
    ("GET", "/help", Session),
    ("GET", "/account", Action("own_account")),
    ("POST", "/account/password", Action("own_account")),
    ("GET", "/account/second-factor", Action("own_account")),
    ("POST", "/account/second-factor", Action("own_account")),
    ("POST", "/account/sessions/{id}/end", Action("own_account")),
    ("POST", "/account/sessions/end", Action("own_account")),
    ("GET", "/people", Action("read_people")),
    ("GET", "/people/invite", Action("manage_people")),
    ("POST", "/people/invite", Action("manage_people")),
    (
        "POST",
        "/people/invitations/{id}/withdraw",
        Action("manage_people"),
    ),
    ("GET", "/people/{id}", Action("read_people")),
    ("POST", "/people/{id}", Action("manage_people")),
    (
        "POST",
        "/people/{id}/password-link",
        Action("manage_people"),
    ),
    ("GET", "/agencies/new", Action("manage_agencies")),
    ("POST", "/agencies/new", Action("manage_agencies")),
    ("GET", "/agencies/{id}", Action("read_people")),
    ("POST", "/agencies/{id}", Action("manage_agencies")),
    (
        "POST",
        "/agencies/{id}/hand-over",
        Action("manage_agencies"),
    ),
    ("GET", "/directory", Action("read_directory")),
    ("GET", "/directory.csv", Action("read_directory")),
    ("GET", "/directory/new", Action("keep_directory")),
    ("POST", "/directory/new", Action("keep_directory")),
    ("POST", "/directory/import", Action("keep_directory")),
    ("GET", "/directory/{id}", Action("keep_directory")),
    ("POST", "/directory/{id}", Action("keep_directory")),
    ("POST", "/directory/{id}/verify", Action("keep_directory")),
    ("GET", "/directory/{id}/end", Action("keep_directory")),
    ("POST", "/directory/{id}/end", Action("keep_directory")),
    ("GET", "/set-up", Owner),
    ("POST", "/set-up", Owner),
    ("GET", "/prove", Session),
    ("POST", "/prove", Session),
    ("GET", "/second-factor", Nothing),
    ("POST", "/second-factor", Nothing),
    ("GET", "/sign-in", Nothing),
    ("POST", "/sign-in", Nothing),
    ("GET", "/invitation", Nothing),
    ("POST", "/invitation/accept", Nothing),
    ("GET", "/enter", Nothing),
    ("POST", "/leave", Nothing),
    ("GET", "/language", Nothing),
    ("GET", "/static/{name}", Nothing),
];

/// Actions that no page asks for first: they are asked for on the command line, or besides
/// another one.
pub const NOT_FIRST: &[&str] = &[
    "administer",
    "read_legal",
    "manage_legal",
    "read_retention",
    "set_retention",
    "place_hold",
    "run_retention",
    "manage_requests",
    "oversee_requests",
    "open_requester",
    "read_incidents",
    "manage_incidents",
];

/// Fields that let every form be read, so that leave is what decides.
pub const FIELDS: &[(&str, &str)] = &[
    ("agency_name", "X"),
    ("kind", "police"),
    ("level", "national"),
    ("successor", "x"),
    ("login", "x"),
    ("name", "x"),
    ("person", "x"),
    ("password", "x"),
    ("present", "x"),
    ("again", "x"),
    ("code", "x"),
    ("sealed", "00"),
    ("proof", "x"),
    ("passphrase", "x"),
    ("profile", "x"),
    ("toml", "x"),
    ("action", "x"),
];
