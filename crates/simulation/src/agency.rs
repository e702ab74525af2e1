use crate::Country;
use crate::files;
use crate::files::Written;
use std::io;

/// The six agencies that hand in files, in the order in which truth files list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(usize)]
pub enum Agency {
    /// Police: CSV in Windows-1252 with semicolons, in Spanish; victims and accused.
    Police = 0,
    /// Prosecution: XLSX in Spanish with a title above the header; victims and accused, with
    /// stages, reparation and compensation.
    Prosecution = 1,
    /// Labour inspection: CSV in UTF-8 with a byte-order mark, in Portuguese.
    LabourInspection = 2,
    /// Shelter run by a non-governmental organisation: XLSX with HTCDS columns, in English.
    Shelter = 3,
    /// Hotline: newline-delimited JSON in Spanish.
    Hotline = 4,
    /// Health service: tab-separated UTF-16LE in French.
    Health = 5,
}

/// All agencies.
pub const AGENCIES: [Agency; 6] = [
    Agency::Police,
    Agency::Prosecution,
    Agency::LabourInspection,
    Agency::Shelter,
    Agency::Hotline,
    Agency::Health,
];

impl Agency {
    /// Short identifier, such as `police`: the column names of the truth files.
    pub fn id(self) -> &'static str {
        match self {
            Agency::Police => "police",
            Agency::Prosecution => "prosecution",
            Agency::LabourInspection => "labour_inspection",
            Agency::Shelter => "shelter",
            Agency::Hotline => "hotline",
            Agency::Health => "health",
        }
    }

    /// Invented name of the agency, as it would sign its file.
    pub fn name(self) -> &'static str {
        match self {
            Agency::Police => "Policía Nacional de Valserena (datos simulados)",
            Agency::Prosecution => "Fiscalía contra la Trata de Valserena (datos simulados)",
            Agency::LabourInspection => "Inspeção do Trabalho de Valserena (dados simulados)",
            Agency::Shelter => "Open Door Shelter, Valserena (simulated data)",
            Agency::Hotline => "Línea de ayuda de Valserena (datos simulados)",
            Agency::Health => "Service de santé de Valserena (données simulées)",
        }
    }

    /// Name of the file that the agency hands in.
    pub fn file_name(self) -> &'static str {
        match self {
            Agency::Police => "policia-denuncias.csv",
            Agency::Prosecution => "fiscalia-causas.xlsx",
            Agency::LabourInspection => "inspecao-trabalho.csv",
            Agency::Shelter => "shelter-htcds.xlsx",
            Agency::Hotline => "linea-ayuda.ndjson",
            Agency::Health => "service-sante.tsv",
        }
    }
}

/// The file of one agency, ready to be written.
pub struct AgencyFile<'a> {
    country: &'a Country,
    /// Whose file it is.
    pub agency: Agency,
    /// The mapping profile that reads it, as TOML.
    pub profile_toml: String,
}

impl<'a> AgencyFile<'a> {
    pub(crate) fn new(country: &'a Country, agency: Agency) -> Self {
        Self {
            country,
            agency,
            profile_toml: files::profile_toml(country, agency),
        }
    }

    /// Invented name of the agency.
    pub fn name(&self) -> &'static str {
        self.agency.name()
    }

    /// Name for the file.
    pub fn file_name(&self) -> &'static str {
        self.agency.file_name()
    }

    /// Writes the file from its first byte to its last, one undertaking at a time.
    ///
    /// # Errors
    /// Whatever `out` reports, and a spreadsheet that would exceed the rows that a sheet holds.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<Written> {
        files::write(self.country, self.agency, out)
    }
}
