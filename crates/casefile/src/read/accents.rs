//! Broken accents: UTF-8 that was once read as Windows-1252 and written again.

use encoding_rs::WINDOWS_1252;

/// How often text may have been broken in turn; each turn doubles its accents' length.
const TURNS: usize = 3;

/// Mends accents such as `PerÃº` (to `Perú`); `None` when there is nothing to mend.
///
/// Only sequences that can hardly be meant are touched: a character that starts a UTF-8
/// sequence of Latin letters or typographic marks when written in Windows-1252, followed by
/// the right number of characters that continue one.
pub fn repair_accents(text: &str) -> Option<String> {
    let mut mended = repair_once(text)?;
    for _ in 1..TURNS {
        match repair_once(&mended) {
            Some(better) => mended = better,
            None => break,
        }
    }
    Some(mended)
}

/// Number of broken sequences.
pub(super) fn count_broken(text: &str) -> u64 {
    let mut count = 0;
    let mut rest = text;
    while let Some(broken) = next_broken(rest, count > 0) {
        count += 1;
        rest = &rest[broken.end..];
    }
    count
}

fn repair_once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(broken) = next_broken(rest, rest.len() < text.len()) {
        out.push_str(&rest[..broken.start]);
        out.push(broken.meant);
        rest = &rest[broken.end..];
    }
    if rest.len() == text.len() {
        return None;
    }
    out.push_str(rest);
    Some(out)
}

/// The leads Â, Ã, Å, Æ, Ë and â are all written 0xC3 and one of these in UTF-8.
fn is_lead_end(byte: u8) -> bool {
    matches!(byte, 0x82 | 0x83 | 0x85 | 0x86 | 0x8B | 0xA2)
}

/// Number of `\u{FFFD}`, and whether sequences may be broken: one quick pass over text of
/// which most is whole.
pub(super) fn suspects(text: &str) -> (u64, bool) {
    let bytes = text.as_bytes();
    let (mut lost, mut broken) = (0, false);
    for at in memchr::memchr2_iter(0xC3, 0xEF, bytes) {
        match bytes[at..] {
            [0xC3, next, ..] => broken |= is_lead_end(next),
            [0xEF, 0xBF, 0xBD, ..] => lost += 1,
            _ => {}
        }
    }
    (lost, broken)
}

struct Broken {
    start: usize,
    end: usize,
    meant: char,
}

/// The first broken sequence. `joined`: another one ends where the text starts.
fn next_broken(text: &str, joined: bool) -> Option<Broken> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(found) = memchr::memchr(0xC3, &bytes[from..]) {
        let start = from + found;
        from = start + 1;
        if !bytes.get(from).is_some_and(|byte| is_lead_end(*byte)) {
            continue;
        }
        if let Some((meant, length)) = read_broken(&text[start..], joined && start == 0) {
            return Some(Broken {
                start,
                end: start + length,
                meant,
            });
        }
    }
    None
}

/// The character that the broken sequence at the start of `text` stands for, and its length.
fn read_broken(text: &str, joined: bool) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = chars.next()?;
    let mut sequence = vec![lead as u8];
    let mut length = lead.len_utf8();
    for _ in 0..if lead == 'â' { 2 } else { 1 } {
        let c = chars.next()?;
        sequence.push(continuation(c)?);
        length += c.len_utf8();
    }
    let meant = std::str::from_utf8(&sequence).ok()?.chars().next()?;
    let likely = match lead {
        'Ã' | 'Â' => true,
        // Typographic marks, the euro sign, the trade mark.
        'â' => matches!(meant, '\u{2010}'..='\u{203A}' | '€' | '™'),
        'Å' if matches!(meant, 'Œ' | 'œ') => true,
        // Text broken twice: what stands behind another broken sequence.
        _ => {
            joined
                && matches!(
                    meant,
                    'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜' | 'Œ' | 'œ'
                )
        }
    };
    likely.then_some((meant, length))
}

/// The byte 0x80 to 0xBF that Windows-1252 reads as this character.
fn continuation(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{BF}' = c {
        return Some(c as u8);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match bytes.as_ref() {
        [byte @ 0x80..=0xBF] if !failed => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn break_once(text: &str) -> String {
        WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    }

    #[test]
    fn broken_words_come_back() {
        for word in [
            "Perú",
            "España",
            "niñez",
            "São Paulo",
            "Índice",
            "ÁÉÍÓÚÑ",
            "«dicho»",
            "años – “sí”",
            "n.º 5",
            "à côté",
        ] {
            let broken = break_once(word);
            assert_eq!(repair_accents(&broken).as_deref(), Some(word), "{broken}");
            assert_eq!(repair_accents(&break_once(&broken)).as_deref(), Some(word));
            assert!(count_broken(&broken) > 0);
        }
    }

    #[test]
    fn whole_words_are_left_alone() {
        for word in [
            "Perú", "NÃO", "São", "MANHÃ", "Ângela", "â", "", "abc", "Åland", "ação", "Ã",
        ] {
            assert_eq!(repair_accents(word), None, "{word}");
        }
    }
}
