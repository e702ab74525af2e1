use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use faro_vocabulary::{Field, Lang};

use super::{ColumnRule, Profile, header_key};

/// A profile that fits a header.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognition {
    /// Identifier of the profile.
    pub profile: String,
    /// 0 to 1: a half for the headers that must be there, the rest for the share of the
    /// file's columns that the profile names and of the headers that speak for it.
    pub score: f64,
}

/// Score from which a profile is used without asking.
pub const SURE: f64 = 0.75;

/// The profiles coming with Faro that fit a header, best first.
pub fn recognise(header: &[String]) -> Vec<Recognition> {
    recognise_among(Profile::builtin(), header)
}

/// Those of `profiles` that fit a header, best first.
pub fn recognise_among<'p>(
    profiles: impl IntoIterator<Item = &'p Profile>,
    header: &[String],
) -> Vec<Recognition> {
    let keys: BTreeSet<String> = header.iter().map(|h| header_key(h)).collect();
    let mut found: Vec<Recognition> = profiles
        .into_iter()
        .filter_map(|profile| {
            score(profile, header, &keys).map(|score| Recognition {
                profile: profile.id.clone(),
                score,
            })
        })
        .collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.profile.cmp(&b.profile)));
    found
}

fn score(profile: &Profile, header: &[String], keys: &BTreeSet<String>) -> Option<f64> {
    let has = |text: &String| text.split('|').any(|word| keys.contains(&header_key(word)));
    let words = &profile.recognise;
    if !words.all.iter().all(has) || words.none.iter().any(has) {
        return None;
    }
    if words.all.is_empty() && !profile.fields_by_name {
        return None;
    }
    let profile = profile.for_header(header);
    let named: BTreeSet<String> = profile.headers().map(header_key).collect();
    let known = keys.iter().filter(|k| named.contains(*k)).count();
    let covered = known as f64 / keys.len().max(1) as f64;
    if words.all.is_empty() && known == 0 {
        return None;
    }
    let spoken_for = if words.any.is_empty() {
        covered
    } else {
        words.any.iter().filter(|w| has(w)).count() as f64 / words.any.len() as f64
    };
    // A template names no header that must be there: it fits as far as it covers the file.
    let base = if words.all.is_empty() {
        0.5 * covered
    } else {
        0.5
    };
    Some(base + 0.35 * covered + 0.15 * spoken_for)
}

impl Profile {
    /// The profile with the columns that `fields_by_name` finds in a header written out.
    pub fn for_header(&self, header: &[String]) -> Cow<'_, Profile> {
        if !self.fields_by_name {
            return Cow::Borrowed(self);
        }
        let named: BTreeSet<String> = self.headers().map(header_key).collect();
        let mut profile = self.clone();
        let mut taken: BTreeSet<Field> = self.columns.iter().map(|c| c.to).collect();
        for text in header {
            if named.contains(&header_key(text)) {
                continue;
            }
            // Two columns of one field are a mistake to show, not to merge.
            if let Some(field) = field_named(text)
                && taken.insert(field)
            {
                profile.columns.push(ColumnRule::new(text, field));
            }
        }
        Cow::Owned(profile)
    }
}

/// The field whose identifier or label, in any of the four languages, the header is. Only
/// these: a template's header is exact, and a guess belongs in a suggestion.
fn field_named(header: &str) -> Option<Field> {
    *NAMES.get(&header_key(header))?
}

/// `None` where two fields share a name.
static NAMES: LazyLock<HashMap<String, Option<Field>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Option<Field>> = HashMap::new();
    for &field in Field::ALL.iter().filter(|&&f| f != Field::Source) {
        let labels = Lang::ALL.map(|lang| field.labels().get(lang));
        for name in std::iter::once(field.id()).chain(labels) {
            names
                .entry(header_key(name))
                .and_modify(|known| {
                    if *known != Some(field) {
                        *known = None;
                    }
                })
                .or_insert(Some(field));
        }
    }
    names
});
