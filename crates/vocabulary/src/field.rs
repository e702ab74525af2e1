use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What a field holds, and therefore how it is read, checked and kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A code of the named scheme.
    Code {
        /// Identifier of the scheme.
        scheme: &'static str,
        /// Whether one record may hold several.
        multi: bool,
    },
    /// A node of the territory tree at whatever depth is known: `CO`, `CO-ANT`, deeper.
    Place {
        /// Whether one record may hold several.
        multi: bool,
    },
    /// A country (ISO 3166-1 alpha-2).
    Country {
        /// Whether one record may hold several.
        multi: bool,
    },
    /// A [`crate::PartialDate`].
    Date,
    /// Whole years, exact or a band: a [`crate::Span`].
    Years,
    /// Whole months, exact or a band: a [`crate::Span`].
    Months,
    /// A small whole number, exact or a band: a [`crate::Span`].
    Number,
    /// A decimal number, kept in millionths.
    Amount,
    /// An agency's own number for a case or person: kept as a keyed hash among the facts, in
    /// clear only in the vault.
    Reference,
    /// Says who a person is. Goes to the vault only.
    Identity,
    /// Free words that may say who a person is. Sealed until someone classifies them.
    SealedText,
}

impl FieldKind {
    /// Whether one record may hold several values.
    pub fn is_multi(self) -> bool {
        matches!(
            self,
            FieldKind::Code { multi: true, .. }
                | FieldKind::Place { multi: true }
                | FieldKind::Country { multi: true }
        )
    }

    /// Whether the value may stand among the facts, where analysis reaches it.
    pub fn is_fact(self) -> bool {
        !matches!(
            self,
            FieldKind::Reference | FieldKind::Identity | FieldKind::SealedText
        )
    }
}

/// Where a field stands in lists and templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldGroup {
    /// The record itself: number, date, institution.
    Record,
    /// The person.
    Person,
    /// Recruitment, transport, control.
    Process,
    /// The exploitation.
    Exploitation,
    /// Justice and reparation.
    Justice,
    /// Assistance.
    Assistance,
    /// What a published cell counts.
    Indicator,
    /// Who the person is: vault only.
    Identity,
}

const fn code(scheme: &'static str) -> FieldKind {
    FieldKind::Code {
        scheme,
        multi: false,
    }
}

const fn codes(scheme: &'static str) -> FieldKind {
    FieldKind::Code {
        scheme,
        multi: true,
    }
}

const PLACE: FieldKind = FieldKind::Place { multi: false };
const PLACES: FieldKind = FieldKind::Place { multi: true };
const COUNTRY: FieldKind = FieldKind::Country { multi: false };
const COUNTRIES: FieldKind = FieldKind::Country { multi: true };

macro_rules! fields {
    ($($group:ident { $($(#[doc = $doc:literal])* $variant:ident = $id:literal: $kind:expr,)* })*) => {
        /// Every field of Faro's common record: the one shape that all sources are mapped to.
        ///
        /// Identifiers are snake case and stable: profiles, stored segments and interfaces use
        /// them. Labels and header words in four languages are in `data/fields.csv`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $($($(#[doc = $doc])* $variant,)*)*
        }

        impl Field {
            /// All fields, in the order of templates.
            pub const ALL: &'static [Field] = &[$($(Field::$variant,)*)*];

            /// Identifier in files and interfaces.
            pub fn id(self) -> &'static str {
                match self { $($(Field::$variant => $id,)*)* }
            }

            /// What the field holds.
            pub fn kind(self) -> FieldKind {
                match self { $($(Field::$variant => $kind,)*)* }
            }

            /// Where it stands.
            pub fn group(self) -> FieldGroup {
                match self { $($(Field::$variant => FieldGroup::$group,)*)* }
            }
        }
    };
}

fields! {
    Record {
        /// The source the row came from (an identifier of this installation).
        Source = "source": code("source"),
        /// The agency's number of the case.
        CaseNumber = "case_number": FieldKind::Reference,
        /// The agency's number of the person.
        PersonNumber = "person_number": FieldKind::Reference,
        /// When the case or person was registered.
        RegistrationDate = "registration_date": FieldKind::Date,
        /// Where it was registered.
        RegistrationPlace = "registration_place": PLACE,
        /// What the person is in the case; one person may hold several roles.
        Role = "role": codes("role"),
        /// Whether the person was found to be a victim of trafficking.
        TraffickingStatus = "trafficking_status": code("trafficking-status"),
        /// Who decided so.
        StatusDecidedBy = "status_decided_by": code("status-decision-organisation"),
        /// Kind of institution that registered the case.
        RegisteringInstitution = "registering_institution": code("institution-type"),
        /// How the case came in.
        IntakeChannel = "intake_channel": code("intake-channel"),
        /// Kind of institution that referred the person here.
        ReferredBy = "referred_by": codes("institution-type"),
        /// Kinds of institution that the person was referred to.
        ReferredTo = "referred_to": codes("institution-type"),
        /// State of the case file.
        CaseStatus = "case_status": code("case-status"),
        /// Consent of the person to the use of the data.
        Consent = "consent": code("consent"),
    }
    Person {
        /// Sex, apart from gender identity.
        Sex = "sex": code("sex"),
        /// Gender identity.
        GenderIdentity = "gender_identity": code("gender-identity"),
        /// Age at registration, in years.
        Age = "age": FieldKind::Years,
        /// Age when first trafficked, in years.
        AgeWhenTrafficked = "age_when_trafficked": FieldKind::Years,
        /// Citizenships.
        Citizenship = "citizenship": COUNTRIES,
        /// Country of birth.
        CountryOfBirth = "country_of_birth": COUNTRY,
        /// Place of usual residence.
        Residence = "residence": PLACE,
        /// Disabilities.
        Disability = "disability": codes("disability"),
        /// Ethnic or indigenous belonging, as the person states it.
        Ethnicity = "ethnicity": codes("ethnicity"),
        /// Migration status. Never passed to immigration enforcement.
        MigrationStatus = "migration_status": code("migration-status"),
        /// Sexual orientation.
        SexualOrientation = "sexual_orientation": code("sexual-orientation"),
        /// Whether the person is pregnant.
        Pregnancy = "pregnancy": code("yes-no"),
        /// Highest level of education (ISCED 2011).
        Education = "education": code("education"),
        /// Marital status.
        MaritalStatus = "marital_status": code("marital-status"),
        /// Languages spoken.
        Languages = "languages": codes("language"),
        /// Number of children.
        NumberOfChildren = "number_of_children": FieldKind::Number,
        /// Known to have died.
        Deceased = "deceased": code("yes-no"),
        /// Earlier gender-based violence.
        EarlierGenderBasedViolence = "earlier_gender_based_violence": code("yes-no"),
        /// Circumstances that were taken advantage of.
        Vulnerabilities = "vulnerabilities": codes("vulnerability"),
        /// Risk factors of the guide's Table 1.1 that the record names.
        RiskFactors = "risk_factors": codes("risk-factor"),
    }
    Process {
        /// When the person was recruited.
        RecruitmentDate = "recruitment_date": FieldKind::Date,
        /// Where the person was recruited.
        RecruitmentPlace = "recruitment_place": PLACE,
        /// How the person was recruited.
        RecruitmentMethods = "recruitment_methods": codes("recruitment-method"),
        /// Sites and applications used to recruit.
        RecruitmentPlatforms = "recruitment_platforms": codes("platform"),
        /// Kind of digital space (guide, Table 1.5).
        DigitalSpaces = "digital_spaces": codes("digital-space"),
        /// Who the recruiter was to the person.
        RecruiterRelation = "recruiter_relation": codes("recruiter-relation"),
        /// Places passed through.
        TransitPlaces = "transit_places": PLACES,
        /// Means named in the Palermo Protocol, article 3 (a).
        PalermoMeans = "palermo_means": codes("palermo-means"),
        /// How the person was controlled.
        MeansOfControl = "means_of_control": codes("means-of-control"),
    }
    Exploitation {
        /// Where the exploitation took place.
        ExploitationPlace = "exploitation_place": PLACE,
        /// When it began.
        ExploitationStart = "exploitation_start": FieldKind::Date,
        /// When it ended.
        ExploitationEnd = "exploitation_end": FieldKind::Date,
        /// How long it lasted, in months.
        ExploitationDuration = "exploitation_duration": FieldKind::Months,
        /// Purposes and forms of exploitation.
        FormOfExploitation = "form_of_exploitation": codes("form-of-exploitation"),
        /// Economic sector (ISIC Rev. 4 section).
        Sector = "sector": codes("isic-section"),
        /// Type of labour in the words of the CTDC codebook.
        TypeOfLabour = "type_of_labour": codes("type-of-labour"),
        /// Type of sexual exploitation.
        TypeOfSexualExploitation = "type_of_sexual_exploitation": codes("type-of-sexual-exploitation"),
        /// Sites and applications used to exploit.
        ExploitationPlatforms = "exploitation_platforms": codes("platform"),
    }
    Justice {
        /// What an accused person is said to have done.
        RoleInProcess = "role_in_process": codes("role-in-process"),
        /// Stage that the proceedings have reached for an accused person.
        JusticeStage = "justice_stage": code("justice-stage"),
        /// Date of that stage.
        JusticeStageDate = "justice_stage_date": FieldKind::Date,
        /// Whether non-punishment of coerced offences was applied to a victim.
        NonPunishment = "non_punishment": code("non-punishment"),
        /// Length of the sentence in months.
        SentenceLength = "sentence_length": FieldKind::Months,
        /// Reparations ordered or received.
        Reparations = "reparations": codes("reparation"),
        /// Compensation awarded.
        CompensationAmount = "compensation_amount": FieldKind::Amount,
        /// Currency of the compensation (ISO 4217).
        CompensationCurrency = "compensation_currency": code("currency"),
    }
    Assistance {
        /// Kinds of support given.
        SupportTypes = "support_types": codes("support-type"),
    }
    Indicator {
        /// What a cell counts.
        Indicator = "indicator": code("indicator"),
        /// Country that persons were repatriated to or from.
        RepatriationCountry = "repatriation_country": COUNTRY,
        /// Rank given by the United States Trafficking in Persons report.
        TipTier = "tip_tier": code("tip-tier"),
        /// Value of an indicator that is not a count of persons or records.
        IndicatorValue = "indicator_value": FieldKind::Amount,
    }
    Identity {
        /// Full name in one field.
        FullName = "full_name": FieldKind::Identity,
        /// Given names.
        GivenNames = "given_names": FieldKind::Identity,
        /// Surnames.
        Surnames = "surnames": FieldKind::Identity,
        /// Nickname or alias.
        Alias = "alias": FieldKind::Identity,
        /// Date of birth: sealed; facts keep the age.
        BirthDate = "birth_date": FieldKind::Identity,
        /// Number of an identity document.
        DocumentNumber = "document_number": FieldKind::Identity,
        /// Telephone number.
        Phone = "phone": FieldKind::Identity,
        /// E-mail address.
        Email = "email": FieldKind::Identity,
        /// Account or handle.
        Handle = "handle": FieldKind::Identity,
        /// Postal address.
        Address = "address": FieldKind::Identity,
        /// Coordinates of a place.
        Coordinates = "coordinates": FieldKind::Identity,
        /// The official or worker in charge.
        CaseWorker = "case_worker": FieldKind::Identity,
        /// Notes, descriptions, and whatever could not be mapped.
        Notes = "notes": FieldKind::SealedText,
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// No field has this identifier.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a field; `faro profiles --fields` lists them")]
pub struct UnknownField(String);

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Field::ALL
            .iter()
            .copied()
            .find(|f| f.id() == s)
            .ok_or_else(|| UnknownField(s.to_owned()))
    }
}

impl Serialize for Field {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_unique_and_read_back() {
        for &field in Field::ALL {
            assert_eq!(field.id().parse::<Field>(), Ok(field));
        }
    }

    #[test]
    fn nothing_that_names_a_person_is_a_fact() {
        for &field in Field::ALL {
            if field.group() == FieldGroup::Identity {
                assert!(!field.kind().is_fact(), "{field}");
            }
        }
    }
}
