//! JSON and NDJSON: records as rows, nested objects as columns with dots.

use std::collections::HashMap;

use super::decode::{Mark, TextStream};
use super::grid::{Grid, RowBuffer};
use super::notes::Notes;
use super::report::Warning;
use super::{CellKind, Limit, Limits, ReadError, header};

/// Text added at a time.
const STEP: usize = 128 << 10;

/// How records follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One object per line (or one after the other).
    Lines,
    /// An array, or the one array in an object under this key.
    Array(Option<String>),
}

/// Text with a position in it.
struct Cursor {
    stream: TextStream,
    text: String,
    at: usize,
    /// Position of `text` in the whole.
    base: u64,
    record: u32,
    limits: Limits,
}

type Parsed<T> = Result<T, ReadError>;

impl Cursor {
    fn fail(&self, detail: &'static str) -> ReadError {
        ReadError::Json {
            record: self.record,
            offset: self.base + self.at as u64,
            detail,
        }
    }

    fn restart(&mut self) -> Parsed<()> {
        self.stream.restart()?;
        self.text.clear();
        (self.at, self.base, self.record) = (0, 0, 0);
        Ok(())
    }

    /// Forgets the text before the position.
    fn forget(&mut self) {
        if self.at >= STEP {
            self.base += self.at as u64;
            self.text.drain(..self.at);
            self.at = 0;
        }
    }

    #[inline]
    fn peek(&mut self) -> Parsed<Option<u8>> {
        if let Some(&byte) = self.text.as_bytes().get(self.at) {
            return Ok(Some(byte));
        }
        if self.stream.ended() {
            return Ok(None);
        }
        if self.text.len() > self.limits.row_bytes.saturating_mul(2) {
            return Err(ReadError::TooLarge {
                what: Limit::Row,
                limit: self.limits.row_bytes as u64,
                row: Some(self.record),
            });
        }
        self.stream.fill(&mut self.text, STEP)?;
        Ok(self.text.as_bytes().get(self.at).copied())
    }

    fn skip_space(&mut self) -> Parsed<Option<u8>> {
        loop {
            match self.peek()? {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                // A byte-order mark, left over where files were joined.
                Some(0xEF) if self.text[self.at..].starts_with('\u{FEFF}') => self.at += 3,
                other => return Ok(other),
            }
        }
    }

    fn expect(&mut self, wanted: u8, detail: &'static str) -> Parsed<()> {
        if self.skip_space()? == Some(wanted) {
            self.at += 1;
            return Ok(());
        }
        Err(self.fail(detail))
    }

    /// Reads a string whose opening quote is next. Half a surrogate pair becomes `\u{FFFD}`;
    /// returns whether that happened.
    fn string(&mut self, out: &mut String) -> Parsed<bool> {
        self.expect(b'"', "a text was expected")?;
        let start = out.len();
        let mut lost = false;
        loop {
            let Some(byte) = self.peek()? else {
                return Err(self.fail("a text is not closed"));
            };
            match byte {
                b'"' => {
                    self.at += 1;
                    return Ok(lost);
                }
                b'\\' => {
                    self.at += 1;
                    lost |= self.escape(out)?;
                }
                0..0x20 => return Err(self.fail("a text holds a control character")),
                _ => {
                    let rest = &self.text.as_bytes()[self.at..];
                    let length = rest
                        .iter()
                        .position(|&b| b == b'"' || b == b'\\' || b < 0x20)
                        .unwrap_or(rest.len());
                    out.push_str(&self.text[self.at..self.at + length]);
                    self.at += length;
                }
            }
            if out.len() - start > self.limits.cell_bytes {
                return Err(ReadError::TooLarge {
                    what: Limit::Cell,
                    limit: self.limits.cell_bytes as u64,
                    row: Some(self.record),
                });
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Parsed<bool> {
        let Some(byte) = self.peek()? else {
            return Err(self.fail("a text is not closed"));
        };
        self.at += 1;
        out.push(match byte {
            b'"' | b'\\' | b'/' => byte as char,
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.escaped_unit(out),
            _ => return Err(self.fail("a text holds an unknown escape")),
        });
        Ok(false)
    }

    fn escaped_unit(&mut self, out: &mut String) -> Parsed<bool> {
        let unit = self.hex()?;
        if let 0xD800..0xDC00 = unit {
            let here = self.at;
            if self.peek()? == Some(b'\\') {
                self.at += 1;
                if self.peek()? == Some(b'u') {
                    self.at += 1;
                    let low = self.hex()?;
                    if let 0xDC00..0xE000 = low {
                        let code = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
                        out.push(char::from_u32(code).expect("a surrogate pair"));
                        return Ok(false);
                    }
                }
                self.at = here;
            }
        }
        let c = char::from_u32(unit).filter(|c| *c != '\0');
        out.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Ok(c.is_none())
    }

    fn hex(&mut self) -> Parsed<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek()?.and_then(|b| (b as char).to_digit(16));
            let Some(digit) = digit else {
                return Err(self.fail("a text holds an unknown escape"));
            };
            self.at += 1;
            unit = unit * 16 + digit;
        }
        Ok(unit)
    }

    /// Reads a number or a word that is next.
    fn scalar(&mut self, out: &mut String) -> Parsed<CellKind> {
        let start = out.len();
        while let Some(byte) = self.peek()? {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')) {
                break;
            }
            out.push(byte as char);
            self.at += 1;
            if out.len() - start > MAX_DIGITS {
                return Err(self.fail("a number has too many digits"));
            }
        }
        match &out[start..] {
            "true" | "false" => Ok(CellKind::Bool),
            "null" => {
                out.truncate(start);
                Ok(CellKind::Empty)
            }
            // Not JSON, but what several programs write for numbers that are none.
            "NaN" | "Infinity" | "-Infinity" => Ok(CellKind::Text),
            word if is_number(word) => {
                if let Some(plain) = plain_decimal(word) {
                    out.truncate(start);
                    out.push_str(&plain);
                }
                let kind = if out[start..].contains(['e', 'E']) {
                    CellKind::Text
                } else {
                    CellKind::Number
                };
                Ok(kind)
            }
            _ => Err(self.fail("a value was expected")),
        }
    }

    /// Skips any value that is next. Returns whether it is an array whose first value is an
    /// object.
    fn skip_value(&mut self) -> Parsed<bool> {
        let mut open: Vec<u8> = Vec::new();
        let mut scratch = String::new();
        let mut looks_like_records = false;
        let mut first = true;
        loop {
            let Some(byte) = self.skip_space()? else {
                return Err(self.fail("it ends too early"));
            };
            match byte {
                b'[' | b'{' => {
                    if open.len() == 1 && first {
                        looks_like_records = open[0] == b'[' && byte == b'{';
                        first = false;
                    }
                    open.push(byte);
                    self.at += 1;
                    if open.len() > self.limits.depth {
                        return Err(self.too_deep());
                    }
                }
                b']' | b'}' => {
                    let opened = if byte == b']' { b'[' } else { b'{' };
                    if open.pop() != Some(opened) {
                        return Err(self.fail("brackets do not match"));
                    }
                    self.at += 1;
                }
                b',' | b':' if !open.is_empty() => self.at += 1,
                b'"' => {
                    scratch.clear();
                    self.string(&mut scratch)?;
                    first = false;
                }
                _ => {
                    scratch.clear();
                    self.scalar(&mut scratch)?;
                    first = false;
                }
            }
            self.forget();
            if open.is_empty() {
                return Ok(looks_like_records);
            }
        }
    }

    fn too_deep(&self) -> ReadError {
        ReadError::TooLarge {
            what: Limit::Depth,
            limit: self.limits.depth as u64,
            row: Some(self.record),
        }
    }
}

/// Digits of one number: more than any counter or identifier has.
const MAX_DIGITS: usize = 1000;
/// Exponents beyond this are left as they are written.
const MAX_EXPONENT: i32 = 40;

/// Whether a word is a number by the grammar of JSON (leading zeros and `+` allowed).
fn is_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned
            .bytes()
            .all(|b| b.is_ascii_digit() || b".eE+-".contains(&b))
        && word.parse::<f64>().is_ok()
}

/// A number with exponent as plain decimal, digit by digit: no digit is lost or made up.
fn plain_decimal(word: &str) -> Option<String> {
    let (mantissa, exponent) = word.split_once(['e', 'E'])?;
    let exponent: i32 = exponent
        .parse()
        .ok()
        .filter(|e: &i32| e.abs() <= MAX_EXPONENT)?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let point = whole.len() as i32 + exponent;
    let text = if point <= 0 {
        format!("0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
    } else if point as usize >= digits.len() {
        format!("{digits}{}", "0".repeat(point as usize - digits.len()))
    } else {
        format!(
            "{}.{}",
            &digits[..point as usize],
            &digits[point as usize..]
        )
    };
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.'),
        false => &text,
    };
    let trimmed = text.trim_start_matches('0');
    let text = if trimmed.is_empty() || trimmed.starts_with('.') {
        format!("0{trimmed}")
    } else {
        trimmed.to_owned()
    };
    Some(format!("{sign}{text}"))
}

/// What a look over a whole document found.
pub(super) struct Outline {
    pub(super) rows: JsonGrid,
    pub(super) names: Vec<String>,
    pub(super) warnings: Vec<Warning>,
    /// Keys of arrays of records in the outer object.
    pub(super) lists: Vec<String>,
    pub(super) list: Option<String>,
    pub(super) lines: bool,
    pub(super) notes: Notes,
}

/// The records of a document.
pub(super) struct JsonGrid {
    cursor: Cursor,
    shape: Shape,
    /// Column of each path; a path that a record holds twice has several.
    columns: HashMap<String, usize>,
    started: bool,
    ended: bool,
    /// Value of each column of the record being read.
    values: Vec<Option<(String, CellKind)>>,
    /// Whether columns are still being collected.
    collecting: bool,
    order: Vec<String>,
}

impl JsonGrid {
    /// Reads the document once, to know its list and all its columns, and to refuse it as a
    /// whole when any of it is not valid.
    pub(super) fn outline(
        stream: TextStream,
        wanted: Option<&str>,
        limits: &Limits,
    ) -> Parsed<Outline> {
        let mut cursor = Cursor {
            stream,
            text: String::new(),
            at: 0,
            base: 0,
            record: 0,
            limits: limits.clone(),
        };
        let (shape, lists) = find_shape(&mut cursor, wanted)?;
        cursor.restart()?;
        let mut grid = Self {
            cursor,
            shape,
            columns: HashMap::new(),
            started: false,
            ended: false,
            values: Vec::new(),
            collecting: true,
            order: Vec::new(),
        };
        let mut notes = Notes::default();
        while grid.next_record(&mut notes)? {}
        grid.cursor.restart()?;
        (grid.started, grid.ended, grid.collecting) = (false, false, false);
        let mut names = std::mem::take(&mut grid.order);
        if names.is_empty() {
            return Err(ReadError::NoHeader);
        }
        let mut warnings = Vec::new();
        header::make_unique(&mut names, &mut warnings);
        warnings.retain(|warning| !matches!(warning, Warning::DuplicateHeaders(_)));
        let (list, lines) = match &grid.shape {
            Shape::Lines => (None, true),
            Shape::Array(list) => (list.clone(), false),
        };
        Ok(Outline {
            rows: grid,
            names,
            warnings,
            lists,
            list,
            lines,
            notes,
        })
    }

    /// Reads the next record into `values`.
    fn next_record(&mut self, notes: &mut Notes) -> Parsed<bool> {
        if self.ended || !self.find_record()? {
            self.ended = true;
            return Ok(false);
        }
        self.cursor.forget();
        self.cursor.record += 1;
        if self.cursor.record > self.cursor.limits.rows {
            let limit = u64::from(self.cursor.limits.rows);
            return Err(ReadError::too_large(Limit::Rows, limit));
        }
        self.values.iter_mut().for_each(|value| *value = None);
        let start = self.cursor.at;
        let mut path = String::new();
        self.object(&mut path, 1, notes)?;
        if self.cursor.at - start > self.cursor.limits.row_bytes {
            return Err(ReadError::TooLarge {
                what: Limit::Row,
                limit: self.cursor.limits.row_bytes as u64,
                row: Some(self.cursor.record),
            });
        }
        let end = self.cursor.base + self.cursor.at as u64;
        let record = self.cursor.record;
        for mark in self.cursor.stream.marks_before(end) {
            match mark {
                Mark::OtherEncoding => notes.mixed_encodings.add(record, 1),
                Mark::Undecodable => notes.undecodable.add(record, 1),
            }
        }
        Ok(true)
    }

    /// Goes to the next record; `false` at the end of the list.
    fn find_record(&mut self) -> Parsed<bool> {
        let first = !self.started;
        self.started = true;
        if self.shape == Shape::Lines {
            return match self.cursor.skip_space()? {
                None => Ok(false),
                Some(b'{') => Ok(true),
                Some(_) => Err(self.cursor.fail("a line holds no object")),
            };
        }
        if first {
            if let Shape::Array(Some(key)) = &self.shape {
                let key = key.clone();
                enter_list(&mut self.cursor, &key)?;
            }
            self.cursor.expect(b'[', "a list was expected")?;
        }
        match self.cursor.skip_space()? {
            Some(b']') => {
                self.cursor.at += 1;
                self.finish_document()?;
                return Ok(false);
            }
            Some(b',') if !first => self.cursor.at += 1,
            Some(_) if first => {}
            Some(_) => return Err(self.cursor.fail("a comma was expected between records")),
            None => return Err(self.cursor.fail("it ends too early")),
        }
        match self.cursor.skip_space()? {
            Some(b'{') => Ok(true),
            Some(_) => Err(self.cursor.fail("a record is not an object")),
            None => Err(self.cursor.fail("it ends too early")),
        }
    }

    /// What follows the list must be valid too, and end.
    fn finish_document(&mut self) -> Parsed<()> {
        if self.shape != Shape::Array(None) {
            loop {
                match self.cursor.skip_space()? {
                    Some(b'}') => {
                        self.cursor.at += 1;
                        break;
                    }
                    Some(b',') => {
                        self.cursor.at += 1;
                        let mut key = String::new();
                        self.cursor.skip_space()?;
                        self.cursor.string(&mut key)?;
                        self.cursor
                            .expect(b':', "a colon was expected after a key")?;
                        self.cursor.skip_value()?;
                    }
                    _ => return Err(self.cursor.fail("it ends too early")),
                }
            }
        }
        match self.cursor.skip_space()? {
            None => Ok(()),
            Some(_) => Err(self.cursor.fail("something follows the end")),
        }
    }

    /// Reads the object that is next; `path` names it.
    fn object(&mut self, path: &mut String, depth: usize, notes: &mut Notes) -> Parsed<()> {
        if depth > self.cursor.limits.depth {
            return Err(self.cursor.too_deep());
        }
        self.cursor.expect(b'{', "an object was expected")?;
        let outer = path.len();
        let mut first = true;
        loop {
            match self.cursor.skip_space()? {
                Some(b'}') => {
                    self.cursor.at += 1;
                    return Ok(());
                }
                Some(b',') if !first => {
                    self.cursor.at += 1;
                    self.cursor.skip_space()?;
                }
                Some(_) if first => {}
                Some(_) => return Err(self.cursor.fail("a comma was expected between keys")),
                None => return Err(self.cursor.fail("it ends too early")),
            }
            first = false;
            if outer > 0 {
                path.push('.');
            }
            self.cursor.string(path)?;
            self.cursor
                .expect(b':', "a colon was expected after a key")?;
            self.value(path, depth, notes)?;
            path.truncate(outer);
        }
    }

    fn value(&mut self, path: &mut String, depth: usize, notes: &mut Notes) -> Parsed<()> {
        let mut text = String::new();
        let kind = match self.cursor.skip_space()? {
            Some(b'{') => return self.object(path, depth + 1, notes),
            Some(b'[') => {
                notes.nested_lists.add(self.cursor.record, 1);
                self.list(&mut text, depth + 1)?
            }
            Some(b'"') => {
                if self.cursor.string(&mut text)? {
                    notes.undecodable.add(self.cursor.record, 1);
                }
                super::xlsx::text_kind(&text)
            }
            Some(_) => self.cursor.scalar(&mut text)?,
            None => return Err(self.cursor.fail("it ends too early")),
        };
        self.set(path, text, kind, notes)
    }

    /// Reads the array that is next: its plain values joined by `;`, or all of it as JSON.
    fn list(&mut self, out: &mut String, depth: usize) -> Parsed<CellKind> {
        let start = self.cursor.at;
        let base = self.cursor.base;
        self.cursor.expect(b'[', "a list was expected")?;
        let mut plain = true;
        let mut first = true;
        loop {
            match self.cursor.skip_space()? {
                Some(b']') => {
                    self.cursor.at += 1;
                    break;
                }
                Some(b',') if !first => {
                    self.cursor.at += 1;
                    self.cursor.skip_space()?;
                }
                Some(_) if first => {}
                Some(_) => return Err(self.cursor.fail("a comma was expected between values")),
                None => return Err(self.cursor.fail("it ends too early")),
            }
            if !first && plain {
                out.push(';');
            }
            first = false;
            match self.cursor.skip_space()? {
                Some(b'{' | b'[') => {
                    plain = false;
                    self.skip_nested(depth + 1)?;
                }
                Some(b'"') => drop(self.cursor.string(out)?),
                Some(_) => drop(self.cursor.scalar(out)?),
                None => return Err(self.cursor.fail("it ends too early")),
            }
        }
        if !plain {
            debug_assert_eq!(base, self.cursor.base);
            out.clear();
            out.push_str(&self.cursor.text[start..self.cursor.at]);
        }
        if out.len() > self.cursor.limits.cell_bytes {
            return Err(ReadError::TooLarge {
                what: Limit::Cell,
                limit: self.cursor.limits.cell_bytes as u64,
                row: Some(self.cursor.record),
            });
        }
        Ok(super::xlsx::text_kind(out))
    }

    /// Checks a nested value without keeping it; the text stays where it is.
    fn skip_nested(&mut self, depth: usize) -> Parsed<()> {
        if depth > self.cursor.limits.depth {
            return Err(self.cursor.too_deep());
        }
        let close = match self.cursor.peek()? {
            Some(b'{') => b'}',
            _ => b']',
        };
        self.cursor.at += 1;
        let mut scratch = String::new();
        let mut first = true;
        loop {
            match self.cursor.skip_space()? {
                Some(byte) if byte == close => {
                    self.cursor.at += 1;
                    return Ok(());
                }
                Some(b',') if !first => {
                    self.cursor.at += 1;
                    self.cursor.skip_space()?;
                }
                Some(_) if first => {}
                _ => return Err(self.cursor.fail("a comma was expected between values")),
            }
            first = false;
            scratch.clear();
            if close == b'}' {
                self.cursor.string(&mut scratch)?;
                self.cursor
                    .expect(b':', "a colon was expected after a key")?;
                self.cursor.skip_space()?;
                scratch.clear();
            }
            match self.cursor.peek()? {
                Some(b'{' | b'[') => self.skip_nested(depth + 1)?,
                Some(b'"') => drop(self.cursor.string(&mut scratch)?),
                Some(_) => drop(self.cursor.scalar(&mut scratch)?),
                None => return Err(self.cursor.fail("it ends too early")),
            }
        }
    }

    /// Keeps a value in the column of its path.
    fn set(&mut self, path: &str, text: String, kind: CellKind, notes: &mut Notes) -> Parsed<()> {
        let mut column = self.column(path)?;
        let mut time = 1;
        while column.is_some_and(|column| self.values[column].is_some()) {
            time += 1;
            if time == 2 {
                notes.duplicate_keys.add(self.cursor.record, 1);
            }
            column = self.column(&format!("{path}\u{0}{time}"))?;
        }
        if let Some(column) = column {
            self.values[column] = Some((text, kind));
        }
        Ok(())
    }

    /// Column of a path; a second value of the same key has the path, a zero and its turn.
    fn column(&mut self, path: &str) -> Parsed<Option<usize>> {
        if let Some(&column) = self.columns.get(path) {
            return Ok(Some(column));
        }
        if !self.collecting {
            return Ok(None);
        }
        let column = self.order.len();
        if column >= self.cursor.limits.columns {
            let limit = self.cursor.limits.columns as u64;
            return Err(ReadError::too_large(Limit::Columns, limit));
        }
        let name = path.split('\u{0}').next().unwrap_or_default();
        self.order
            .push(name.split_whitespace().collect::<Vec<_>>().join(" "));
        self.columns.insert(path.to_owned(), column);
        self.values.push(None);
        Ok(Some(column))
    }
}

/// Finds out where the records are.
fn find_shape(cursor: &mut Cursor, wanted: Option<&str>) -> Parsed<(Shape, Vec<String>)> {
    match cursor.skip_space()? {
        Some(b'[') => return Ok((Shape::Array(None), Vec::new())),
        Some(b'{') => {}
        _ => {
            return Err(ReadError::JsonShape(
                "it starts with neither `[` nor `{`".to_owned(),
            ));
        }
    }
    cursor.at += 1;
    let (mut lists, mut others) = (Vec::new(), 0);
    let mut first = true;
    loop {
        match cursor.skip_space()? {
            Some(b'}') => {
                cursor.at += 1;
                break;
            }
            Some(b',') if !first => {
                cursor.at += 1;
                cursor.skip_space()?;
            }
            Some(_) if first => {}
            Some(_) => return Err(cursor.fail("a comma was expected between keys")),
            None => return Err(cursor.fail("it ends too early")),
        }
        first = false;
        let mut key = String::new();
        cursor.string(&mut key)?;
        cursor.expect(b':', "a colon was expected after a key")?;
        if cursor.skip_value()? {
            if lists.len() < cursor.limits.columns {
                lists.push(key);
            }
        } else {
            others += 1;
        }
    }
    if cursor.skip_space()? == Some(b'{') {
        return Ok((Shape::Lines, Vec::new()));
    }
    if let Some(wanted) = wanted {
        return match lists.iter().any(|list| list == wanted) {
            true => Ok((Shape::Array(Some(wanted.to_owned())), lists)),
            false => Err(ReadError::NoSuchSheet {
                wanted: wanted.to_owned(),
                found: lists,
            }),
        };
    }
    match lists.as_slice() {
        [one] => Ok((Shape::Array(Some(one.clone())), lists)),
        // A single object is a file of one record.
        [] if others > 0 => Ok((Shape::Lines, lists)),
        [] => Err(ReadError::JsonShape("it holds none".to_owned())),
        several => Err(ReadError::JsonShape(format!(
            "it holds several, name one of them: {}",
            several
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        ))),
    }
}

/// Goes into the outer object to the value of this key.
fn enter_list(cursor: &mut Cursor, wanted: &str) -> Parsed<()> {
    cursor.expect(b'{', "an object was expected")?;
    loop {
        if cursor.skip_space()? == Some(b',') {
            cursor.at += 1;
            cursor.skip_space()?;
        }
        let mut key = String::new();
        cursor.string(&mut key)?;
        cursor.expect(b':', "a colon was expected after a key")?;
        if cursor.skip_space()? == Some(b'[') && key == wanted {
            return Ok(());
        }
        cursor.skip_value()?;
    }
}

impl Grid for JsonGrid {
    fn next_row(&mut self, row: &mut RowBuffer, notes: &mut Notes) -> Parsed<Option<u32>> {
        if !self.next_record(notes)? {
            return Ok(None);
        }
        for value in &self.values {
            match value {
                Some((text, kind)) => row.push(text, *kind),
                None => row.push("", CellKind::Empty),
            }
        }
        Ok(Some(self.cursor.record))
    }

    fn restart(&mut self) -> Parsed<()> {
        (self.started, self.ended) = (false, false);
        self.cursor.restart()
    }

    fn select(&mut self, _sheet: usize) -> Parsed<()> {
        self.restart()
    }

    fn used(&self) -> u64 {
        self.cursor.stream.used()
    }
}

#[cfg(test)]
mod tests {
    use super::plain_decimal;

    #[test]
    fn exponents_become_plain_decimals_digit_by_digit() {
        for (word, plain) in [
            ("1e3", "1000"),
            ("-1.50E+1", "-15"),
            ("12.34e1", "123.4"),
            ("1e-3", "0.001"),
            ("0.5e0", "0.5"),
            (
                "123456789012345678901234567890e0",
                "123456789012345678901234567890",
            ),
            ("0e5", "0"),
        ] {
            assert_eq!(plain_decimal(word).as_deref(), Some(plain), "{word}");
        }
        assert_eq!(plain_decimal("1e400"), None);
        assert_eq!(plain_decimal("12"), None);
    }
}
