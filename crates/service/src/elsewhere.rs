//! Signing in through the identity provider of one's own institution: OpenID Connect, the code flow
//! with PKCE (Core 1.0; RFC 7636; RFC 9207).
//!
//! It stands for the password and for nothing else. The second factor stays Faro's own, an account is
//! never made by it, and a person links it to their account in a session in which they proved who they
//! are. Whoever runs the provider can therefore pretend to be somebody's password, not somebody.

use std::path::{Path, PathBuf};
use std::time::Duration;

use faro_outbound::{Destinations, Limits, Outbound, OutboundError, Roots, RootsError};
use faro_store::elsewhere::LinkRow;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::audit::{Event, event};
use crate::credentials::id_token::{
    ExpectedToken, IdTokenRefused, ProviderKey, check_id_token, read_keys,
};
use crate::credentials::passkey::{base64url, to_base64url};
use crate::credentials::{Attempt, Client, Decision, Step};
use crate::operations::others_may_read;
use crate::permit::{LinkElsewhere, OwnAccount, Permit};
use crate::sign_in::IDLE_MICROS;
use crate::{AccountRefused, Faro, Opened, Origin, ServiceError};

/// Whoever was sent to the provider is expected back within this time.
pub const ELSEWHERE_MICROS: i64 = 10 * 60 * 1_000_000;

/// Longest code or state that a browser brings back.
pub const MAX_RETURNED: usize = 2_048;

/// What the provider says of itself is read again after this time.
const DESCRIPTION_MICROS: i64 = 60 * 60 * 1_000_000;

/// Its keys are asked for again at most this often when a token names one that is not known.
const KEYS_MICROS: i64 = 60 * 1_000_000;

/// A provider that did not answer is left alone for this time.
const SILENCE_MICROS: i64 = 10 * 1_000_000;

/// A person waits for the provider this long.
const PATIENCE: Duration = Duration::from_secs(8);

const FLOW: &str = "faro 2026-11-24 sign-ins through a provider";
pub(crate) const SUBJECT: &str = "faro 2026-11-24 people of a provider";

/// An identity provider, as it was set up at the machine.
pub struct ProviderSettings {
    /// What people call it.
    pub name: String,
    /// Its address, as its tokens write it.
    pub issuer: String,
    /// What it calls this Faro.
    pub client_id: String,
    /// By which it knows this Faro.
    pub client_secret: Zeroizing<String>,
    /// Asks its hosts and no others.
    pub outbound: Outbound,
}

/// A provider's file, as whoever runs the machine writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProviderFile {
    name: String,
    issuer: String,
    client_id: String,
    /// Beside this file, unless it begins with `/`.
    client_secret_file: PathBuf,
    /// Hosts besides the issuer's that its description names.
    #[serde(default)]
    hosts: Vec<String>,
    /// Whether the hosts are in a private network or on this machine.
    #[serde(default)]
    private_network: bool,
    /// Certificates to believe in place of the machine's.
    ca_file: Option<PathBuf>,
}

/// Why a provider's file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ProviderFileError {
    /// It can't be read.
    #[error("{}: {source}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// It is written otherwise.
    #[error("{}: {said}", .file.display())]
    Form {
        /// Which.
        file: PathBuf,
        /// What is wrong.
        said: String,
    },
    /// Others may read the secret.
    #[error("{}: others can read the secret; run `chmod 600` on it", .0.display())]
    OthersRead(PathBuf),
}

impl ProviderSettings {
    /// Reads a provider's file and the secret that it names.
    ///
    /// # Errors
    /// One of them can't be read, says something else, or others can read the secret.
    pub fn read(path: &Path) -> Result<Self, ProviderFileError> {
        let fail = |file: &Path| {
            let file = file.to_owned();
            move |source| ProviderFileError::File { file, source }
        };
        let wrong = |said: String| ProviderFileError::Form {
            file: path.to_owned(),
            said,
        };
        let text = std::fs::read_to_string(path).map_err(fail(path))?;
        let file: ProviderFile = toml::from_str(&text).map_err(|e| wrong(e.to_string()))?;
        let beside = |name: &Path| path.parent().unwrap_or(Path::new("")).join(name);
        let secret_file = beside(&file.client_secret_file);
        let kept = std::fs::metadata(&secret_file).map_err(fail(&secret_file))?;
        if others_may_read(&secret_file, &kept) {
            return Err(ProviderFileError::OthersRead(secret_file));
        }
        let secret = std::fs::read_to_string(&secret_file).map_err(fail(&secret_file))?;
        let secret = Zeroizing::new(secret);
        let empty = [file.name.trim(), file.client_id.trim(), secret.trim()];
        if empty.iter().any(|text| text.is_empty()) {
            return Err(wrong(
                "name, client_id and the secret can't be empty".to_owned(),
            ));
        }
        let mut hosts = Destinations::default();
        let mut name = |host: &str| {
            let named = hosts.name(host, file.private_network);
            named.map_err(|error| wrong(error.to_string()))
        };
        let (_, rest) = file.issuer.split_once("://").ok_or_else(|| {
            wrong("issuer must be an address that begins with https://".to_owned())
        })?;
        name(rest.split('/').next().unwrap_or_default())?;
        for host in &file.hosts {
            name(host)?;
        }
        let told = |error: RootsError| wrong(error.to_string());
        let roots = Roots::read(file.ca_file.as_deref().map(beside).as_deref()).map_err(told)?;
        let outbound = Outbound::new(hosts, &roots).map_err(|error| wrong(error.to_string()))?;
        // Said now and not when somebody wants to sign in.
        let reachable = outbound.destinations().target(&file.issuer);
        reachable.map_err(|error| wrong(format!("issuer: {error}")))?;
        Ok(Self {
            name: file.name.trim().to_owned(),
            issuer: file.issuer,
            client_id: file.client_id.trim().to_owned(),
            client_secret: Zeroizing::new(secret.trim().to_owned()),
            outbound,
        })
    }
}

/// A provider and what is known of it.
pub(crate) struct Provider {
    settings: ProviderSettings,
    known: tokio::sync::Mutex<Known>,
}

#[derive(Default)]
struct Known {
    description: Option<(Description, i64)>,
    keys: Vec<ProviderKey>,
    keys_at: i64,
    silent_until: i64,
}

/// What a provider says of itself (OpenID Connect Discovery 1.0).
#[derive(Clone, Deserialize)]
struct Description {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default = "basic")]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// Without a word the client's secret travels so (Discovery 1.0, 3).
fn basic() -> Vec<String> {
    vec!["client_secret_basic".to_owned()]
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// Why nobody is signed in by a provider.
#[derive(Debug, thiserror::Error)]
pub enum ElsewhereRefused {
    /// No provider was set up.
    #[error("no identity provider was set up")]
    None,
    /// It does not answer.
    #[error("the identity provider does not answer: {0}")]
    Silent(#[from] OutboundError),
    /// It answers something else than OpenID Connect asks for.
    #[error("the identity provider answers something else than expected: {0}")]
    Answer(&'static str),
    /// What it vouches for can't be believed.
    #[error(transparent)]
    Token(#[from] IdTokenRefused),
    /// The browser comes too late, twice, or from somewhere else.
    #[error("the way back was not the one that was begun")]
    Way,
    /// The person, or the provider, did not want to.
    #[error("the identity provider did not vouch for anybody")]
    Declined,
    /// Nobody has linked this to their account, or the account is not open.
    #[error("no account is linked to this")]
    NotLinked,
    /// Another account has it.
    #[error("another account is linked to this")]
    Taken,
}

/// Somebody who is to be sent to the provider.
pub struct Begun {
    /// Where to.
    pub url: String,
    /// What the browser keeps and brings back: sealed.
    pub kept: String,
}

/// What a browser brings back.
#[derive(Default)]
pub struct Returned {
    /// What it was given to keep.
    pub kept: String,
    /// `state`.
    pub state: String,
    /// `code`.
    pub code: String,
    /// `iss`, where the provider sends it.
    pub issuer: Option<String>,
    /// Whether the provider sent an error in place of a code.
    pub declined: bool,
}

/// What a return came to.
pub enum Finished {
    /// A session was opened; the page to go on to.
    SignedIn(Opened, String),
    /// The provider was linked to the account.
    Linked,
    /// Nothing.
    Refused(ElsewhereRefused),
    /// Too many failures from there: try again at this time, µs UTC.
    Wait {
        /// When.
        until: i64,
    },
}

/// What a browser keeps of a sign-in that was begun, sealed.
#[derive(Serialize, Deserialize)]
struct Flow {
    state: String,
    nonce: String,
    verifier: String,
    until: i64,
    back: String,
    /// The account and the session in which it is being linked; none to sign in.
    link: Option<(String, String)>,
}

impl Faro {
    /// Says which identity provider people may sign in with. Only the first word counts.
    pub fn sign_in_with(&self, settings: ProviderSettings) {
        let provider = Provider {
            settings,
            known: tokio::sync::Mutex::default(),
        };
        // A second word would come from a second server in one process, which there is not.
        let _ = self.provider.set(provider);
    }

    /// What people call the provider that they may sign in with.
    pub fn provider_name(&self) -> Option<&str> {
        self.provider.get().map(|p| p.settings.name.as_str())
    }

    /// Asks the provider what it says of itself: for `faro doctor` and before the server starts.
    ///
    /// # Errors
    /// It does not answer, or something else than expected.
    pub async fn try_provider(&self) -> Result<(), ElsewhereRefused> {
        let provider = self.provider.get().ok_or(ElsewhereRefused::None)?;
        let now = self.world.now_micros();
        provider.description(now).await?;
        provider.keys(None, now).await
    }

    /// Begins a sign-in with the provider; `redirect` is this server's address to come back to, `back`
    /// the page to go on to.
    ///
    /// # Errors
    /// The server's key can't be used.
    pub async fn begin_elsewhere(
        &self,
        redirect: &str,
        back: &str,
    ) -> Result<Result<Begun, ElsewhereRefused>, ServiceError> {
        self.begin(redirect, back, None).await
    }

    /// Begins to link the provider to one's own account.
    ///
    /// # Errors
    /// The server's key can't be used.
    pub async fn begin_link(
        &self,
        permit: &Permit<LinkElsewhere>,
        session: &str,
        redirect: &str,
    ) -> Result<Result<Begun, ElsewhereRefused>, ServiceError> {
        let account = permit.actor().account().ok_or(AccountRefused::Unknown)?;
        let link = (account.to_owned(), session.to_owned());
        self.begin(redirect, "", Some(link)).await
    }

    async fn begin(
        &self,
        redirect: &str,
        back: &str,
        link: Option<(String, String)>,
    ) -> Result<Result<Begun, ElsewhereRefused>, ServiceError> {
        let Some(provider) = self.provider.get() else {
            return Ok(Err(ElsewhereRefused::None));
        };
        let now = self.world.now_micros();
        let description = match provider.description(now).await {
            Ok(description) => description,
            Err(refused) => return Ok(Err(refused)),
        };
        let fresh = || {
            let mut bytes = [0; 32];
            self.world.fill_random(&mut bytes);
            to_base64url(&bytes)
        };
        let flow = Flow {
            state: fresh(),
            nonce: fresh(),
            verifier: fresh(),
            until: now + ELSEWHERE_MICROS,
            back: back.to_owned(),
            link,
        };
        let challenge = to_base64url(digest(&SHA256, flow.verifier.as_bytes()).as_ref());
        let asked = form(&[
            ("response_type", "code"),
            ("client_id", &provider.settings.client_id),
            ("redirect_uri", redirect),
            ("scope", "openid"),
            ("state", &flow.state),
            ("nonce", &flow.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let address = &description.authorization_endpoint;
        let join = if address.contains('?') { '&' } else { '?' };
        let plain =
            Zeroizing::new(serde_json::to_vec(&flow).map_err(|_| ServiceError::Stored("sign-in"))?);
        let sealed = self
            .server_key()?
            .seal(FLOW, "", &plain, self.world.as_ref());
        Ok(Ok(Begun {
            url: format!("{address}{join}{asked}"),
            kept: to_base64url(&sealed),
        }))
    }

    /// Takes up a sign-in, or a link, when the browser comes back.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn finish_elsewhere(
        &self,
        returned: &Returned,
        redirect: &str,
        origin: &Origin,
    ) -> Result<Finished, ServiceError> {
        // Nobody is named yet: only the address is counted.
        let attempt = Attempt {
            account: &returned.state,
            step: Step::Password,
            client: Client::Stranger(origin.address),
        };
        if let Decision::Wait { until_micros } = self.ask(&attempt) {
            return Ok(Finished::Wait {
                until: until_micros,
            });
        }
        let (flow, subject) = match self.vouched(returned, redirect).await? {
            Ok(vouched) => vouched,
            Err(refused) => {
                self.refused(origin, None, "elsewhere");
                return Ok(Finished::Refused(refused));
            }
        };
        let hash = self.subject_hash(&subject)?;
        let finished = match &flow.link {
            Some((account, session)) => self.link(account, session, &subject, &hash).await?,
            None => self.signed_in_by(&hash, &flow.back, origin).await?,
        };
        match &finished {
            Finished::Refused(_) => self.refused(origin, None, &hash),
            _ => self.succeeded(&attempt),
        }
        Ok(finished)
    }

    /// Whom the provider vouches for, and what was begun.
    async fn vouched(
        &self,
        returned: &Returned,
        redirect: &str,
    ) -> Result<Result<(Flow, String), ElsewhereRefused>, ServiceError> {
        let Some(provider) = self.provider.get() else {
            return Ok(Err(ElsewhereRefused::None));
        };
        let now = self.world.now_micros();
        let Some(flow) = self.flow(returned, now)? else {
            return Ok(Err(ElsewhereRefused::Way));
        };
        if returned.declined {
            return Ok(Err(ElsewhereRefused::Declined));
        }
        let from = returned.issuer.as_deref();
        if from.is_some_and(|issuer| issuer != provider.settings.issuer) {
            return Ok(Err(ElsewhereRefused::Way));
        }
        let subject = provider
            .exchange(&returned.code, redirect, &flow, now)
            .await;
        Ok(subject.map(|subject| (flow, subject)))
    }

    /// The sign-in that was begun in this browser, once.
    fn flow(&self, returned: &Returned, now: i64) -> Result<Option<Flow>, ServiceError> {
        let fields = [&returned.state, &returned.code];
        if fields.iter().any(|field| field.len() > MAX_RETURNED) {
            return Ok(None);
        }
        let Some(sealed) = base64url(&returned.kept) else {
            return Ok(None);
        };
        let Ok(plain) = self.server_key()?.open_sealed(FLOW, "", &sealed) else {
            return Ok(None);
        };
        let flow: Flow =
            serde_json::from_slice(&plain).map_err(|_| ServiceError::Stored("sign-in"))?;
        // Hashes of this library compare in constant time.
        let state = blake3::hash(flow.state.as_bytes());
        let same = state == blake3::hash(returned.state.as_bytes());
        let answered = &self.sign_in.answered;
        let good = same && flow.until >= now && answered.first(*state.as_bytes(), flow.until, now);
        Ok(good.then_some(flow))
    }

    async fn signed_in_by(
        &self,
        hash: &str,
        back: &str,
        origin: &Origin,
    ) -> Result<Finished, ServiceError> {
        let linked = self.store.reader().linked_account(hash).await?;
        let account = match &linked {
            Some(id) => self.store.reader().account(id).await?,
            None => None,
        };
        let Some(account) = account.filter(|account| account.state == "active") else {
            return Ok(Finished::Refused(ElsewhereRefused::NotLinked));
        };
        self.audit_own(&account, event::IDENTIFIED_ELSEWHERE)
            .await?;
        let now = self.world.now_micros();
        self.store.use_link(&account.id, now).await?;
        let opened = self.after_first_step(&account, origin).await?;
        Ok(Finished::SignedIn(opened, back.to_owned()))
    }

    async fn link(
        &self,
        account: &str,
        session: &str,
        subject: &str,
        hash: &str,
    ) -> Result<Finished, ServiceError> {
        let now = self.world.now_micros();
        let sessions = self.store.reader().sessions_of(account).await?;
        let is_open = |s: &crate::SessionSummary| {
            s.id == session && s.ends_at > now && s.seen_at > now - IDLE_MICROS
        };
        let row = self.store.reader().account(account).await?;
        let row = row.filter(|row| row.state == "active" && sessions.iter().any(is_open));
        let Some(row) = row else {
            return Ok(Finished::Refused(ElsewhereRefused::Way));
        };
        let link = LinkRow {
            account_id: account.to_owned(),
            subject_hash: hash.to_owned(),
            subject: self.server_key()?.seal(
                SUBJECT,
                account,
                self.known_as(subject).as_bytes(),
                self.world.as_ref(),
            ),
            linked_at: now,
            used_at: None,
        };
        let owner = self.store.reader().linked_account(hash).await?;
        if owner.is_some_and(|owner| owner != account) {
            return Ok(Finished::Refused(ElsewhereRefused::Taken));
        }
        self.audit_own(&row, event::LINKED_ELSEWHERE).await?;
        Ok(match self.store.put_link(&link).await? {
            true => Finished::Linked,
            false => Finished::Refused(ElsewhereRefused::Taken),
        })
    }

    /// When the provider was linked to one's own account and last used, µs UTC.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn own_link(
        &self,
        permit: &Permit<OwnAccount>,
    ) -> Result<Option<(i64, Option<i64>)>, ServiceError> {
        let Some(account) = permit.actor().account() else {
            return Ok(None);
        };
        let link = self.store.reader().link_of(account).await?;
        Ok(link.map(|link| (link.linked_at, link.used_at)))
    }

    /// Takes the provider from one's own account; `false` when it was not linked.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn unlink(&self, permit: &Permit<LinkElsewhere>) -> Result<bool, ServiceError> {
        let account = permit.actor().account().ok_or(AccountRefused::Unknown)?;
        if self.store.reader().link_of(account).await?.is_none() {
            return Ok(false);
        }
        let gone = Event::new(event::UNLINKED_ELSEWHERE, "account", account);
        self.audit(permit.actor(), gone).await?;
        Ok(self.store.remove_link(account).await?)
    }

    /// What is looked up in place of somebody's name at the provider.
    fn subject_hash(&self, subject: &str) -> Result<String, ServiceError> {
        Ok(self.server_key()?.hash(SUBJECT, &self.known_as(subject)))
    }

    /// Provider and subject; no issuer holds a line feed.
    fn known_as(&self, subject: &str) -> String {
        let issuer = self.provider.get().map_or("", |p| &p.settings.issuer);
        format!("{issuer}\n{subject}")
    }
}

impl Provider {
    async fn description(&self, now: i64) -> Result<Description, ElsewhereRefused> {
        let mut known = self.known.lock().await;
        if let Some((description, at)) = &known.description
            && now - at < DESCRIPTION_MICROS
        {
            return Ok(description.clone());
        }
        if now < known.silent_until {
            return Err(OutboundError::Time.into());
        }
        let read = self.read_description().await;
        match &read {
            Ok(description) => known.description = Some((description.clone(), now)),
            Err(_) => known.silent_until = now + SILENCE_MICROS,
        }
        read
    }

    async fn read_description(&self) -> Result<Description, ElsewhereRefused> {
        let issuer = &self.settings.issuer;
        let url = format!(
            "{}/.well-known/openid-configuration",
            issuer.trim_end_matches('/')
        );
        let body = self.read(&url).await?;
        let description: Description =
            serde_json::from_slice(&body).map_err(|_| ElsewhereRefused::Answer("description"))?;
        if description.issuer != *issuer {
            return Err(ElsewhereRefused::Answer("issuer"));
        }
        // The browser is sent only where Faro itself might go.
        let may_go = |url| self.settings.outbound.destinations().target(url);
        may_go(&description.authorization_endpoint).map_err(OutboundError::from)?;
        Ok(description)
    }

    async fn read(&self, url: &str) -> Result<Vec<u8>, ElsewhereRefused> {
        let json = [("accept", "application/json")];
        let answer = self.outbound().get(url, &json).await?;
        if answer.status == 200 {
            Ok(answer.body)
        } else {
            Err(ElsewhereRefused::Answer("status"))
        }
    }

    fn outbound(&self) -> Outbound {
        self.settings.outbound.clone().within(Limits {
            time: PATIENCE,
            ..Limits::default()
        })
    }

    /// Reads the keys again unless that was done a moment ago.
    async fn keys(&self, uri: Option<&str>, now: i64) -> Result<(), ElsewhereRefused> {
        let uri = match uri {
            Some(uri) => uri.to_owned(),
            None => self.description(now).await?.jwks_uri,
        };
        let mut known = self.known.lock().await;
        if known.keys_at != 0 && now - known.keys_at < KEYS_MICROS {
            return Ok(());
        }
        let body = self.read(&uri).await?;
        known.keys = read_keys(&body)?;
        known.keys_at = now;
        Ok(())
    }

    /// Exchanges a code for the subject that the provider vouches for.
    async fn exchange(
        &self,
        code: &str,
        redirect: &str,
        flow: &Flow,
        now: i64,
    ) -> Result<String, ElsewhereRefused> {
        let description = self.description(now).await?;
        let (id, secret) = (&self.settings.client_id, &self.settings.client_secret);
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", flow.verifier.as_str()),
        ];
        let methods = &description.token_endpoint_auth_methods_supported;
        let speaks = |method: &str| methods.iter().any(|m| m == method);
        let mut headers = vec![
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "application/json"),
        ];
        let pair = Zeroizing::new(format!("{}:{}", encoded(id), encoded(secret)));
        let basic = Zeroizing::new(format!("Basic {}", base64(pair.as_bytes())));
        if speaks("client_secret_basic") {
            headers.push(("authorization", &basic));
        } else if speaks("client_secret_post") {
            fields.push(("client_id", id));
            fields.push(("client_secret", secret));
        } else {
            return Err(ElsewhereRefused::Answer("client_secret_basic"));
        }
        let body = form(&fields).into_bytes();
        let answer = self
            .outbound()
            .post(&description.token_endpoint, &headers, body)
            .await?;
        match answer.status {
            200 => {}
            // A code that is not good, or was used (RFC 6749, 5.2).
            400 => return Err(ElsewhereRefused::Declined),
            _ => return Err(ElsewhereRefused::Answer("status")),
        }
        let tokens: Tokens = serde_json::from_slice(&answer.body)
            .map_err(|_| ElsewhereRefused::Answer("id_token"))?;
        let expected = ExpectedToken {
            issuer: &self.settings.issuer,
            client: id,
            nonce: &flow.nonce,
            now: now / 1_000_000,
        };
        let first = {
            let known = self.known.lock().await;
            check_id_token(&tokens.id_token, &known.keys, &expected)
        };
        match first {
            // Providers change their keys.
            Err(IdTokenRefused::UnknownKey) => {
                self.keys(Some(&description.jwks_uri), now).await?;
                let known = self.known.lock().await;
                Ok(check_id_token(&tokens.id_token, &known.keys, &expected)?)
            }
            checked => Ok(checked?),
        }
    }
}

/// A form as `application/x-www-form-urlencoded`.
fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Base64 with padding, as the header `Authorization` has it.
fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_written_as_the_standard_says() {
        assert_eq!(
            form(&[("a", "x y&z=ñ/~"), ("code", "a+b")]),
            "a=x%20y%26z%3D%C3%B1%2F~&code=a%2Bb"
        );
        // RFC 6749, 4.1.3: the client s6BhdRkqt3 with the secret gX1fBat3bV.
        assert_eq!(
            base64(b"s6BhdRkqt3:gX1fBat3bV"),
            "czZCaGRSa3F0MzpnWDFmQmF0M2JW"
        );
    }

    #[test]
    fn the_challenge_is_that_of_the_standard() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let challenge = to_base64url(digest(&SHA256, verifier.as_bytes()).as_ref());
        assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
