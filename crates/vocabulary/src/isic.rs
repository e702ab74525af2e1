/// Divisions of ISIC Rev. 4 (first and last, both included) by section. National
/// classifications of the region share them: CNAE 2.0 (Brazil), CIIU Rev. 4 adaptations.
const SECTIONS: [(u8, u8, &str); 21] = [
    (1, 3, "A"),
    (5, 9, "B"),
    (10, 33, "C"),
    (35, 35, "D"),
    (36, 39, "E"),
    (41, 43, "F"),
    (45, 47, "G"),
    (49, 53, "H"),
    (55, 56, "I"),
    (58, 63, "J"),
    (64, 66, "K"),
    (68, 68, "L"),
    (69, 75, "M"),
    (77, 82, "N"),
    (84, 84, "O"),
    (85, 85, "P"),
    (86, 88, "Q"),
    (90, 93, "R"),
    (94, 96, "S"),
    (97, 98, "T"),
    (99, 99, "U"),
];

/// Section (`A` to `U`, a code of scheme `isic-section`) of an activity code of ISIC Rev. 4
/// or of a national classification built on it: `2341-9/00` (CNAE), `0210`, `A01`, `56`.
///
/// None for a code that no section holds, and for one, three or six bare digits: a
/// spreadsheet may have eaten their leading zero, and `210108` is then forestry, not food.
pub fn isic_section(activity: &str) -> Option<&'static str> {
    let activity = activity.trim();
    let (letter, rest) = match activity.chars().next()? {
        c if c.is_ascii_alphabetic() => (Some(c.to_ascii_uppercase()), &activity[1..]),
        _ => (None, activity),
    };
    let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/' | ' ');
    if !rest.chars().all(known) {
        return None;
    }
    let digits: Vec<u8> = rest
        .bytes()
        .filter(u8::is_ascii_digit)
        .map(|digit| digit - b'0')
        .collect();
    let section_of = |division: u8| {
        let held = |&&(first, last, _): &&(u8, u8, &str)| (first..=last).contains(&division);
        SECTIONS.iter().find(held).map(|&(_, _, section)| section)
    };
    let bare = rest.bytes().all(|b| b.is_ascii_digit());
    match (letter, digits.as_slice()) {
        (Some(letter), []) => SECTIONS
            .iter()
            .map(|&(_, _, section)| section)
            .find(|section| section.starts_with(letter)),
        (Some(letter), [tens, units, ..]) => {
            section_of(tens * 10 + units).filter(|section| section.starts_with(letter))
        }
        (None, [tens, units, ..]) if !(bare && matches!(digits.len(), 1 | 3 | 6)) => {
            section_of(tens * 10 + units)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scheme;

    #[test]
    fn every_form_of_an_activity_code_finds_its_section() {
        for (activity, section) in [
            ("2341-9/00", "C"),
            ("0210-1/08", "A"),
            ("A", "A"),
            ("a01", "A"),
            ("56.11", "I"),
            ("9700", "T"),
            ("4120400", "F"),
        ] {
            assert_eq!(isic_section(activity), Some(section), "{activity}");
        }
    }

    #[test]
    fn a_code_that_may_have_lost_its_zero_finds_none() {
        for activity in ["210108", "210", "1", "04", "C01", "Z", "", "café", "x y"] {
            assert_eq!(isic_section(activity), None, "{activity}");
        }
    }

    #[test]
    fn sections_are_those_of_the_scheme() {
        let scheme = Scheme::get("isic-section").expect("a scheme");
        assert_eq!(scheme.terms().len(), SECTIONS.len());
        for (_, _, section) in SECTIONS {
            assert!(scheme.term(section).is_some(), "{section}");
        }
    }
}
