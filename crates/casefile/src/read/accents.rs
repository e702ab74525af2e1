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
    while let Some((start, _, length)) = next_broken(rest) {
        count += 1;
        rest = &rest[start + length..];
    }
    count
}

fn repair_once(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((start, meant, length)) = next_broken(rest) {
        out.push_str(&rest[..start]);
        out.push(meant);
        rest = &rest[start + length..];
    }
    if rest.len() == text.len() {
        return None;
    }
    out.push_str(rest);
    Some(out)
}

/// Start of the first broken sequence, the character it stands for, its length in bytes.
fn next_broken(text: &str) -> Option<(usize, char, usize)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    // The lead characters â, Ã, Â and Å are all written 0xC3 0x82|0x83|0x85|0xA2 in UTF-8.
    while let Some(found) = memchr::memchr(0xC3, &bytes[from..]) {
        let start = from + found;
        from = start + 1;
        let mut chars = text[start..].chars();
        let lead = chars.next()?;
        let wanted = match lead {
            'Ã' | 'Â' | 'Å' => 1,
            'â' => 2,
            _ => continue,
        };
        let mut sequence = [lead as u8, 0, 0];
        let mut length = lead.len_utf8();
        let mut complete = true;
        for place in 1..=wanted {
            match chars.next().and_then(|c| Some((c, continuation(c)?))) {
                Some((c, byte)) => {
                    sequence[place] = byte;
                    length += c.len_utf8();
                }
                None => complete = false,
            }
            if !complete {
                break;
            }
        }
        if !complete || (lead == 'â' && sequence[1] != 0x80) {
            continue;
        }
        // Å + 0x92|0x93 are Œ and œ; other uses of Å are Nordic words.
        if lead == 'Å' && !matches!(sequence[1], 0x92 | 0x93) {
            continue;
        }
        let meant = std::str::from_utf8(&sequence[..=wanted])
            .ok()
            .and_then(|s| s.chars().next());
        if let Some(meant) = meant.filter(|c| !c.is_control()) {
            return Some((start, meant, length));
        }
    }
    None
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
