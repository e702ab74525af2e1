//! Where an agency's secret key comes from: a file, or what another program prints, such as one that
//! decrypts a file with a hardware token.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Context as _;
use faro_service::{AgencySecretKey, needs_passphrase};
use zeroize::Zeroizing;

use super::Context;
use crate::out::{Exit, Refusal};

/// A key file has a few hundred bytes.
const MOST_PRINTED: u64 = 16 * 1024;

/// Longest list of words of a command.
const MOST_WORDS: usize = 64;

/// Where the key is, as typed.
#[derive(Debug)]
pub(crate) struct KeySource {
    pub(crate) file: PathBuf,
    /// A program and its arguments; goes before the file.
    pub(crate) command: Option<String>,
    pub(crate) passphrase_file: Option<PathBuf>,
}

impl KeySource {
    /// The secret key.
    pub(crate) fn read(&self, context: &Context) -> anyhow::Result<AgencySecretKey> {
        let passphrase = super::passphrase(self.passphrase_file.as_deref())?;
        let passphrase = passphrase.as_ref();
        let read = match &self.command {
            None => AgencySecretKey::read_file(&self.file, passphrase),
            Some(command) => {
                let words = words_of(command).ok_or_else(|| {
                    Refusal::new(Exit::Usage, context.t("key-command-words", &[]))
                })?;
                let printed = printed_by(context, &words)?;
                AgencySecretKey::parse(&printed, Path::new(&words[0]), passphrase)
            }
        };
        read.map_err(|error| {
            let error = error.into();
            match needs_passphrase(&error) {
                true => {
                    Refusal::new(Exit::AnswerNeeded, context.t("passphrase-prompt", &[])).into()
                }
                false => anyhow::Error::new(error),
            }
        })
    }
}

/// What a program prints. It runs without a shell; it may ask at the terminal, and what it complains
/// of is seen there.
fn printed_by(context: &Context, words: &[String]) -> anyhow::Result<Zeroizing<String>> {
    let program = &words[0];
    let mut child = Command::new(program)
        .args(&words[1..])
        .stdin(Stdio::inherit())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .with_context(|| program.clone())?;
    let printed = child.stdout.take().context("it was asked for")?;
    // All the room at once: a buffer that grows would leave pieces of the key behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MOST_PRINTED as usize + 1));
    let read = printed.take(MOST_PRINTED + 1).read_to_end(&mut bytes);
    let ended = child.wait().with_context(|| program.clone())?;
    read.with_context(|| program.clone())?;
    let refused = |key: &str| {
        let named = [("program", program.as_str().into())];
        anyhow::Error::from(Refusal::new(Exit::Refused, context.t(key, &named)))
    };
    if bytes.len() as u64 > MOST_PRINTED {
        return Err(refused("key-command-long"));
    }
    if !ended.success() {
        return Err(refused("key-command-failed"));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(_) => Err(refused("key-command-long")),
    }
}

/// The words of a command: parted by spaces, with quotes around what holds some. Nothing else means
/// anything: no variable, no pattern, no second command.
fn words_of(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in text.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    let sound = quote.is_none() && words.first().is_some_and(|program| !program.is_empty());
    (sound && words.len() <= MOST_WORDS).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_words_and_nothing_more() {
        let words = |text| words_of(text).unwrap_or_default();
        assert_eq!(
            words(" age  -d -i t.txt k.age "),
            ["age", "-d", "-i", "t.txt", "k.age"]
        );
        assert_eq!(words("cat 'my key' \"a 'b'\""), ["cat", "my key", "a 'b'"]);
        assert_eq!(words("a b'c d'e ''"), ["a", "bc de", ""]);
        assert_eq!(
            words("cat k; rm -rf $HOME | `id` > x"),
            ["cat", "k;", "rm", "-rf", "$HOME", "|", "`id`", ">", "x"]
        );
        for bad in ["", "   ", "'' x", "cat 'k", "cat \"k"] {
            assert_eq!(words_of(bad), None, "{bad}");
        }
        assert_eq!(words_of(&"x ".repeat(MOST_WORDS + 1)), None);
    }
}
