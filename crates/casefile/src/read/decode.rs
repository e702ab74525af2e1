//! From bytes to text: one validation per chunk, other encodings reported and never lost.

use std::collections::VecDeque;

use encoding_rs::{Decoder, DecoderResult, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::input::{ByteStream, read_full};
use super::{ReadError, TextEncoding};

/// Bytes read at a time; large enough that a system call costs nothing, small enough for a
/// processor's cache.
const CHUNK: usize = 128 << 10;

/// Something about the text at a position of the decoded stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Bytes that are not UTF-8, read as Windows-1252.
    OtherEncoding,
    /// Nothing stands there in this encoding.
    Undecodable,
}

/// A stream of text.
pub(super) struct TextStream {
    bytes: Box<dyn ByteStream>,
    encoding: TextEncoding,
    decoder: Option<Decoder>,
    bom: usize,
    raw: Vec<u8>,
    /// Bytes at the start of `raw` that wait for the rest of their character.
    waiting: usize,
    /// Bytes of the unpacked file read so far.
    offset: u64,
    /// Bytes of text handed out so far.
    decoded: u64,
    marks: VecDeque<(u64, Mark)>,
    ended: bool,
}

impl TextStream {
    /// `bytes` must stand at its start; `bom` is the length of the byte-order mark.
    pub(super) fn new(bytes: Box<dyn ByteStream>, encoding: TextEncoding, bom: usize) -> Self {
        Self {
            bytes,
            encoding,
            decoder: decoder(encoding),
            bom,
            raw: vec![0; CHUNK],
            waiting: 0,
            offset: 0,
            decoded: 0,
            marks: VecDeque::new(),
            ended: false,
        }
    }

    pub(super) fn restart(&mut self) -> Result<(), ReadError> {
        self.bytes.restart()?;
        self.decoder = decoder(self.encoding);
        self.waiting = 0;
        self.offset = 0;
        self.decoded = 0;
        self.marks.clear();
        self.ended = false;
        Ok(())
    }

    pub(super) fn used(&self) -> u64 {
        self.bytes.used()
    }

    /// Whether everything was handed out.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }

    /// Position of the next mark not yet taken; `u64::MAX` without one.
    pub(super) fn next_mark(&self) -> u64 {
        self.marks.front().map_or(u64::MAX, |mark| mark.0)
    }

    /// Takes the marks before this position of the text.
    pub(super) fn marks_before(&mut self, position: u64) -> impl Iterator<Item = Mark> + '_ {
        std::iter::from_fn(move || {
            let &(at, mark) = self.marks.front()?;
            if at >= position {
                return None;
            }
            self.marks.pop_front();
            Some(mark)
        })
    }

    /// Adds at least `want` bytes of text, or what is left.
    pub(super) fn fill(&mut self, out: &mut String, want: usize) -> Result<(), ReadError> {
        let goal = out.len().saturating_add(want);
        while out.len() < goal && !self.ended {
            self.fill_chunk(out)?;
        }
        Ok(())
    }

    fn fill_chunk(&mut self, out: &mut String) -> Result<(), ReadError> {
        if self.offset == 0 && self.bom > 0 {
            let mut bom = [0; 4];
            self.offset += read_full(&mut self.bytes, &mut bom[..self.bom])? as u64;
        }
        let read = read_full(&mut self.bytes, &mut self.raw[self.waiting..])?;
        let end = self.waiting + read;
        let last = end < self.raw.len();
        let start = out.len();
        match &mut self.decoder {
            None if self.encoding == TextEncoding::Cp850 => {
                self.check_nul(end)?;
                out.extend(self.raw[..end].iter().map(|&byte| cp850(byte)));
                self.waiting = 0;
            }
            None => {
                self.check_nul(end)?;
                self.waiting =
                    push_utf8(&self.raw[..end], last, out, self.decoded, &mut self.marks);
                self.raw.copy_within(end - self.waiting..end, 0);
            }
            Some(decoder) => {
                let wide = matches!(self.encoding, TextEncoding::Utf16Le | TextEncoding::Utf16Be);
                if !wide {
                    check_nul(&self.raw[..end], self.offset)?;
                }
                push_decoded(
                    decoder,
                    &self.raw[..end],
                    last,
                    out,
                    self.decoded,
                    &mut self.marks,
                );
                self.waiting = 0;
                if wide && let Some(nul) = memchr::memchr(0, &out.as_bytes()[start..]) {
                    return Err(ReadError::Binary {
                        offset: self.offset + 2 * nul as u64,
                        byte: 0,
                    });
                }
            }
        }
        self.offset += read as u64;
        self.decoded += (out.len() - start) as u64;
        self.ended = last;
        Ok(())
    }

    fn check_nul(&self, end: usize) -> Result<(), ReadError> {
        check_nul(&self.raw[self.waiting..end], self.offset)
    }
}

fn check_nul(bytes: &[u8], offset: u64) -> Result<(), ReadError> {
    match memchr::memchr(0, bytes) {
        None => Ok(()),
        Some(at) => Err(ReadError::Binary {
            offset: offset + at as u64,
            byte: 0,
        }),
    }
}

fn decoder(encoding: TextEncoding) -> Option<Decoder> {
    let encoding = match encoding {
        TextEncoding::Utf8 | TextEncoding::Cp850 => return None,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Windows1252 | TextEncoding::Latin1 => WINDOWS_1252,
        TextEncoding::Macintosh => MACINTOSH,
    };
    Some(encoding.new_decoder_without_bom_handling())
}

/// Adds UTF-8, reading what is not UTF-8 as Windows-1252. Returns how many bytes at the end
/// wait for the rest of their character.
fn push_utf8(
    mut bytes: &[u8],
    last: bool,
    out: &mut String,
    decoded: u64,
    marks: &mut VecDeque<(u64, Mark)>,
) -> usize {
    let start = out.len();
    loop {
        let error = match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => {
                out.push_str(text);
                return 0;
            }
            Err(error) => error,
        };
        let (valid, rest) = bytes.split_at(error.valid_up_to());
        out.push_str(std::str::from_utf8(valid).expect("valid up to here"));
        let bad = match error.error_len() {
            Some(length) => length,
            None if last => rest.len(),
            None => return rest.len(),
        };
        marks.push_back((decoded + (out.len() - start) as u64, Mark::OtherEncoding));
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&rest[..bad]);
        out.push_str(&text);
        bytes = &rest[bad..];
    }
}

fn push_decoded(
    decoder: &mut Decoder,
    mut bytes: &[u8],
    last: bool,
    out: &mut String,
    decoded: u64,
    marks: &mut VecDeque<(u64, Mark)>,
) {
    let start = out.len();
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len())
            .expect("a chunk is small");
        out.reserve(room);
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, out, last);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                marks.push_back((decoded + (out.len() - start) as u64, Mark::Undecodable));
                out.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// A byte of code page 850 (IBM's "Multilingual Latin 1").
pub(super) fn cp850(byte: u8) -> char {
    const UPPER: [char; 128] = [
        'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ',
        'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú',
        'ñ', 'Ñ', 'ª', 'º', '¿', '®', '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á',
        'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥', '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã',
        '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë', 'È', 'ı', 'Í', 'Î', 'Ï', '┘',
        '┌', '█', '▄', '¦', 'Ì', '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ', 'Ú', 'Û', 'Ù',
        'ý', 'Ý', '¯', '´', '\u{AD}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³',
        '²', '■', '\u{A0}',
    ];
    match byte.checked_sub(128) {
        None => byte as char,
        Some(upper) => UPPER[upper as usize],
    }
}
