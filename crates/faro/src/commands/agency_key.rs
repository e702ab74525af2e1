//! The agency's key on the agency's own machine, and what it opens.

use std::path::{Path, PathBuf};

use faro_casefile::template::{RejectedSheet, rejected_xlsx};
use faro_casefile::{Identity, IdentityKey as Key};
use faro_service::openings::SealedFile;
use faro_service::{AgencyPublicKey, SystemWorld, keys};

use super::Context;
use super::key_source::KeySource;
use crate::cli::KeyAction;
use crate::out::{Exit, Refusal, say};

/// `faro agency-key`
pub(crate) fn run(context: &Context, action: KeyAction) -> anyhow::Result<Exit> {
    match action {
        KeyAction::New {
            out,
            passphrase_file,
        } => {
            let passphrase = super::passphrase(passphrase_file.as_deref())?;
            let public = beside(&out);
            let key = keys::new_pair(&out, &public, passphrase.as_ref(), &SystemWorld)?;
            show(context, &key);
            let (secret, public) = (out.display().to_string(), public.display().to_string());
            let named = [("secret", secret.into()), ("public", public.into())];
            eprintln!("{}", context.t("key-new-done", &named));
        }
        KeyAction::Show { file } => {
            let file = file.unwrap_or_else(|| context.config.folder.join("agency.pub"));
            show(context, &AgencyPublicKey::read_file(&file)?);
        }
        KeyAction::Prove { key, sealed } => {
            let secret = key.read(context)?;
            say!("{}", keys::answer_test(&secret, &sealed)?);
        }
        KeyAction::TakeAway {
            out,
            passphrase_file,
            new_passphrase_file,
        } => {
            let old = super::passphrase(passphrase_file.as_deref())?;
            let new = super::passphrase(new_passphrase_file.as_deref())?;
            let folder = &context.config.folder;
            let new = new.as_ref().or(old.as_ref());
            let key = keys::take_away(folder, &out, old.as_ref(), new, &SystemWorld)?;
            show(context, &key);
            let named = [("file", out.display().to_string().into())];
            eprintln!("{}", context.t("key-taken-away", &named));
        }
        KeyAction::Split { key, out } => {
            let secret = key.read(context)?;
            let parts = [1, 2].map(|number| out.join(format!("agency.part-{number}")));
            keys::split_key(&secret, [&parts[0], &parts[1]], &SystemWorld)?;
            for part in parts {
                say!("{}", part.display());
            }
        }
        KeyAction::Join {
            parts,
            out,
            passphrase_file,
        } => {
            let [one, two] = parts.as_slice() else {
                return Err(Refusal::new(Exit::Usage, context.t("key-two-parts", &[])).into());
            };
            let passphrase = super::passphrase(passphrase_file.as_deref())?;
            let key = keys::join_key([one, two], &out, passphrase.as_ref(), &SystemWorld)?;
            show(context, &key);
        }
    }
    Ok(Exit::Fine)
}

/// Where the public key lies beside a secret one.
fn beside(secret: &Path) -> PathBuf {
    secret.with_extension("pub")
}

fn show(context: &Context, key: &AgencyPublicKey) {
    if context.json {
        let (id, public_key) = (key.id(), key.to_hex());
        let fingerprint = key.fingerprint();
        let text = serde_json::json!({
            "id": id, "public_key": public_key, "fingerprint": fingerprint,
        });
        say!("{text}");
    } else {
        say!("{}", key.to_hex());
        say!("{}", key.fingerprint());
    }
}

/// `faro open`: a sealed file that was downloaded, on the agency's machine.
pub(crate) fn open(
    context: &Context,
    file: &Path,
    key: &KeySource,
    out: &Path,
) -> anyhow::Result<Exit> {
    let named = |error: &dyn std::fmt::Display| anyhow::anyhow!("{}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(|error| named(&error))?;
    let sealed = SealedFile::parse(&text).map_err(|error| named(&error))?;
    let secret = key.read(context)?;
    let opened = sealed.open(&secret)?;
    if !opened.rejected.is_empty() {
        let sheet = RejectedSheet {
            header: sealed.header,
            rows: opened.rejected,
        };
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let path = out.join(format!("{stem}.xlsx"));
        super::write_private(&path, &rejected_xlsx(&sheet, context.lang)?)?;
        let path = path.display().to_string();
        say!(
            "{}",
            context.t("import-rejected-file", &[("file", path.into())])
        );
    }
    for (row, identity) in &opened.identities {
        for (name, value) in parts(context, identity) {
            say!("{row}\t{name}\t{value}");
        }
    }
    for text in &opened.texts {
        say!("{}", text.as_str());
    }
    Ok(Exit::Fine)
}

fn parts<'i>(context: &Context, identity: &'i Identity) -> Vec<(String, &'i str)> {
    let name = |key: Key| match key {
        Key::Field(field) => field.labels().get(context.lang).to_owned(),
        Key::Unmapped(header) => header,
    };
    identity
        .parts()
        .map(|(key, value)| (name(key), value))
        .collect()
}
