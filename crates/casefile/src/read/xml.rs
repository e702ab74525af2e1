//! The XML of spreadsheets: one event at a time, none of them without bound.

use std::io::{self, BufReader, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Format, Limit, Limits, ReadError};

/// Reads XML events.
pub(super) struct Xml<R: Read> {
    reader: Reader<BufReader<Metered<R>>>,
    buffer: Vec<u8>,
    format: Format,
    depth: usize,
    max_depth: usize,
}

/// Counts bytes since the last event, so that none can fill the memory.
struct Metered<R> {
    inner: R,
    used: usize,
    limit: usize,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.used += read;
        if self.used > self.limit {
            return Err(ReadError::too_large(Limit::XmlToken, self.limit as u64).into_io());
        }
        Ok(read)
    }
}

/// Bytes asked of the unpacker at a time.
const BUFFER: usize = 64 << 10;

impl<R: Read> Xml<R> {
    pub(super) fn new(inner: R, format: Format, limits: &Limits) -> Self {
        let metered = Metered {
            inner,
            used: 0,
            limit: limits.xml_token_bytes,
        };
        let mut reader = Reader::from_reader(BufReader::with_capacity(BUFFER, metered));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = false;
        Self {
            reader,
            buffer: Vec::new(),
            format,
            depth: 0,
            max_depth: limits.depth,
        }
    }

    /// The bytes' reader.
    pub(super) fn inner(&self) -> &R {
        &self.reader.get_ref().get_ref().inner
    }

    pub(super) fn into_inner(self) -> R {
        self.reader.into_inner().into_inner().inner
    }

    /// Number of elements that are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event; `Event::Eof` at the end.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.reader.get_mut().get_mut().used = 0;
        self.buffer.clear();
        let format = self.format;
        let event = self
            .reader
            .read_event_into(&mut self.buffer)
            .map_err(|error| xml_error(error, format))?;
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth > self.max_depth {
                    return Err(ReadError::too_large(Limit::Depth, self.max_depth as u64));
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => {
                return Err(ReadError::damaged(
                    format,
                    "it declares a document type, which spreadsheets do not",
                ));
            }
            Event::Eof if self.depth > 0 => {
                return Err(ReadError::damaged(format, "its XML ends too early"));
            }
            _ => {}
        }
        Ok(event)
    }

    /// Reads on to the end of the element that is open.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if matches!(self.next()?, Event::Eof) {
                break;
            }
        }
        Ok(())
    }
}

fn xml_error(error: quick_xml::Error, format: Format) -> ReadError {
    match error {
        quick_xml::Error::Io(error) => match error.get_ref() {
            Some(inner) if inner.is::<ReadError>() => inner
                .downcast_ref::<ReadError>()
                .cloned()
                .unwrap_or(ReadError::damaged(format, "its XML can't be read")),
            _ => ReadError::Io {
                kind: error.kind(),
                message: error.to_string(),
            },
        },
        quick_xml::Error::Syntax(_) => ReadError::damaged(format, "its XML is not well formed"),
        _ => ReadError::damaged(format, "its XML is not valid"),
    }
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()
                .map(|value| value.into_owned())
        })
}

/// The value of an attribute by its full name.
pub(super) fn attribute_exact(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)
        .and_then(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()
                .map(|value| value.into_owned())
        })
}

/// Adds what an entity or a character reference stands for.
pub(super) fn push_reference(
    reference: &BytesRef<'_>,
    out: &mut String,
    format: Format,
) -> Result<(), ReadError> {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        out.push(c);
        return Ok(());
    }
    out.push(match reference.xml10_content().as_ref() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            return Err(ReadError::damaged(
                format,
                "it uses an entity that XML does not know",
            ));
        }
    });
    Ok(())
}
