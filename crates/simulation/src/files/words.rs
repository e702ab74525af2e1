//! The words in which agencies write codes. The first word for a code is the usual one; the
//! others are what clerks type now and then.

use faro_vocabulary::Lang;

/// Code and word.
pub(super) type Words = &'static [(&'static str, &'static str)];

pub(super) const NONE: Words = &[];

pub(super) const COUNTRIES_ES: Words = &[
    ("XF", "Valserena"),
    ("VE", "Venezuela"),
    ("CO", "Colombia"),
    ("HT", "Haití"),
    ("PE", "Perú"),
    ("BO", "Bolivia"),
    ("EC", "Ecuador"),
    ("HN", "Honduras"),
    ("NI", "Nicaragua"),
    ("GT", "Guatemala"),
    ("SV", "El Salvador"),
    ("DO", "República Dominicana"),
    ("CU", "Cuba"),
    ("BR", "Brasil"),
    ("PY", "Paraguay"),
    ("AR", "Argentina"),
    ("CL", "Chile"),
    ("MX", "México"),
    ("PA", "Panamá"),
    ("CR", "Costa Rica"),
    ("UY", "Uruguay"),
    ("JM", "Jamaica"),
];

pub(super) const NATIONALITIES_ES: Words = &[
    ("XF", "VALSERENA"),
    ("XF", "VALSERENO/A"),
    ("VE", "VENEZOLANA"),
    ("VE", "VENEZUELA"),
    ("CO", "COLOMBIANA"),
    ("CO", "COLOMBIA"),
    ("HT", "HAITIANA"),
    ("PE", "PERUANA"),
    ("BO", "BOLIVIANA"),
    ("EC", "ECUATORIANA"),
    ("HN", "HONDUREÑA"),
    ("NI", "NICARAGÜENSE"),
    ("GT", "GUATEMALTECA"),
    ("SV", "SALVADOREÑA"),
    ("DO", "DOMINICANA"),
    ("CU", "CUBANA"),
    ("BR", "BRASILEÑA"),
    ("BR", "BRASILERA"),
    ("PY", "PARAGUAYA"),
    ("AR", "ARGENTINA"),
    ("CL", "CHILENA"),
    ("MX", "MEXICANA"),
    ("PA", "PANAMEÑA"),
    ("CR", "COSTARRICENSE"),
    ("UY", "URUGUAYA"),
    ("JM", "JAMAIQUINA"),
];

pub(super) const COUNTRIES_PT: Words = &[
    ("XF", "Valserena"),
    ("VE", "Venezuela"),
    ("CO", "Colômbia"),
    ("HT", "Haiti"),
    ("PE", "Peru"),
    ("BO", "Bolívia"),
    ("EC", "Equador"),
    ("HN", "Honduras"),
    ("NI", "Nicarágua"),
    ("GT", "Guatemala"),
    ("SV", "El Salvador"),
    ("DO", "República Dominicana"),
    ("CU", "Cuba"),
    ("BR", "Brasil"),
    ("PY", "Paraguai"),
    ("AR", "Argentina"),
    ("CL", "Chile"),
    ("MX", "México"),
    ("PA", "Panamá"),
    ("CR", "Costa Rica"),
    ("UY", "Uruguai"),
    ("JM", "Jamaica"),
];

pub(super) const COUNTRIES_FR: Words = &[
    ("XF", "Valserena"),
    ("VE", "Venezuela"),
    ("CO", "Colombie"),
    ("HT", "Haïti"),
    ("PE", "Pérou"),
    ("BO", "Bolivie"),
    ("EC", "Équateur"),
    ("HN", "Honduras"),
    ("NI", "Nicaragua"),
    ("GT", "Guatemala"),
    ("SV", "Salvador"),
    ("DO", "République dominicaine"),
    ("CU", "Cuba"),
    ("BR", "Brésil"),
    ("PY", "Paraguay"),
    ("AR", "Argentine"),
    ("CL", "Chili"),
    ("MX", "Mexique"),
    ("PA", "Panama"),
    ("CR", "Costa Rica"),
    ("UY", "Uruguay"),
    ("JM", "Jamaïque"),
];

/// ISO codes stand for themselves; the invented country's needs saying.
pub(super) const COUNTRY_CODES: Words = &[("XF", "XF")];

/// Names of countries in a language; in English the ISO code stands for itself.
pub(super) fn countries(lang: Lang) -> Words {
    match lang {
        Lang::Es => COUNTRIES_ES,
        Lang::Pt => COUNTRIES_PT,
        Lang::Fr => COUNTRIES_FR,
        Lang::En => NONE,
    }
}

/// Name of one country in a language.
pub(super) fn country(lang: Lang, code: &'static str) -> &'static str {
    countries(lang)
        .iter()
        .find(|(c, _)| *c == code)
        .map_or(code, |(_, name)| name)
}

pub(super) const ROLE_ES: Words = &[
    ("victim", "VÍCTIMA"),
    ("victim", "VICTIMA"),
    ("accused", "SINDICADO"),
    ("accused", "SINDICADO/A"),
];

pub(super) const ROLE_PROSECUTION: Words = &[
    ("victim", "Víctima"),
    ("victim", "Ofendida/o"),
    ("accused", "Acusado/a"),
    ("accused", "Imputado/a"),
];

pub(super) const ROLE_HOTLINE: Words = &[("possible_victim", "posible víctima")];

pub(super) const SEX_POLICE: Words = &[
    ("female", "F"),
    ("female", "FEM"),
    ("female", "Mujer"),
    ("male", "M"),
    ("male", "MASC"),
    ("male", "Hombre"),
    ("intersex", "I"),
];

pub(super) const GENDER_ES: Words = &[
    ("woman", "Mujer"),
    ("woman", "Femenino"),
    ("man", "Varón"),
    ("man", "Masculino"),
    ("trans_woman", "Mujer trans"),
    ("trans_man", "Varón trans"),
    ("transgender", "Persona trans"),
    ("travesti", "Travesti"),
    ("non_binary", "No binario"),
    ("other", "Otra"),
];

pub(super) const SEX_PT: Words = &[
    ("female", "Feminino"),
    ("female", "FEM."),
    ("male", "Masculino"),
    ("male", "MASC."),
    ("intersex", "Intersexo"),
];

pub(super) const SEX_FR: Words = &[
    ("female", "Femme"),
    ("female", "F"),
    ("male", "Homme"),
    ("male", "H"),
    ("intersex", "Intersexe"),
];

pub(super) const STATUS_HTCDS: Words = &[
    ("actual_victim", "ActualVictimOfTrafficking"),
    ("possible_victim", "PossibleVictimOfTrafficking"),
];

pub(super) const GENDER_HTCDS: Words = &[
    ("woman", "Feminine"),
    ("man", "Masculine"),
    ("trans_woman", "TransgenderFeminine"),
    ("trans_man", "TransgenderMasculine"),
    ("non_binary", "NonConforming"),
    ("travesti", "Travesti"),
    ("transgender", "Transgender"),
    ("other", "OtherGender"),
];

pub(super) const FORM_ES: Words = &[
    ("sexual_exploitation", "Explotación sexual"),
    ("sexual_exploitation", "Expl. sexual"),
    ("forced_labour", "Trabajo forzoso"),
    ("forced_labour", "Explotación laboral"),
    ("domestic_servitude", "Servidumbre doméstica"),
    ("servitude", "Servidumbre"),
    ("slavery", "Esclavitud"),
    ("child_labour", "Trabajo infantil"),
    ("forced_begging", "Mendicidad forzada"),
    ("forced_criminality", "Criminalidad forzada"),
    ("forced_criminality", "Obligada a delinquir"),
    ("forced_marriage", "Matrimonio forzado"),
    ("forced_marriage", "Matrimonio servil"),
    ("illegal_adoption", "Adopción ilegal"),
    ("organ_removal", "Extracción de órganos"),
    ("forced_military", "Reclutamiento forzado"),
    ("surrogacy", "Gestación forzada"),
    ("other", "Otra finalidad"),
];

pub(super) const FORM_PT: Words = &[
    ("sexual_exploitation", "Exploração sexual"),
    ("forced_labour", "Trabalho forçado"),
    ("forced_labour", "Trabalho análogo ao de escravo"),
    ("domestic_servitude", "Servidão doméstica"),
    ("servitude", "Servidão"),
    ("slavery", "Escravidão"),
    ("child_labour", "Trabalho infantil"),
    ("forced_begging", "Mendicância forçada"),
    ("forced_criminality", "Criminalidade forçada"),
    ("forced_marriage", "Casamento forçado"),
    ("illegal_adoption", "Adoção ilegal"),
    ("organ_removal", "Remoção de órgãos"),
    ("forced_military", "Recrutamento forçado"),
    ("surrogacy", "Gestação forçada"),
    ("other", "Outra"),
];

pub(super) const FORM_HTCDS: Words = &[
    ("sexual_exploitation", "SexualExploitation"),
    ("forced_labour", "ForcedLabour"),
    ("domestic_servitude", "DomesticServitude"),
    ("servitude", "Servitude"),
    ("slavery", "Slavery"),
    ("child_labour", "ChildLabour"),
    ("forced_begging", "ForcedBegging"),
    ("forced_criminality", "ForcedCriminality"),
    ("forced_marriage", "ForcedMarriage"),
    ("illegal_adoption", "ForcedAdoption"),
    ("organ_removal", "OrganRemoval"),
    ("forced_military", "ForcedMilitaryByNonStateActors"),
    ("surrogacy", "Surrogacy"),
    ("other", "Other"),
];

pub(super) const FORM_FR: Words = &[
    ("sexual_exploitation", "Exploitation sexuelle"),
    ("sexual_exploitation", "Expl. sexuelle"),
    ("forced_labour", "Travail forcé"),
    ("domestic_servitude", "Servitude domestique"),
    ("servitude", "Servitude"),
    ("slavery", "Esclavage"),
    ("child_labour", "Travail des enfants"),
    ("forced_begging", "Mendicité forcée"),
    ("forced_criminality", "Criminalité forcée"),
    ("forced_marriage", "Mariage forcé"),
    ("illegal_adoption", "Adoption illégale"),
    ("organ_removal", "Prélèvement d'organes"),
    ("forced_military", "Recrutement forcé"),
    ("surrogacy", "Gestation forcée"),
    ("other", "Autre"),
];

pub(super) const MEANS_ES: Words = &[
    ("debt_bondage", "deuda"),
    ("takes_earnings", "retiene ganancias"),
    ("restricts_financial_access", "sin acceso a dinero"),
    ("threats", "amenazas"),
    ("threats_law_enforcement", "amenaza con autoridades"),
    ("threatens_family", "amenazas a la familia"),
    ("psychological_abuse", "violencia psicológica"),
    ("physical_abuse", "violencia física"),
    ("sexual_abuse", "violencia sexual"),
    ("false_promises", "engaño"),
    ("false_promises", "falsas promesas"),
    ("psychoactive_substances", "sustancias"),
    ("restricts_movement", "encierro o vigilancia"),
    ("restricts_medical_care", "sin atención médica"),
    ("excessive_working_hours", "jornadas excesivas"),
    ("uses_children", "usa a los hijos"),
    ("withholds_necessities", "sin alimento o abrigo"),
    ("withholds_documents", "retención de documentos"),
    ("other", "otro medio"),
];

pub(super) const MEANS_HTCDS: Words = &[
    ("debt_bondage", "DebtBondage"),
    ("takes_earnings", "TakesEarnings"),
    ("restricts_financial_access", "RestrictsFinancialAccess"),
    ("threats", "PhysicalThreats"),
    ("threats_law_enforcement", "ThreatsLawEnforcement"),
    ("threatens_family", "ThreatensChildrenFamily"),
    ("psychological_abuse", "PsychologicalAbuse"),
    ("physical_abuse", "PhysicalAbuse"),
    ("sexual_abuse", "SexualAbuse"),
    ("false_promises", "FalsePromises"),
    ("psychoactive_substances", "PsychoactiveSubstance"),
    ("restricts_movement", "RestrictsMovement"),
    ("restricts_medical_care", "RestrictsMedicalCare"),
    ("excessive_working_hours", "ExcessiveWorkingHours"),
    ("uses_children", "UsesChildren"),
    ("withholds_necessities", "WithholdsNecessities"),
    ("withholds_documents", "WithholdsDocuments"),
    ("other", "Other"),
];

pub(super) const MEANS_FR: Words = &[
    ("debt_bondage", "dette"),
    ("takes_earnings", "confiscation des gains"),
    ("restricts_financial_access", "pas d'accès à l'argent"),
    ("threats", "menaces"),
    ("threats_law_enforcement", "menace de dénonciation"),
    ("threatens_family", "menaces sur la famille"),
    ("psychological_abuse", "violence psychologique"),
    ("physical_abuse", "violence physique"),
    ("sexual_abuse", "violence sexuelle"),
    ("false_promises", "fausses promesses"),
    ("psychoactive_substances", "substances"),
    ("restricts_movement", "liberté restreinte"),
    ("restricts_medical_care", "pas de soins"),
    ("excessive_working_hours", "horaires excessifs"),
    ("uses_children", "se sert des enfants"),
    ("withholds_necessities", "privation"),
    ("withholds_documents", "papiers confisqués"),
    ("other", "autre moyen"),
];

pub(super) const RELATION_ES: Words = &[
    ("intimate_partner", "Pareja"),
    ("intimate_partner", "Novio/a o pareja"),
    ("family", "Familiar"),
    ("friend", "Amigo/a"),
    ("acquaintance", "Conocido/a"),
    ("employer", "Empleador/a"),
    ("stranger", "Desconocido/a"),
    ("other", "Otro vínculo"),
];

pub(super) const METHOD_ES: Words = &[
    ("place_of_business", "En un comercio"),
    ("educational_institution", "En la escuela"),
    ("at_work", "En el trabajo"),
    ("online_social_network", "Redes sociales"),
    ("online_social_network", "RRSS"),
    ("online_advertisement", "Anuncio en internet"),
    ("television", "Televisión"),
    ("newspaper", "Periódico"),
    ("family_event", "Entorno familiar"),
    ("friends_social_event", "Amistades o fiesta"),
    ("employment_agency", "Agencia de empleo"),
    ("other", "Otro modo"),
];

pub(super) const METHOD_HTCDS: Words = &[
    ("place_of_business", "AtAPlaceOfBusiness"),
    ("educational_institution", "AtAnEducationalInstitution"),
    ("at_work", "AtWork"),
    ("online_social_network", "ThroughOnlineSocialNetworks"),
    ("online_advertisement", "ThroughAnOnlineAdvertisement"),
    ("television", "ThroughATelevisionAdvert"),
    ("newspaper", "ThroughANewspaperAdvert"),
    ("family_event", "ThroughFamilyOrFamilyEvents"),
    ("friends_social_event", "ThroughFriendsOrSocialEvents"),
    ("employment_agency", "EmploymentAgency"),
    ("other", "Other"),
];

pub(super) const DIGITAL_ES: Words = &[
    ("sexual_services_site", "Sitio de servicios sexuales"),
    ("job_site", "Bolsa de trabajo en línea"),
    ("social_media", "Red social"),
    ("video_chat_streaming", "Videochat o transmisión en vivo"),
];

pub(super) const DIGITAL_EN: Words = &[
    ("sexual_services_site", "Sexual services site"),
    ("job_site", "Job site"),
    ("social_media", "Social media"),
    ("video_chat_streaming", "Video chat or streaming"),
];

pub(super) const STAGE_POLICE: Words = &[
    ("reported", "DENUNCIADO"),
    ("under_investigation", "EN INVESTIGACIÓN"),
    ("formal_contact", "DETENIDO O CITADO"),
    ("charged", "IMPUTADO"),
];

pub(super) const STAGE_PROSECUTION: Words = &[
    ("reported", "Denuncia"),
    ("under_investigation", "Investigación"),
    ("formal_contact", "Indagatoria"),
    ("charged", "Imputación"),
    ("prosecuted", "Acusación"),
    ("on_trial", "Juicio"),
    ("convicted", "Condena"),
    ("acquitted", "Absolución"),
    ("dismissed", "Sobreseimiento"),
    ("dismissed", "Archivo"),
    ("appeal_pending", "En apelación"),
    ("sentence_final", "Sentencia firme"),
];

pub(super) const NON_PUNISHMENT_ES: Words = &[
    ("applied", "Aplicada"),
    ("not_applied", "No aplicada"),
    ("not_applicable", "No corresponde"),
    ("under_review", "En estudio"),
];

pub(super) const REPARATION_ES: Words = &[
    ("compensation_ordered", "Indemnización ordenada"),
    ("compensation_paid", "Indemnización pagada"),
    ("restitution", "Restitución"),
    ("rehabilitation", "Rehabilitación"),
    ("satisfaction", "Satisfacción"),
    ("non_repetition", "No repetición"),
    ("none", "Ninguna"),
];

pub(super) const TASK_ES: Words = &[
    ("recruiter", "Captador/a"),
    ("transporter", "Transportista"),
    ("exploiter", "Explotador/a"),
    ("organiser", "Organizador/a"),
];

pub(super) const MIGRATION_PT: Words = &[
    ("national", "Nacional"),
    ("regular", "Regular"),
    ("irregular", "Irregular"),
    ("refugee", "Refugiado"),
    ("asylum_seeker", "Solicitante de refúgio"),
    ("stateless", "Apátrida"),
    ("unknown_regularity", "Indeterminada"),
];

pub(super) const MIGRATION_FR: Words = &[
    ("national", "National"),
    ("regular", "Régulier"),
    ("irregular", "Irrégulier"),
    ("refugee", "Réfugié"),
    ("asylum_seeker", "Demandeur d'asile"),
    ("stateless", "Apatride"),
    ("unknown_regularity", "Indéterminé"),
];

pub(super) const SECTOR_PT: Words = &[
    ("A", "A - Agropecuária"),
    ("B", "B - Mineração"),
    ("C", "C - Indústria"),
    ("F", "F - Construção"),
    ("G", "G - Comércio"),
    ("I", "I - Alojamento e alimentação"),
    ("J", "J - Informação e comunicação"),
    ("N", "N - Serviços administrativos"),
    ("Q", "Q - Saúde"),
    ("R", "R - Artes e recreação"),
    ("S", "S - Outros serviços"),
    ("T", "T - Serviços domésticos"),
];

pub(super) const SECTOR_HTCDS: Words = &[
    ("A", "A_AgricultureForestryAndFishing"),
    ("B", "B_MiningAndQuarrying"),
    ("C", "C_Manufacturing"),
    ("F", "F_Construction"),
    ("G", "G_WholesaleAndRetailTradeRepairOfMotorVehicles"),
    ("I", "I_AccommodationAndFoodServiceActivities"),
    ("J", "J_InformationAndCommunication"),
    ("N", "N_AdministrativeAndSupportServiceActivities"),
    ("Q", "Q_HumanHealthAndSocialWorkActivities"),
    ("R", "R_ArtsEntertainmentAndRecreation"),
    ("S", "S_OtherServiceActivities"),
    ("T", "T_ActivitiesOfHouseholdsAsEmployers"),
];

pub(super) const REFERRER_EN: Words = &[
    ("police", "Police"),
    ("hotline", "Hotline"),
    ("health", "Health service"),
    ("labour_inspection", "Labour inspection"),
    ("social_services", "Social services"),
];

pub(super) const REFERRER_ES: Words = &[
    ("police", "policía"),
    ("shelter", "refugio"),
    ("social_services", "servicios sociales"),
];

pub(super) const REFERRER_FR: Words = &[
    ("police", "Police"),
    ("hotline", "Ligne d'aide"),
    ("labour_inspection", "Inspection du travail"),
    ("social_services", "Services sociaux"),
];

pub(super) const DISABILITY_EN: Words = &[
    ("none", "None"),
    ("physical", "Physical"),
    ("visual", "Visual"),
    ("hearing", "Hearing"),
    ("intellectual", "Intellectual"),
    ("psychosocial", "Psychosocial"),
    ("multiple", "Multiple"),
    ("yes_unspecified", "Yes (not specified)"),
];

pub(super) const DISABILITY_FR: Words = &[
    ("none", "Aucun"),
    ("physical", "Moteur"),
    ("visual", "Visuel"),
    ("hearing", "Auditif"),
    ("intellectual", "Intellectuel"),
    ("psychosocial", "Psychosocial"),
    ("multiple", "Polyhandicap"),
    ("yes_unspecified", "Oui, non précisé"),
];

pub(super) const ETHNICITY_EN: Words = &[
    ("indigenous", "Indigenous"),
    ("afro_descendant", "Afro-descendant"),
    ("roma", "Roma"),
    ("mestizo", "Mestizo"),
    ("white", "White"),
    ("asian", "Asian"),
    ("other", "Other"),
];

pub(super) const ETHNICITY_FR: Words = &[
    ("indigenous", "Autochtone"),
    ("afro_descendant", "Afrodescendant"),
    ("roma", "Rom"),
    ("mestizo", "Métis"),
    ("white", "Blanc"),
    ("asian", "Asiatique"),
    ("other", "Autre"),
];

pub(super) const ETHNICITY_ES: Words = &[
    ("indigenous", "Indígena"),
    ("afro_descendant", "Afrodescendiente"),
    ("roma", "Rom o gitana"),
    ("mestizo", "Mestiza"),
    ("white", "Blanca"),
    ("asian", "Asiática"),
    ("other", "Otra"),
];

pub(super) const YES_NO_FR: Words = &[("yes", "Oui"), ("no", "Non")];

pub(super) const YES_NO_EN: Words = &[("yes", "true"), ("no", "false")];

#[cfg(test)]
pub(super) const ALL: &[(&str, Words)] = &[
    ("role", ROLE_ES),
    ("role", ROLE_PROSECUTION),
    ("role", ROLE_HOTLINE),
    ("sex", SEX_POLICE),
    ("sex", SEX_PT),
    ("sex", SEX_FR),
    ("gender-identity", GENDER_ES),
    ("gender-identity", GENDER_HTCDS),
    ("trafficking-status", STATUS_HTCDS),
    ("form-of-exploitation", FORM_ES),
    ("form-of-exploitation", FORM_PT),
    ("form-of-exploitation", FORM_HTCDS),
    ("form-of-exploitation", FORM_FR),
    ("means-of-control", MEANS_ES),
    ("means-of-control", MEANS_HTCDS),
    ("means-of-control", MEANS_FR),
    ("recruiter-relation", RELATION_ES),
    ("recruitment-method", METHOD_ES),
    ("recruitment-method", METHOD_HTCDS),
    ("digital-space", DIGITAL_ES),
    ("digital-space", DIGITAL_EN),
    ("justice-stage", STAGE_POLICE),
    ("justice-stage", STAGE_PROSECUTION),
    ("non-punishment", NON_PUNISHMENT_ES),
    ("reparation", REPARATION_ES),
    ("role-in-process", TASK_ES),
    ("migration-status", MIGRATION_PT),
    ("migration-status", MIGRATION_FR),
    ("isic-section", SECTOR_PT),
    ("isic-section", SECTOR_HTCDS),
    ("institution-type", REFERRER_EN),
    ("institution-type", REFERRER_ES),
    ("institution-type", REFERRER_FR),
    ("disability", DISABILITY_EN),
    ("disability", DISABILITY_FR),
    ("ethnicity", ETHNICITY_EN),
    ("ethnicity", ETHNICITY_FR),
    ("ethnicity", ETHNICITY_ES),
    ("yes-no", YES_NO_FR),
    ("yes-no", YES_NO_EN),
];

#[cfg(test)]
mod tests {
    use super::*;
    use faro_vocabulary::{Scheme, fold};
    use std::collections::BTreeMap;

    #[test]
    fn every_code_written_exists_in_its_scheme() {
        for (scheme, words) in ALL {
            let list = Scheme::get(scheme).unwrap_or_else(|| panic!("no scheme {scheme}"));
            for (code, word) in *words {
                assert!(list.term(code).is_some(), "{scheme}: {code} ({word})");
            }
        }
    }

    #[test]
    fn a_word_stands_for_one_code() {
        for (scheme, words) in ALL {
            let mut seen = BTreeMap::new();
            for (code, word) in *words {
                let other = seen.insert(fold(word), *code);
                assert!(other.is_none_or(|c| c == *code), "{scheme}: {word}");
            }
        }
    }
}
