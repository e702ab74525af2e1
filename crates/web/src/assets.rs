//! Style sheet and script, embedded and named by its content, so that a browser may keep it for good.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

struct Asset {
    path: String,
    name: String,
    body: String,
    content_type: &'static str,
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    let body = format!(
        "{}\n{}",
        faro_report::html::CSS,
        include_str!("../assets/shell.css")
    );
    Asset::new("faro", "css", body, "text/css; charset=utf-8")
});

static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("../assets/app.js").to_owned();
    Asset::new("app", "js", body, "text/javascript; charset=utf-8")
});

/// The script of the pages on keys, with what it imports under the names that these are served by.
static NOBLE: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("../assets/vendor/noble.js").to_owned();
    Asset::new("noble", "js", body, "text/javascript; charset=utf-8")
});

static VAULT: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("../assets/vault.js")
        .replace("./vendor/noble.js", &format!("./{}", NOBLE.name));
    Asset::new("vault", "js", body, "text/javascript; charset=utf-8")
});

static KEYS: LazyLock<Asset> = LazyLock::new(|| {
    let body =
        include_str!("../assets/keys.js").replace("./vault.js", &format!("./{}", VAULT.name));
    Asset::new("keys", "js", body, "text/javascript; charset=utf-8")
});

static PASSKEYS: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("../assets/passkeys.js").to_owned();
    Asset::new("passkeys", "js", body, "text/javascript; charset=utf-8")
});

static ICON: LazyLock<Asset> = LazyLock::new(|| {
    let body = include_str!("../assets/icon.svg").to_owned();
    Asset::new("icon", "svg", body, "image/svg+xml; charset=utf-8")
});

impl Asset {
    fn new(stem: &str, extension: &str, body: String, content_type: &'static str) -> Self {
        let hash = blake3::hash(body.as_bytes()).to_hex();
        let name = format!("{stem}.{}.{extension}", &hash[..12]);
        Self {
            path: format!("/static/{name}"),
            name,
            body,
            content_type,
        }
    }
}

/// Address of the style sheet.
pub(crate) fn style_path() -> &'static str {
    &STYLE.path
}

/// Address of the icon.
pub(crate) fn icon_path() -> &'static str {
    &ICON.path
}

/// Address of the script that lets an authenticator make or show a passkey.
pub(crate) fn passkeys_path() -> &'static str {
    &PASSKEYS.path
}

/// Address of the script.
pub(crate) fn script_path() -> &'static str {
    &SCRIPT.path
}

/// Address of the script that opens what is sealed.
pub(crate) fn keys_script_path() -> &'static str {
    &KEYS.path
}

/// Serves an embedded file by its full name.
pub(crate) async fn serve(Path(name): Path<String>) -> Response {
    for asset in [
        &*STYLE, &*SCRIPT, &*ICON, &*KEYS, &*VAULT, &*NOBLE, &*PASSKEYS,
    ] {
        if asset.name == name {
            return (
                [
                    (CONTENT_TYPE, asset.content_type),
                    (CACHE_CONTROL, "public, max-age=31536000, immutable"),
                ],
                asset.body.as_str(),
            )
                .into_response();
        }
    }
    StatusCode::NOT_FOUND.into_response()
}
