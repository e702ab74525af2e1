//! The typesetting library, given nothing but the template, the data and the fonts inside this
//! program: no file, network, clock or environment is reachable from a document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use faro_report::model::Document;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::print::printed;

const TEMPLATE: &str = include_str!("template.typ");

/// Liberation Sans (SIL Open Font License 1.1, see `fonts/OFL.txt`): the metrics that pictures
/// are measured with, and every letter of Latin America's written languages.
const FONTS: [&[u8]; 2] = [
    include_bytes!("../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../fonts/LiberationSans-Bold.ttf"),
];

static LOADED: LazyLock<Vec<Font>> = LazyLock::new(|| {
    FONTS
        .iter()
        .flat_map(|data| Font::iter(Bytes::new(*data)))
        .collect()
});

/// A typeset document.
pub(crate) struct Typeset {
    pub(crate) bytes: Vec<u8>,
    /// What the reader of the terminal should know.
    pub(crate) remarks: Vec<String>,
}

/// A document that can't be typeset. The template takes any document, so this names a defect.
#[derive(Debug, thiserror::Error)]
#[error("the document can't be typeset: {0}")]
pub(crate) struct TypesetError(String);

fn list(diagnostics: &[SourceDiagnostic]) -> String {
    diagnostics
        .iter()
        .map(|d| d.message.to_string())
        .collect::<Vec<_>>()
        .join("; ")
}

pub(crate) fn pdf(document: &Document) -> Result<Typeset, TypesetError> {
    let world = Room::new(document)?;
    let compiled = typst::compile::<PagedDocument>(&world);
    let pages = compiled
        .output
        .map_err(|errors| TypesetError(list(&errors)))?;
    let mut remarks: Vec<String> = compiled
        .warnings
        .iter()
        .map(|w| w.message.to_string())
        .collect();
    // PDF/UA-1 (ISO 14289-1) is what assistive tools rely on; every report should pass.
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|e| TypesetError(e.message().to_string()))?;
    match typst_pdf::pdf(&pages, &options(accessible)) {
        Ok(bytes) => Ok(Typeset { bytes, remarks }),
        Err(errors) => {
            remarks.push(format!(
                "the PDF is tagged but does not conform to PDF/UA-1: {}",
                list(&errors)
            ));
            let bytes = typst_pdf::pdf(&pages, &options(PdfStandards::default()))
                .map_err(|errors| TypesetError(list(&errors)))?;
            Ok(Typeset { bytes, remarks })
        }
    }
}

fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        creator: Smart::Custom(Some(format!("faro-pdf {}", env!("CARGO_PKG_VERSION")))),
        standards,
        ..PdfOptions::default()
    }
}

/// All that a document can reach.
struct Room {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    main: Source,
    files: BTreeMap<String, Bytes>,
}

fn file_id(name: &str) -> Result<FileId, TypesetError> {
    let path = VirtualPath::new(name).map_err(|e| TypesetError(format!("{name}: {e:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Room {
    fn new(document: &Document) -> Result<Self, TypesetError> {
        let printed = printed(document);
        let mut files: BTreeMap<String, Bytes> = printed
            .pictures
            .into_iter()
            .map(|(name, svg)| (name, Bytes::from_string(svg)))
            .collect();
        files.insert(
            "report.json".to_owned(),
            Bytes::from_string(printed.data.to_string()),
        );
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(LOADED.iter())),
            main: Source::new(file_id("main.typ")?, TEMPLATE.to_owned()),
            files,
        })
    }
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            Ok(self.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(id.get().vpath().get_without_slash())
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        LOADED.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use faro_vocabulary::Lang;

    use super::*;
    use crate::common;

    #[test]
    fn the_sample_conforms_to_pdf_ua_in_every_language() {
        for lang in Lang::ALL {
            let typeset = pdf(&common::sample(lang)).expect("typeset");
            assert!(typeset.bytes.starts_with(b"%PDF-"));
            assert_eq!(typeset.remarks, Vec::<String>::new(), "{lang}");
        }
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let document = common::sample(Lang::Es);
        let bytes = || pdf(&document).expect("typeset").bytes;
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn markup_in_a_text_is_only_text() {
        let mut document = common::sample(Lang::En);
        document.title = "#panic(\"x\") $ _a_ *b* <l> @ref [c] \\ // \"".to_owned();
        document.sections[0].heading = "= #read(\"/etc/passwd\")".to_owned();
        pdf(&document).expect("typeset");
    }
}
