//! Making any text harmless where it is put: in HTML and XML, in addresses, in spreadsheets.

use std::borrow::Cow;

/// Escapes a text for HTML and XML, as content and as an attribute in double quotes.
///
/// Characters that XML 1.0 does not allow (control characters, U+FFFE, U+FFFF) become U+FFFD,
/// so that no text can make a document ill-formed.
pub fn escape(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| replacement(c).is_none()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    escape_into(&mut out, text);
    Cow::Owned(out)
}

pub(crate) fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match replacement(c) {
            Some(safe) => out.push_str(safe),
            None => out.push(c),
        }
    }
}

fn replacement(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\t' | '\n' => None,
        // Parsers would normalise it in their own ways.
        '\r' => Some(" "),
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    }
}

/// Whether an address stays on this site: a path, a query or an anchor. Others are never made
/// into links, so no text of a document can lead a reader elsewhere or run a script.
pub fn is_local(address: &str) -> bool {
    let starts_well = match address.as_bytes() {
        [b'#' | b'?', ..] => true,
        // `//host` and `/\host` lead to another host.
        [b'/', b'/' | b'\\', ..] => false,
        [b'/', ..] => true,
        _ => false,
    };
    starts_well && !address.chars().any(char::is_control)
}

/// A text that spreadsheet programs show and never run.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return may be taken for a
/// formula (OWASP, CSV injection); a leading apostrophe makes it a text. Plain numbers such
/// as `-3.5` are left alone.
pub fn spreadsheet_text(text: &str) -> Cow<'_, str> {
    let first = text.chars().find(|c| !matches!(c, ' ' | '\u{feff}'));
    let risky = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '|' | '%')
    );
    if !risky || is_plain_number(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(format!("'{text}"))
    }
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_loses_its_meaning() {
        assert_eq!(
            escape("<b a='x' c=\"y\">&\u{0}"),
            "&lt;b a=&#39;x&#39; c=&quot;y&quot;&gt;&amp;\u{fffd}"
        );
        assert!(matches!(escape("mañana"), Cow::Borrowed(_)));
    }

    #[test]
    fn only_local_addresses_are_links() {
        for good in ["/es/places/CO-ANT", "?page=2", "#method"] {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "",
            "javascript:alert(1)",
            "//host/x",
            "/\\host",
            "https://host",
            "/a\nb",
            "x",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }

    #[test]
    fn formulas_become_text() {
        for bad in [
            "=1+1",
            "+cmd",
            "-cmd|' /C calc'!A0",
            "@SUM(A1)",
            "\t=1",
            " =1",
            "＝1",
        ] {
            assert!(spreadsheet_text(bad).starts_with('\''), "{bad}");
        }
        for good in ["Bogotá", "-3.5", "12", "a=b", ""] {
            assert_eq!(spreadsheet_text(good), good);
        }
    }
}
