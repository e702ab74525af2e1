//! The six layouts: columns, words, missing-value texts and habits of each agency.

use faro_vocabulary::{Field, Lang, Missing};

use super::Flaw;
use super::clerk::Habits;
use super::sink::{DateForm, Encoding};
use super::words::{self as w, Words};
use crate::agency::Agency;

/// In which form an agency hands in its table.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    Delimited(char, Encoding, DateForm),
    JsonLines,
    /// Sheet and title above the header.
    Workbook(&'static str, Option<&'static str>),
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum What {
    Fact(Field),
    /// Yes or no for one code of a field.
    Flag(Field, &'static str),
    /// The age as a band.
    Band,
    /// A part of who the person is.
    Seal(Field),
    /// The same text in every row, and why it is left out.
    Same(&'static str, &'static str),
    /// A column that no mapping names.
    Unmapped,
}

/// Shares of rows in which a value is missing, by kind in the order of [`Missing::ALL`].
#[derive(Clone, Copy)]
pub(crate) struct Gaps(pub(crate) [f64; 4]);

impl Gaps {
    pub(crate) const NONE: Gaps = Gaps([0.0; 4]);

    pub(crate) fn kind(self, draw: f64) -> Option<Missing> {
        let mut sum = 0.0;
        for (kind, share) in Missing::ALL.into_iter().zip(self.0) {
            sum += share;
            if draw < sum {
                return Some(kind);
            }
        }
        None
    }
}

/// One column of a layout.
#[derive(Clone, Copy)]
pub(crate) struct Column {
    pub(crate) header: &'static str,
    pub(crate) what: What,
    pub(crate) words: Words,
    pub(crate) gaps: Gaps,
    /// Text between several values.
    pub(crate) between: &'static str,
    pub(crate) required: bool,
}

impl Column {
    const fn words(mut self, words: Words) -> Self {
        self.words = words;
        self
    }

    /// Shares not asked, not stated, not recorded, withheld.
    const fn gaps(mut self, gaps: [f64; 4]) -> Self {
        self.gaps = Gaps(gaps);
        self
    }

    const fn between(mut self, text: &'static str) -> Self {
        self.between = text;
        self
    }

    const fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

const fn column(header: &'static str, what: What) -> Column {
    Column {
        header,
        what,
        words: w::NONE,
        gaps: Gaps::NONE,
        between: ";",
        required: false,
    }
}

const fn fact(header: &'static str, field: Field) -> Column {
    column(header, What::Fact(field))
}

const fn flag(header: &'static str, field: Field, code: &'static str) -> Column {
    column(header, What::Flag(field, code))
}

const fn seal(header: &'static str, field: Field) -> Column {
    column(header, What::Seal(field))
}

/// How one agency fills and hands in its file.
pub(crate) struct Layout {
    pub(crate) form: Form,
    pub(crate) columns: &'static [Column],
    pub(crate) habits: Habits,
    /// Flaws that this layout can show.
    pub(crate) flaws: &'static [Flaw],
    /// Whether accused persons have rows.
    pub(crate) accused: bool,
    /// Texts for a missing value, in the order of [`Missing::ALL`]; empty leaves the cell empty.
    pub(crate) tokens: [&'static str; 4],
    pub(crate) yes_no: (&'static str, &'static str),
    /// Places by name in a language, instead of codes.
    pub(crate) places_by_name: bool,
    pub(crate) countries: Lang,
    /// Amounts typed as `1.234,50` into a text cell.
    pub(crate) typed_amounts: bool,
    /// Whether the agency meets people late enough to see where they have moved.
    pub(crate) sees_moves: bool,
    pub(crate) profile: ProfileHead,
}

/// What stands at the head of the mapping profile.
pub(crate) struct ProfileHead {
    pub(crate) id: &'static str,
    /// Name in es, pt, en, fr.
    pub(crate) name: [&'static str; 4],
    /// Headers by which it is recognised.
    pub(crate) all: &'static [&'static str],
    /// Lines of its `[read]` table.
    pub(crate) read: &'static str,
    pub(crate) fixed: &'static [(Field, &'static str)],
}

pub(crate) fn layout(agency: Agency) -> Layout {
    match agency {
        Agency::Police => police(),
        Agency::Prosecution => prosecution(),
        Agency::LabourInspection => labour_inspection(),
        Agency::Shelter => shelter(),
        Agency::Hotline => hotline(),
        Agency::Health => health(),
    }
}

const ALL_FLAWS: &[Flaw] = &Flaw::ALL;

const POLICE: &[Column] = &[
    fact("EXPEDIENTE", Field::CaseNumber).required(),
    fact("NRO_PERSONA", Field::PersonNumber).required(),
    fact("FECHA_REGISTRO", Field::RegistrationDate).required(),
    fact("ROL", Field::Role)
        .words(w::ROLE_ES)
        .between(" / ")
        .required(),
    seal("APELLIDOS", Field::Surnames),
    seal("NOMBRES", Field::GivenNames),
    seal("ALIAS", Field::Alias),
    seal("DOC_IDENTIDAD", Field::DocumentNumber),
    seal("FECHA_NACIMIENTO", Field::BirthDate),
    seal("TELEFONO", Field::Phone),
    fact("SEXO", Field::Sex)
        .words(w::SEX_POLICE)
        .gaps([0.0, 0.0, 0.02, 0.0]),
    fact("EDAD", Field::Age).gaps([0.0, 0.02, 0.05, 0.0]),
    fact("NACIONALIDAD", Field::Citizenship)
        .words(w::NATIONALITIES_ES)
        .between(" / ")
        .gaps([0.0, 0.02, 0.03, 0.0]),
    fact("COD_MUN_RESIDENCIA", Field::Residence).gaps([0.0, 0.05, 0.10, 0.02]),
    fact("COD_MUN_HECHO", Field::ExploitationPlace).gaps([0.0, 0.0, 0.02, 0.0]),
    fact("FINALIDAD", Field::FormOfExploitation)
        .words(w::FORM_ES)
        .between(" / ")
        .gaps([0.0, 0.0, 0.03, 0.0]),
    fact("MODO_CAPTACION", Field::RecruitmentMethods)
        .words(w::METHOD_ES)
        .between(" / ")
        .gaps([0.06, 0.12, 0.14, 0.0]),
    fact("ESPACIO_DIGITAL", Field::DigitalSpaces)
        .words(w::DIGITAL_ES)
        .between(" / ")
        .gaps([0.05, 0.04, 0.05, 0.0]),
    fact("VINCULO_CAPTADOR", Field::RecruiterRelation)
        .words(w::RELATION_ES)
        .between(" / ")
        .gaps([0.04, 0.14, 0.12, 0.02]),
    flag("AMENAZAS", Field::MeansOfControl, "threats").gaps([0.0, 0.0, 0.10, 0.0]),
    flag("DEUDA", Field::MeansOfControl, "debt_bondage").gaps([0.0, 0.0, 0.10, 0.0]),
    flag("VIOLENCIA_FISICA", Field::MeansOfControl, "physical_abuse").gaps([0.0, 0.0, 0.10, 0.0]),
    flag(
        "RETIENE_DOCUMENTOS",
        Field::MeansOfControl,
        "withholds_documents",
    )
    .gaps([0.0, 0.0, 0.10, 0.0]),
    flag("ENGAÑO", Field::MeansOfControl, "false_promises").gaps([0.0, 0.0, 0.10, 0.0]),
    fact("INICIO_EXPLOTACION", Field::ExploitationStart).gaps([0.0, 0.08, 0.20, 0.0]),
    fact("FIN_EXPLOTACION", Field::ExploitationEnd).gaps([0.0, 0.02, 0.10, 0.0]),
    fact("ETAPA_PROCESAL", Field::JusticeStage).words(w::STAGE_POLICE),
    fact("FECHA_ETAPA", Field::JusticeStageDate),
    seal("AGENTE_A_CARGO", Field::CaseWorker),
    seal("OBSERVACIONES", Field::Notes),
    column("TURNO", What::Unmapped),
    column(
        "UNIDAD",
        What::Same(
            "UNIDAD ANTITRATA (DATOS SIMULADOS)",
            "same text in every row",
        ),
    ),
];

fn police() -> Layout {
    Layout {
        form: Form::Delimited(';', Encoding::Windows1252, DateForm::SlashDmy),
        columns: POLICE,
        habits: Habits {
            capitals: true,
            second_surname_dropped: 0.12,
            second_given_dropped: 0.20,
            accents_lost: 0.55,
            nickname: 0.02,
            typo: 0.05,
            phonetic: 0.05,
            swapped: 0.015,
            birth_missing: 0.10,
            first_of_january: 0.05,
            birth_wrong: 0.04,
            document: 0.56,
            phone: 0.35,
        },
        flaws: ALL_FLAWS,
        accused: true,
        tokens: ["NP", "S/D", "", "RESERVADO"],
        yes_no: ("SI", "NO"),
        places_by_name: false,
        countries: Lang::Es,
        typed_amounts: false,
        sees_moves: false,
        profile: ProfileHead {
            id: "xf-police",
            name: [
                "Policía de Valserena (datos simulados)",
                "Polícia de Valserena (dados simulados)",
                "Police of Valserena (simulated data)",
                "Police de Valserena (données simulées)",
            ],
            all: &[
                "EXPEDIENTE",
                "NRO_PERSONA",
                "ROL",
                "COD_MUN_HECHO",
                "FINALIDAD",
            ],
            read: "delimiter = \";\"\nencoding = \"windows-1252\"\ndate_order = \"dmy\"\n",
            fixed: &[(Field::RegisteringInstitution, "police")],
        },
    }
}

const PROSECUTION: &[Column] = &[
    fact("N.º de causa", Field::CaseNumber).required(),
    fact("N.º interno", Field::PersonNumber).required(),
    fact("Fecha de ingreso", Field::RegistrationDate).required(),
    fact("Condición", Field::Role)
        .words(w::ROLE_PROSECUTION)
        .between("; ")
        .required(),
    seal("Apellidos", Field::Surnames),
    seal("Nombres", Field::GivenNames),
    seal("Documento", Field::DocumentNumber),
    seal("Fecha de nacimiento", Field::BirthDate),
    fact("Género", Field::GenderIdentity)
        .words(w::GENDER_ES)
        .gaps([0.0, 0.02, 0.04, 0.0]),
    fact("Edad", Field::Age).gaps([0.0, 0.0, 0.06, 0.0]),
    fact("Nacionalidad", Field::Citizenship)
        .words(w::COUNTRIES_ES)
        .between("; ")
        .gaps([0.0, 0.01, 0.03, 0.0]),
    fact("Pertenencia étnica", Field::Ethnicity)
        .words(w::ETHNICITY_ES)
        .gaps([0.35, 0.15, 0.10, 0.0]),
    fact("Finalidad", Field::FormOfExploitation)
        .words(w::FORM_ES)
        .between("; ")
        .gaps([0.0, 0.0, 0.01, 0.0]),
    fact("Lugar de captación", Field::RecruitmentPlace).gaps([0.0, 0.06, 0.10, 0.03]),
    fact("Lugares de tránsito", Field::TransitPlaces)
        .between("; ")
        .gaps([0.0, 0.05, 0.10, 0.0]),
    fact("Lugar de explotación", Field::ExploitationPlace).gaps([0.0, 0.0, 0.02, 0.02]),
    fact("Inicio de la explotación", Field::ExploitationStart).gaps([0.0, 0.03, 0.10, 0.0]),
    fact("Fin de la explotación", Field::ExploitationEnd).gaps([0.0, 0.01, 0.05, 0.0]),
    fact("Duración (meses)", Field::ExploitationDuration).gaps([0.0, 0.03, 0.08, 0.0]),
    fact("Vínculo con quien captó", Field::RecruiterRelation)
        .words(w::RELATION_ES)
        .between("; ")
        .gaps([0.0, 0.08, 0.10, 0.03]),
    fact("Medios de control", Field::MeansOfControl)
        .words(w::MEANS_ES)
        .between("; ")
        .gaps([0.0, 0.04, 0.08, 0.0]),
    fact("Función atribuida", Field::RoleInProcess).words(w::TASK_ES),
    fact("Etapa", Field::JusticeStage).words(w::STAGE_PROSECUTION),
    fact("Fecha de la etapa", Field::JusticeStageDate),
    fact("No punibilidad", Field::NonPunishment)
        .words(w::NON_PUNISHMENT_ES)
        .gaps([0.0, 0.0, 0.12, 0.0]),
    fact("Pena (meses)", Field::SentenceLength),
    fact("Reparación", Field::Reparations)
        .words(w::REPARATION_ES)
        .between("; ")
        .gaps([0.0, 0.0, 0.06, 0.03]),
    fact("Indemnización (USD)", Field::CompensationAmount),
    seal("Observaciones", Field::Notes),
];

fn prosecution() -> Layout {
    Layout {
        form: Form::Workbook(
            "Causas",
            Some(
                "Fiscalía contra la Trata de Valserena. Datos simulados; no describen a ninguna persona real.",
            ),
        ),
        columns: PROSECUTION,
        habits: Habits {
            capitals: false,
            second_surname_dropped: 0.06,
            second_given_dropped: 0.10,
            accents_lost: 0.12,
            nickname: 0.005,
            typo: 0.03,
            phonetic: 0.02,
            swapped: 0.01,
            birth_missing: 0.06,
            first_of_january: 0.03,
            birth_wrong: 0.03,
            document: 0.72,
            phone: 0.0,
        },
        flaws: ALL_FLAWS,
        accused: true,
        tokens: ["No consultado", "No informa", "-99", "Reservado"],
        yes_no: ("Sí", "No"),
        places_by_name: true,
        countries: Lang::Es,
        typed_amounts: true,
        sees_moves: false,
        profile: ProfileHead {
            id: "xf-prosecution",
            name: [
                "Fiscalía de Valserena (datos simulados)",
                "Ministério Público de Valserena (dados simulados)",
                "Prosecution of Valserena (simulated data)",
                "Parquet de Valserena (données simulées)",
            ],
            all: &[
                "N.º de causa",
                "N.º interno",
                "Condición",
                "Etapa",
                "No punibilidad",
            ],
            read: "sheet = \"Causas\"\nheader_row = 3\ndecimal = \",\"\n",
            fixed: &[
                (Field::RegisteringInstitution, "prosecution"),
                (Field::CompensationCurrency, "USD"),
            ],
        },
    }
}

const LABOUR_INSPECTION: &[Column] = &[
    fact("nº do auto", Field::CaseNumber).required(),
    fact("nº do trabalhador", Field::PersonNumber).required(),
    fact("data da inspeção", Field::RegistrationDate).required(),
    seal("nome completo", Field::FullName),
    seal("documento", Field::DocumentNumber),
    seal("data de nascimento", Field::BirthDate),
    fact("sexo", Field::Sex)
        .words(w::SEX_PT)
        .gaps([0.0, 0.0, 0.02, 0.0]),
    column("faixa etária", What::Band).gaps([0.0, 0.03, 0.05, 0.0]),
    fact("país de nacionalidade", Field::Citizenship)
        .words(w::COUNTRIES_PT)
        .between(", ")
        .gaps([0.0, 0.01, 0.02, 0.0]),
    fact("situação migratória", Field::MigrationStatus)
        .words(w::MIGRATION_PT)
        .gaps([0.0, 0.08, 0.10, 0.05]),
    fact("município de residência", Field::Residence).gaps([0.0, 0.03, 0.08, 0.0]),
    fact("município da inspeção", Field::ExploitationPlace).gaps([0.0, 0.0, 0.01, 0.0]),
    fact("setor (CIIU)", Field::Sector)
        .words(w::SECTOR_PT)
        .gaps([0.0, 0.0, 0.02, 0.0]),
    fact("forma de exploração", Field::FormOfExploitation)
        .words(w::FORM_PT)
        .between(", ")
        .gaps([0.0, 0.0, 0.01, 0.0]),
    flag(
        "jornada exaustiva",
        Field::MeansOfControl,
        "excessive_working_hours",
    ),
    flag("servidão por dívida", Field::MeansOfControl, "debt_bondage"),
    flag(
        "retenção de documentos",
        Field::MeansOfControl,
        "withholds_documents",
    )
    .gaps([0.0, 0.02, 0.0, 0.0]),
    flag(
        "retenção de salário",
        Field::MeansOfControl,
        "takes_earnings",
    ),
    flag(
        "restrição de locomoção",
        Field::MeansOfControl,
        "restricts_movement",
    ),
    flag(
        "condições degradantes",
        Field::MeansOfControl,
        "withholds_necessities",
    ),
    fact("início do trabalho", Field::ExploitationStart).gaps([0.0, 0.05, 0.12, 0.0]),
    fact("data do resgate", Field::ExploitationEnd).gaps([0.0, 0.0, 0.05, 0.0]),
    seal("auditor", Field::CaseWorker),
    column(
        "fonte",
        What::Same(
            "Inspeção do Trabalho (dados simulados)",
            "same text in every row",
        ),
    ),
];

fn labour_inspection() -> Layout {
    Layout {
        form: Form::Delimited(',', Encoding::Utf8WithMark, DateForm::DashDmy),
        columns: LABOUR_INSPECTION,
        habits: Habits {
            capitals: false,
            second_surname_dropped: 0.28,
            second_given_dropped: 0.30,
            accents_lost: 0.30,
            nickname: 0.01,
            typo: 0.06,
            phonetic: 0.06,
            swapped: 0.02,
            birth_missing: 0.20,
            first_of_january: 0.08,
            birth_wrong: 0.04,
            document: 0.41,
            phone: 0.0,
        },
        flaws: &[Flaw::FutureDate, Flaw::EndBeforeStart, Flaw::BadCode],
        accused: false,
        tokens: ["não perguntado", "não informado", "", "sigiloso"],
        yes_no: ("sim", "não"),
        places_by_name: true,
        countries: Lang::Pt,
        typed_amounts: false,
        sees_moves: false,
        profile: ProfileHead {
            id: "xf-labour-inspection",
            name: [
                "Inspección del Trabajo de Valserena (datos simulados)",
                "Inspeção do Trabalho de Valserena (dados simulados)",
                "Labour inspection of Valserena (simulated data)",
                "Inspection du travail de Valserena (données simulées)",
            ],
            all: &[
                "nº do auto",
                "data da inspeção",
                "forma de exploração",
                "jornada exaustiva",
            ],
            read: "delimiter = \",\"\ndate_order = \"dmy\"\n",
            fixed: &[
                (Field::RegisteringInstitution, "labour_inspection"),
                (Field::Role, "victim"),
            ],
        },
    }
}

const SHELTER: &[Column] = &[
    fact("cas_CaseNumber", Field::CaseNumber).required(),
    fact("prs_Id", Field::PersonNumber).required(),
    fact("cas_IncomingReferralDate", Field::RegistrationDate).required(),
    fact("cas_ReferringOrganisation", Field::ReferredBy)
        .words(w::REFERRER_EN)
        .gaps([0.0, 0.0, 0.05, 0.0]),
    seal("prs_FirstName", Field::GivenNames),
    seal("prs_SecondName", Field::Surnames),
    seal("prs_Birthdate", Field::BirthDate),
    seal("prs_IdentityNumber", Field::DocumentNumber),
    seal("prs_MobilePhone", Field::Phone),
    seal("prs_MailingStreet", Field::Address),
    fact("prs_MailingCity", Field::Residence).gaps([0.0, 0.05, 0.05, 0.10]),
    fact("prs_Gender", Field::GenderIdentity)
        .words(w::GENDER_HTCDS)
        .gaps([0.0, 0.01, 0.02, 0.0]),
    fact("prs_Citizenship", Field::Citizenship)
        .words(w::COUNTRY_CODES)
        .gaps([0.0, 0.02, 0.02, 0.01]),
    fact("prs_Disability", Field::Disability)
        .words(w::DISABILITY_EN)
        .gaps([0.08, 0.05, 0.05, 0.0]),
    fact("prs_Ethnicity", Field::Ethnicity)
        .words(w::ETHNICITY_EN)
        .gaps([0.10, 0.10, 0.04, 0.02]),
    fact("vic_AgeWhenTrafficked", Field::AgeWhenTrafficked).gaps([0.0, 0.04, 0.06, 0.0]),
    fact("vic_TypeOfExploitation", Field::FormOfExploitation)
        .words(w::FORM_HTCDS)
        .gaps([0.0, 0.02, 0.01, 0.0]),
    fact("vic_ForcedLabourIndustry", Field::Sector)
        .words(w::SECTOR_HTCDS)
        .gaps([0.0, 0.04, 0.10, 0.0]),
    fact("vic_MethodOfRecruitment", Field::RecruitmentMethods)
        .words(w::METHOD_HTCDS)
        .gaps([0.0, 0.06, 0.05, 0.0]),
    fact("vic_DigitalSpace", Field::DigitalSpaces)
        .words(w::DIGITAL_EN)
        .gaps([0.0, 0.04, 0.05, 0.0]),
    fact("vic_MethodsOfControl", Field::MeansOfControl)
        .words(w::MEANS_HTCDS)
        .gaps([0.0, 0.05, 0.02, 0.0]),
    fact("hte_RecruitmentPlace", Field::RecruitmentPlace).gaps([0.0, 0.06, 0.06, 0.02]),
    fact("hte_TransitPlaces", Field::TransitPlaces).gaps([0.0, 0.06, 0.06, 0.0]),
    fact("hte_ExploitationPlace", Field::ExploitationPlace).gaps([0.0, 0.02, 0.03, 0.05]),
    fact("hte_StartDate", Field::ExploitationStart).gaps([0.0, 0.05, 0.06, 0.0]),
    fact("hte_EndDate", Field::ExploitationEnd).gaps([0.0, 0.02, 0.04, 0.0]),
    fact(
        "vic_EarlierGenderBasedViolence",
        Field::EarlierGenderBasedViolence,
    )
    .words(w::YES_NO_EN)
    .gaps([0.15, 0.12, 0.0, 0.03]),
    seal("cco_CaseComment", Field::Notes),
    // By this column the standard says who is a victim: without it nobody is counted as one.
    fact("vic_TraffickingStatus", Field::TraffickingStatus).words(w::STATUS_HTCDS),
];

fn shelter() -> Layout {
    Layout {
        form: Form::Workbook("Cases", None),
        columns: SHELTER,
        habits: Habits {
            capitals: false,
            second_surname_dropped: 0.30,
            second_given_dropped: 0.30,
            accents_lost: 0.25,
            nickname: 0.10,
            typo: 0.05,
            phonetic: 0.06,
            swapped: 0.02,
            birth_missing: 0.08,
            first_of_january: 0.06,
            birth_wrong: 0.05,
            document: 0.26,
            phone: 0.30,
        },
        flaws: &[Flaw::FutureDate, Flaw::EndBeforeStart, Flaw::BadCode],
        accused: false,
        tokens: ["not asked", "declined", "unknown", "withheld"],
        yes_no: ("true", "false"),
        places_by_name: true,
        countries: Lang::En,
        typed_amounts: false,
        sees_moves: true,
        profile: ProfileHead {
            id: "xf-shelter",
            name: [
                "Refugio de Valserena, columnas HTCDS (datos simulados)",
                "Abrigo de Valserena, colunas HTCDS (dados simulados)",
                "Shelter of Valserena, HTCDS columns (simulated data)",
                "Refuge de Valserena, colonnes HTCDS (données simulées)",
            ],
            all: &[
                "cas_CaseNumber",
                "prs_Id",
                "vic_TypeOfExploitation",
                "hte_ExploitationPlace",
            ],
            read: "sheet = \"Cases\"\n",
            fixed: &[
                (Field::RegisteringInstitution, "shelter"),
                (Field::Role, "victim"),
            ],
        },
    }
}

const HOTLINE: &[Column] = &[
    fact("id_llamada", Field::PersonNumber).required(),
    fact("caso", Field::CaseNumber),
    fact("fecha", Field::RegistrationDate).required(),
    fact("rol", Field::Role).words(w::ROLE_HOTLINE).required(),
    seal("nombre", Field::FullName),
    seal("telefono_contacto", Field::Phone),
    fact("genero", Field::GenderIdentity)
        .words(w::GENDER_ES)
        .gaps([0.02, 0.04, 0.04, 0.0]),
    fact("edad", Field::Age).gaps([0.05, 0.12, 0.05, 0.0]),
    fact("nacionalidad", Field::Citizenship)
        .words(w::COUNTRIES_ES)
        .between(", ")
        .gaps([0.12, 0.12, 0.05, 0.02]),
    fact("municipio_explotacion", Field::ExploitationPlace).gaps([0.0, 0.12, 0.06, 0.0]),
    fact("tipo_explotacion", Field::FormOfExploitation)
        .words(w::FORM_ES)
        .between(", ")
        .gaps([0.0, 0.05, 0.02, 0.0]),
    fact("espacio_digital", Field::DigitalSpaces)
        .words(w::DIGITAL_ES)
        .between(", ")
        .gaps([0.06, 0.08, 0.02, 0.0]),
    fact("modo_captacion", Field::RecruitmentMethods)
        .words(w::METHOD_ES)
        .between(", ")
        .gaps([0.08, 0.12, 0.04, 0.0]),
    fact("vinculo", Field::RecruiterRelation)
        .words(w::RELATION_ES)
        .between(", ")
        .gaps([0.08, 0.16, 0.04, 0.0]),
    fact("inicio", Field::ExploitationStart).gaps([0.10, 0.20, 0.05, 0.0]),
    fact("fin", Field::ExploitationEnd).gaps([0.10, 0.10, 0.05, 0.0]),
    fact("derivado_a", Field::ReferredTo)
        .words(w::REFERRER_ES)
        .between(", ")
        .gaps([0.0, 0.0, 0.04, 0.0]),
    seal("nota", Field::Notes),
    column(
        "origen",
        What::Same("Línea de ayuda (datos simulados)", "same text in every row"),
    ),
];

fn hotline() -> Layout {
    Layout {
        form: Form::JsonLines,
        columns: HOTLINE,
        habits: Habits {
            capitals: false,
            second_surname_dropped: 0.55,
            second_given_dropped: 0.50,
            accents_lost: 0.35,
            nickname: 0.20,
            typo: 0.04,
            phonetic: 0.10,
            swapped: 0.005,
            birth_missing: 1.0,
            first_of_january: 0.0,
            birth_wrong: 0.0,
            document: 0.0,
            phone: 0.70,
        },
        flaws: ALL_FLAWS,
        accused: false,
        tokens: ["no se preguntó", "no quiso decir", "", "reservado"],
        yes_no: ("sí", "no"),
        places_by_name: true,
        countries: Lang::Es,
        typed_amounts: false,
        sees_moves: false,
        profile: ProfileHead {
            id: "xf-hotline",
            name: [
                "Línea de ayuda de Valserena (datos simulados)",
                "Linha de ajuda de Valserena (dados simulados)",
                "Hotline of Valserena (simulated data)",
                "Ligne d'aide de Valserena (données simulées)",
            ],
            all: &[
                "id_llamada",
                "telefono_contacto",
                "tipo_explotacion",
                "derivado_a",
            ],
            read: "date_order = \"ymd\"\n",
            fixed: &[(Field::RegisteringInstitution, "hotline")],
        },
    }
}

const HEALTH: &[Column] = &[
    fact("N° dossier", Field::CaseNumber).required(),
    fact("N° patient", Field::PersonNumber).required(),
    fact("Date d'admission", Field::RegistrationDate).required(),
    seal("Nom", Field::Surnames),
    seal("Prénom", Field::GivenNames),
    seal("Date de naissance", Field::BirthDate),
    seal("Téléphone", Field::Phone),
    fact("Sexe", Field::Sex)
        .words(w::SEX_FR)
        .gaps([0.0, 0.0, 0.01, 0.0]),
    fact("Âge", Field::Age).gaps([0.0, 0.01, 0.02, 0.0]),
    fact("Pays de nationalité", Field::Citizenship)
        .words(w::COUNTRIES_FR)
        .between(" + ")
        .gaps([0.10, 0.05, 0.05, 0.05]),
    fact("Statut migratoire", Field::MigrationStatus)
        .words(w::MIGRATION_FR)
        .gaps([0.40, 0.05, 0.05, 0.15]),
    fact("Commune de résidence", Field::Residence).gaps([0.0, 0.04, 0.04, 0.02]),
    fact("Handicap", Field::Disability)
        .words(w::DISABILITY_FR)
        .gaps([0.03, 0.02, 0.03, 0.0]),
    fact("Appartenance ethnique", Field::Ethnicity)
        .words(w::ETHNICITY_FR)
        .gaps([0.08, 0.08, 0.04, 0.0]),
    fact("Grossesse", Field::Pregnancy)
        .words(w::YES_NO_FR)
        .gaps([0.02, 0.0, 0.02, 0.02]),
    fact("Commune d'exploitation", Field::ExploitationPlace).gaps([0.05, 0.05, 0.04, 0.02]),
    fact("Type d'exploitation", Field::FormOfExploitation)
        .words(w::FORM_FR)
        .between(" + ")
        .gaps([0.0, 0.05, 0.03, 0.0]),
    fact("Moyens de contrôle", Field::MeansOfControl)
        .words(w::MEANS_FR)
        .between(" + ")
        .gaps([0.05, 0.08, 0.04, 0.0]),
    fact("Violence antérieure", Field::EarlierGenderBasedViolence)
        .words(w::YES_NO_FR)
        .gaps([0.10, 0.10, 0.0, 0.02]),
    fact("Adressé par", Field::ReferredBy)
        .words(w::REFERRER_FR)
        .gaps([0.0, 0.0, 0.08, 0.0]),
    fact("Orienté vers", Field::ReferredTo)
        .words(w::REFERRER_FR)
        .gaps([0.0, 0.0, 0.08, 0.0]),
    seal("Remarques", Field::Notes),
    column(
        "Origine",
        What::Same(
            "Service de santé (données simulées)",
            "same text in every row",
        ),
    ),
];

fn health() -> Layout {
    Layout {
        form: Form::Delimited('\t', Encoding::Utf16Le, DateForm::SlashDmy),
        columns: HEALTH,
        habits: Habits {
            capitals: false,
            second_surname_dropped: 0.20,
            second_given_dropped: 0.45,
            accents_lost: 0.10,
            nickname: 0.01,
            typo: 0.04,
            phonetic: 0.08,
            swapped: 0.03,
            birth_missing: 0.04,
            first_of_january: 0.04,
            birth_wrong: 0.03,
            document: 0.0,
            phone: 0.45,
        },
        flaws: &[Flaw::FutureDate, Flaw::BadCode, Flaw::ImpossibleAge],
        accused: false,
        tokens: ["non demandé", "refus", "NR", "confidentiel"],
        yes_no: ("Oui", "Non"),
        places_by_name: true,
        countries: Lang::Fr,
        typed_amounts: false,
        sees_moves: true,
        profile: ProfileHead {
            id: "xf-health",
            name: [
                "Servicio de salud de Valserena (datos simulados)",
                "Serviço de saúde de Valserena (dados simulados)",
                "Health service of Valserena (simulated data)",
                "Service de santé de Valserena (données simulées)",
            ],
            all: &[
                "N° dossier",
                "N° patient",
                "Date d'admission",
                "Type d'exploitation",
            ],
            read: "delimiter = \"\\t\"\nencoding = \"utf-16le\"\ndate_order = \"dmy\"\n",
            fixed: &[
                (Field::RegisteringInstitution, "health"),
                (Field::Role, "victim"),
            ],
        },
    }
}
