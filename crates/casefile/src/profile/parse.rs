use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use faro_vocabulary::{Field, FieldKind, Labels, Missing, Scheme, Status, TOTAL};
use serde::Deserialize;
use toml::Spanned;

use super::{
    ColumnRule, DateOrderHint, FORMAT, Fixed, Ignore, Kind, Link, MAX_PROFILE_BYTES, Matching,
    Measure, MissingTexts, OneOrMany, Profile, ReadHints, Recognise, RowRules, Seal, Unlisted,
    When, header_key,
};
use crate::import::{RuleCode, Severity};

/// Why a text is not a profile. Lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Larger than [`MAX_PROFILE_BYTES`].
    #[error("a profile of {0} bytes is too large; at most {MAX_PROFILE_BYTES} bytes are read")]
    TooLarge(usize),
    /// Not TOML, a key that does not exist, or a value of the wrong type.
    #[error("line {line}: {problem}")]
    Form {
        /// Line of the text.
        line: usize,
        /// What is wrong, naming the key.
        problem: String,
    },
    /// Written for another version of the format.
    #[error("line {line}: format {found} is not known; this program reads format {FORMAT}")]
    Format {
        /// Line of the key.
        line: usize,
        /// Format named by the text.
        found: u32,
    },
    /// A rule that can't hold.
    #[error("line {line}: {rule}: {problem}")]
    Rule {
        /// Line where the rule begins.
        line: usize,
        /// The rule, such as ``[[column]] header = "genero"``.
        rule: String,
        /// What is wrong and what would be accepted.
        problem: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProfile {
    format: Spanned<u32>,
    id: Spanned<String>,
    version: Spanned<u32>,
    kind: Kind,
    status: Status,
    #[serde(default)]
    source: String,
    name: Labels,
    #[serde(default)]
    recognise: Recognise,
    #[serde(default)]
    read: ReadHints,
    #[serde(default)]
    missing: MissingTexts,
    #[serde(default)]
    rows: RowRules,
    #[serde(default)]
    rules: BTreeMap<String, Spanned<String>>,
    link: Option<Link>,
    #[serde(default)]
    fields_by_name: bool,
    #[serde(default)]
    column: Vec<Spanned<RawColumn>>,
    #[serde(default)]
    fixed: Vec<Spanned<RawFixed>>,
    #[serde(default)]
    measure: Vec<Spanned<RawMeasure>>,
    #[serde(default)]
    seal: Vec<Spanned<RawSeal>>,
    #[serde(default)]
    ignore: Vec<Spanned<RawIgnore>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawColumn {
    header: Option<String>,
    headers: Option<Vec<String>>,
    #[serde(default)]
    also: Vec<String>,
    to: String,
    #[serde(default)]
    codes: BTreeMap<String, OneOrMany>,
    #[serde(default, rename = "match")]
    matching: Matching,
    #[serde(default)]
    missing: MissingTexts,
    #[serde(default)]
    total: Vec<String>,
    split: Option<String>,
    flag: Option<OneOrMany>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
    none: Option<String>,
    when: Option<When>,
    otherwise: Option<String>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    unlisted: Unlisted,
    within: Option<String>,
    date_order: Option<DateOrderHint>,
    record: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFixed {
    to: String,
    value: OneOrMany,
    record: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMeasure {
    header: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    fixed: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    missing: MissingTexts,
    #[serde(default = "yes")]
    below_includes_zero: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeal {
    header: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(rename = "as")]
    field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIgnore {
    header: String,
    #[serde(default)]
    also: Vec<String>,
    reason: String,
}

fn yes() -> bool {
    true
}

pub(super) fn parse(text: &str) -> Result<Profile, ProfileError> {
    if text.len() > MAX_PROFILE_BYTES {
        return Err(ProfileError::TooLarge(text.len()));
    }
    let raw: RawProfile = toml::from_str(text).map_err(|error| ProfileError::Form {
        line: line_of(text, error.span()),
        problem: error.message().to_owned(),
    })?;
    Builder { text }.build(raw)
}

fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let start = span.map_or(0, |s| s.start).min(text.len());
    1 + text.as_bytes()[..start]
        .iter()
        .filter(|&&b| b == b'\n')
        .count()
}

struct Builder<'t> {
    text: &'t str,
}

/// A place in the text, for messages.
struct Place {
    line: usize,
    rule: String,
}

impl Place {
    fn error(&self, problem: impl Into<String>) -> ProfileError {
        ProfileError::Rule {
            line: self.line,
            rule: self.rule.clone(),
            problem: problem.into(),
        }
    }
}

impl Builder<'_> {
    fn place<T>(&self, item: &Spanned<T>, rule: impl Into<String>) -> Place {
        Place {
            line: line_of(self.text, Some(item.span())),
            rule: rule.into(),
        }
    }

    fn build(&self, raw: RawProfile) -> Result<Profile, ProfileError> {
        if *raw.format.get_ref() != FORMAT {
            return Err(ProfileError::Format {
                line: line_of(self.text, Some(raw.format.span())),
                found: *raw.format.get_ref(),
            });
        }
        let id_place = self.place(&raw.id, "id");
        let id = raw.id.into_inner();
        if !is_kebab(&id) {
            return Err(id_place.error(format!(
                "`{id}` is not an identifier; use lower case letters, digits and hyphens"
            )));
        }
        if *raw.version.get_ref() == 0 {
            return Err(self
                .place(&raw.version, "version")
                .error("versions count from 1"));
        }
        if let Some(sign) = raw.read.decimal
            && !matches!(sign, '.' | ',')
        {
            return Err(id_place.error(format!("[read] decimal = \"{sign}\": use \".\" or \",\"")));
        }
        let mut profile = Profile {
            id,
            version: raw.version.into_inner(),
            kind: raw.kind,
            status: raw.status,
            source: raw.source,
            name: raw.name,
            recognise: raw.recognise,
            read: raw.read,
            missing: raw.missing,
            rows: raw.rows,
            rules: BTreeMap::new(),
            link: raw.link,
            fields_by_name: raw.fields_by_name,
            columns: Vec::new(),
            fixed: Vec::new(),
            measures: Vec::new(),
            seals: Vec::new(),
            ignores: Vec::new(),
        };
        for (rule, treatment) in raw.rules {
            let place = self.place(&treatment, format!("[rules] {rule}"));
            let (code, severity) = self.rule_severity(&place, &rule, treatment.get_ref())?;
            profile.rules.insert(code, severity);
        }
        for item in raw.column {
            let column = self.column(item)?;
            profile.columns.push(column);
        }
        for item in raw.fixed {
            let place = self.place(&item, format!("[[fixed]] to = \"{}\"", item.get_ref().to));
            let fixed = item.into_inner();
            let to = field(&place, &fixed.to)?;
            check_values(&place, to, fixed.value.as_slice())?;
            profile.fixed.push(Fixed {
                to,
                value: fixed.value,
                record: fixed.record,
            });
        }
        for item in raw.measure {
            let measure = self.measure(item, profile.kind)?;
            profile.measures.push(measure);
        }
        for item in raw.seal {
            let header = &item.get_ref().header;
            let place = self.place(&item, format!("[[seal]] header = \"{header}\""));
            let seal = item.into_inner();
            let to = field(&place, &seal.field)?;
            if to.kind().is_fact() {
                return Err(place.error(format!(
                    "`{to}` is a fact, not an identity; use [[column]], or as = \"notes\" to \
                     seal the text"
                )));
            }
            profile.seals.push(Seal {
                header: seal.header,
                also: seal.also,
                field: to,
            });
        }
        for item in raw.ignore {
            let header = &item.get_ref().header;
            let place = self.place(&item, format!("[[ignore]] header = \"{header}\""));
            let ignore = item.into_inner();
            if ignore.reason.trim().is_empty() {
                return Err(place.error("a column is left out only with a reason"));
            }
            profile.ignores.push(Ignore {
                header: ignore.header,
                also: ignore.also,
                reason: ignore.reason,
            });
        }
        self.check_whole(&profile, &id_place)?;
        Ok(profile)
    }

    fn rule_severity(
        &self,
        place: &Place,
        rule: &str,
        treatment: &str,
    ) -> Result<(RuleCode, Option<Severity>), ProfileError> {
        let code = RuleCode::from_id(rule).ok_or_else(|| {
            place.error("no check has this name; docs/mapping-profiles.md lists them")
        })?;
        let severity = match treatment {
            "warn" => Some(Severity::Warning),
            "reject" => Some(Severity::Reject),
            "off" if code.can_be_switched_off() => None,
            "off" => {
                return Err(place.error("this check can't be switched off; use warn or reject"));
            }
            other => {
                return Err(place.error(format!("`{other}` is unknown; use warn, reject or off")));
            }
        };
        if code.always_rejects() && severity == Some(Severity::Warning) {
            return Err(place.error("a row that fails this check can't be kept; use reject"));
        }
        if code.never_rejects() && severity == Some(Severity::Reject) {
            return Err(place.error("what this check doubts may be true; use warn or off"));
        }
        Ok((code, severity))
    }

    fn column(&self, item: Spanned<RawColumn>) -> Result<ColumnRule, ProfileError> {
        let raw = item.get_ref();
        let label = match (&raw.header, &raw.headers) {
            (Some(h), _) => format!("[[column]] header = \"{h}\""),
            (None, Some(hs)) => format!("[[column]] headers = {hs:?}"),
            (None, None) => format!("[[column]] to = \"{}\"", raw.to),
        };
        let place = self.place(&item, label);
        let raw = item.into_inner();
        let to = field(&place, &raw.to)?;
        let headers = match (raw.header, raw.headers) {
            (Some(header), None) => vec![header],
            (None, Some(headers)) if !headers.is_empty() => headers,
            (Some(_), Some(_)) => return Err(place.error("give header or headers, not both")),
            _ => return Err(place.error("give header = \"…\" or headers = [\"…\", …]")),
        };
        let kind = to.kind();
        let many = headers.len() > 1;
        if many && !matches!(kind, FieldKind::Place { .. } | FieldKind::Date) {
            return Err(place.error(
                "several headers make one value only for a place (widest level first) or a \
                 date (year, month, day)",
            ));
        }
        if kind == FieldKind::Date && headers.len() > 3 {
            return Err(place.error("a date has at most year, month and day"));
        }
        if many && !raw.also.is_empty() {
            return Err(place.error("also = […] is for a single header"));
        }
        let flag = raw.flag.map_or_else(Vec::new, |f| f.as_slice().to_vec());
        if !flag.is_empty() && !kind.is_multi() {
            return Err(place.error(format!(
                "flag is for fields that may hold several values; `{to}` holds one"
            )));
        }
        check_values(&place, to, &flag)?;
        if flag.is_empty() && (!raw.yes.is_empty() || !raw.no.is_empty()) && kind != YES_NO {
            return Err(place.error("yes and no are for columns with flag, or for yes-no fields"));
        }
        for value in raw.codes.values() {
            check_values(&place, to, value.as_slice())?;
            if value.as_slice().len() > 1 && !kind.is_multi() {
                return Err(place.error(format!("`{to}` holds one value, codes gives several")));
            }
        }
        if let Some(none) = &raw.none {
            check_values(&place, to, std::slice::from_ref(none))?;
        }
        if let Some(otherwise) = &raw.otherwise
            && Missing::from_code(otherwise).is_none()
        {
            check_values(&place, to, std::slice::from_ref(otherwise))?;
        }
        if raw.otherwise.is_some() && raw.when.is_none() {
            return Err(place.error("otherwise needs when"));
        }
        if raw.split.as_deref() == Some("") {
            return Err(place.error("split is empty; give the text between values"));
        }
        Ok(ColumnRule {
            headers,
            also: raw.also,
            to,
            codes: raw.codes,
            matching: raw.matching,
            missing: raw.missing,
            total: raw.total,
            split: raw.split,
            flag,
            yes: raw.yes,
            no: raw.no,
            none: raw.none,
            when: raw.when,
            otherwise: raw.otherwise,
            required: raw.required,
            unlisted: raw.unlisted,
            within: raw.within,
            date_order: raw.date_order,
            record: raw.record,
        })
    }

    fn measure(&self, item: Spanned<RawMeasure>, kind: Kind) -> Result<Measure, ProfileError> {
        let header = &item.get_ref().header;
        let place = self.place(&item, format!("[[measure]] header = \"{header}\""));
        let raw = item.into_inner();
        if kind == Kind::Cases {
            return Err(place.error("case records have no measures; kind = \"counts\" has"));
        }
        let mut fixed = BTreeMap::new();
        for (name, value) in raw.fixed {
            let to = field(&place, &name)?;
            check_values(&place, to, value.as_slice())?;
            fixed.insert(to, value);
        }
        Ok(Measure {
            header: raw.header,
            also: raw.also,
            fixed,
            missing: raw.missing,
            below_includes_zero: raw.below_includes_zero,
        })
    }

    fn check_whole(&self, profile: &Profile, id: &Place) -> Result<(), ProfileError> {
        if profile.kind == Kind::Counts && profile.measures.is_empty() {
            return Err(id.error("kind = \"counts\" needs a [[measure]]"));
        }
        if !profile.fields_by_name
            && profile.columns.is_empty()
            && profile.measures.is_empty()
            && profile.seals.is_empty()
        {
            return Err(id.error("the profile maps nothing"));
        }
        // A column is either for the vault, or left out, or mapped: never two of them.
        let mut uses: BTreeMap<String, (&'static str, usize)> = BTreeMap::new();
        let mut claim = |table: &'static str, place: usize, header: &String, also: &[String]| {
            for header in std::iter::once(header).chain(also) {
                let claimed = uses.insert(header_key(header), (table, place));
                if let Some((earlier, at)) = claimed
                    && (earlier != table || (table != "column" && at != place))
                {
                    return Err(id.error(format!(
                        "column `{header}` is named in [[{earlier}]] and in [[{table}]]"
                    )));
                }
            }
            Ok(())
        };
        for (place, rule) in profile.columns.iter().enumerate() {
            for header in &rule.headers {
                claim("column", place, header, &rule.also)?;
            }
        }
        for (place, measure) in profile.measures.iter().enumerate() {
            claim("measure", place, &measure.header, &measure.also)?;
        }
        for (place, seal) in profile.seals.iter().enumerate() {
            claim("seal", place, &seal.header, &seal.also)?;
        }
        for (place, ignore) in profile.ignores.iter().enumerate() {
            claim("ignore", place, &ignore.header, &ignore.also)?;
        }
        if let Some(link) = &profile.link
            && !profile
                .columns
                .iter()
                .any(|c| c.to == Field::CaseNumber && c.headers.contains(&link.by))
        {
            return Err(id.error(format!(
                "[link] by = \"{}\": no [[column]] maps it to case_number",
                link.by
            )));
        }
        if let Some(link) = &profile.link {
            if profile.kind != Kind::Cases {
                return Err(id.error("[link] is for case records"));
            }
            let unfit = link.take.iter().find(|f| {
                let kind = f.kind();
                **f == Field::Source
                    || !kind.is_fact()
                    || kind.is_multi()
                    || kind == FieldKind::Amount
            });
            if let Some(field) = unfit {
                return Err(id.error(format!(
                    "[link] take = [\"{field}\"]: only facts with one value per row can be taken"
                )));
            }
        }
        let records: BTreeSet<_> = profile
            .columns
            .iter()
            .filter_map(|c| c.record.as_ref())
            .collect();
        if profile.kind != Kind::Cases && !records.is_empty() {
            return Err(id.error("record = \"…\" is for case records"));
        }
        for fixed in &profile.fixed {
            if let Some(record) = &fixed.record
                && !records.contains(record)
            {
                return Err(id.error(format!("[[fixed]] record = \"{record}\": no column has it")));
            }
        }
        Ok(())
    }
}

const YES_NO: FieldKind = FieldKind::Code {
    scheme: "yes-no",
    multi: false,
};

fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= 64
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn field(place: &Place, name: &str) -> Result<Field, ProfileError> {
    match name.parse::<Field>() {
        Ok(Field::Source) => Err(place.error("`source` is set by Faro for every file")),
        Ok(field) => Ok(field),
        Err(error) => Err(place.error(error.to_string())),
    }
}

/// Values written in a profile must exist: a typing error in a code would otherwise make a
/// category of its own.
fn check_values(place: &Place, to: Field, values: &[String]) -> Result<(), ProfileError> {
    for value in values {
        if value == TOTAL {
            continue;
        }
        let problem = match to.kind() {
            FieldKind::Code { scheme, .. } => match Scheme::get(scheme) {
                Some(list) if list.term(value).is_none() => {
                    Some(format!("`{value}` is not a code of `{scheme}`"))
                }
                _ => None,
            },
            FieldKind::Years | FieldKind::Months | FieldKind::Number => value
                .parse::<faro_vocabulary::Span>()
                .err()
                .map(|e| e.to_string()),
            FieldKind::Date => value
                .parse::<faro_vocabulary::PartialDate>()
                .err()
                .map(|e| e.to_string()),
            FieldKind::Place { .. } | FieldKind::Country { .. } => (!looks_like_place(value))
                .then(|| format!("`{value}` is not a place; write CO, CO-ANT or CO-ANT.05001")),
            FieldKind::Amount => value
                .parse::<f64>()
                .err()
                .map(|_| format!("`{value}` is not a number")),
            FieldKind::Reference | FieldKind::Identity | FieldKind::SealedText => {
                Some(format!("`{to}` can't have values in a profile"))
            }
        };
        if let Some(problem) = problem {
            return Err(place.error(problem));
        }
    }
    Ok(())
}

fn looks_like_place(text: &str) -> bool {
    // `=field` takes the country that the row has in another field.
    if let Some(other) = text.strip_prefix('=') {
        return other.parse::<Field>().is_ok_and(|f| {
            matches!(
                f.kind(),
                FieldKind::Place { .. } | FieldKind::Country { .. }
            )
        });
    }
    let (country, rest) = text.split_at_checked(2).unwrap_or(("", ""));
    country.bytes().all(|b| b.is_ascii_uppercase())
        && country.len() == 2
        && (rest.is_empty() || rest.starts_with('-') && rest.len() > 1)
}
