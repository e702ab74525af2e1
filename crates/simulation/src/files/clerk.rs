//! How clerks write down who a person is: the same person never looks quite the same in two
//! agencies' files.

use crate::calendar::Day;
use crate::dice::Dice;
use crate::names::{Name, Names, join};

/// Something that a clerk did to a person's particulars, as the truth file names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trick {
    SecondSurnameDropped,
    SecondGivenDropped,
    SecondGivenOnly,
    AccentsLost,
    Nickname,
    GivenSurnameSwapped,
    SurnamesSwapped,
    Typo,
    Phonetic,
    BirthMissing,
    FirstOfJanuary,
    DayMonthSwapped,
    BirthYearWrong,
    DocumentTypo,
    Moved,
}

impl Trick {
    pub(crate) fn id(self) -> &'static str {
        match self {
            Trick::SecondSurnameDropped => "second_surname_dropped",
            Trick::SecondGivenDropped => "second_given_dropped",
            Trick::SecondGivenOnly => "second_given_only",
            Trick::AccentsLost => "accents_lost",
            Trick::Nickname => "nickname",
            Trick::GivenSurnameSwapped => "given_surname_swapped",
            Trick::SurnamesSwapped => "surnames_swapped",
            Trick::Typo => "typo",
            Trick::Phonetic => "phonetic",
            Trick::BirthMissing => "birth_missing",
            Trick::FirstOfJanuary => "first_of_january",
            Trick::DayMonthSwapped => "day_month_swapped",
            Trick::BirthYearWrong => "birth_year_wrong",
            Trick::DocumentTypo => "document_typo",
            Trick::Moved => "moved",
        }
    }
}

/// How often an agency's clerks do what.
pub(crate) struct Habits {
    /// Everything in capitals.
    pub(crate) capitals: bool,
    pub(crate) second_surname_dropped: f64,
    pub(crate) second_given_dropped: f64,
    pub(crate) accents_lost: f64,
    pub(crate) nickname: f64,
    pub(crate) typo: f64,
    pub(crate) phonetic: f64,
    pub(crate) swapped: f64,
    pub(crate) birth_missing: f64,
    pub(crate) first_of_january: f64,
    pub(crate) birth_wrong: f64,
    /// Share of persons whose document number is written down.
    pub(crate) document: f64,
    /// Share of persons whose telephone number is written down.
    pub(crate) phone: f64,
}

/// A person's particulars as one clerk wrote them.
pub(crate) struct Written {
    pub(crate) given: String,
    pub(crate) surname: String,
    pub(crate) second_surname: String,
    pub(crate) alias: String,
    pub(crate) birth: Option<Day>,
    pub(crate) document: String,
    pub(crate) phone: String,
    pub(crate) tricks: Vec<Trick>,
}

impl Written {
    pub(crate) fn surnames(&self) -> String {
        join(&self.surname, &self.second_surname)
    }
}

pub(crate) fn write_down(
    name: &Name,
    birth: Day,
    document: String,
    phone: String,
    names: &Names,
    habits: &Habits,
    dice: &mut Dice,
) -> Written {
    let mut tricks = Vec::new();
    let mut given = name.given_names();
    if !name.second_given.is_empty() {
        if dice.chance(habits.second_given_dropped) {
            given = name.given.to_owned();
            tricks.push(Trick::SecondGivenDropped);
        } else if dice.chance(0.04) {
            given = name.second_given.to_owned();
            tricks.push(Trick::SecondGivenOnly);
        }
    }
    let nickname = names.nickname(name.given);
    let mut alias = String::new();
    if let Some(nickname) = nickname {
        if dice.chance(habits.nickname) {
            given = nickname.to_owned();
            tricks.push(Trick::Nickname);
        } else if dice.chance(0.3) {
            alias = nickname.to_owned();
        }
    }
    let mut surname = name.surname.to_owned();
    let mut second_surname = name.second_surname.to_owned();
    if !second_surname.is_empty() {
        if dice.chance(habits.second_surname_dropped) {
            second_surname.clear();
            tricks.push(Trick::SecondSurnameDropped);
        } else if dice.chance(habits.swapped) {
            std::mem::swap(&mut surname, &mut second_surname);
            tricks.push(Trick::SurnamesSwapped);
        }
    }
    if dice.chance(habits.swapped) {
        std::mem::swap(&mut surname, &mut given);
        tricks.push(Trick::GivenSurnameSwapped);
    }
    if dice.chance(habits.typo) {
        let part = if dice.chance(0.5) {
            &mut given
        } else {
            &mut surname
        };
        *part = with_typo(part, dice);
        tricks.push(Trick::Typo);
    }
    if dice.chance(habits.phonetic) {
        let heard = by_ear(&surname, dice);
        if heard != surname {
            surname = heard;
            tricks.push(Trick::Phonetic);
        }
    }
    if dice.chance(habits.accents_lost) {
        let mut lost = false;
        for part in [&mut given, &mut surname, &mut second_surname, &mut alias] {
            let plain = without_accents(part);
            lost |= plain != *part;
            *part = plain;
        }
        if lost {
            tricks.push(Trick::AccentsLost);
        }
    }
    if habits.capitals {
        for part in [&mut given, &mut surname, &mut second_surname, &mut alias] {
            *part = part.to_uppercase();
        }
    }
    let birth = write_birth(birth, habits, dice, &mut tricks);
    let mut document = if dice.chance(habits.document) {
        document
    } else {
        String::new()
    };
    if !document.is_empty() && dice.chance(0.015) {
        document = with_digit_typo(&document, dice);
        tricks.push(Trick::DocumentTypo);
    }
    let phone = if dice.chance(habits.phone) {
        phone
    } else {
        String::new()
    };
    Written {
        given,
        surname,
        second_surname,
        alias,
        birth,
        document,
        phone,
        tricks,
    }
}

fn write_birth(
    birth: Day,
    habits: &Habits,
    dice: &mut Dice,
    tricks: &mut Vec<Trick>,
) -> Option<Day> {
    let (year, month, day) = birth.parts();
    if dice.chance(habits.birth_missing) {
        tricks.push(Trick::BirthMissing);
        return None;
    }
    if dice.chance(habits.first_of_january) {
        // Only the age is known: the year is reckoned from it.
        tricks.push(Trick::FirstOfJanuary);
        return Some(Day::new(year, 1, 1));
    }
    if dice.chance(habits.birth_wrong) {
        // A child of under two could come to be born after its registration.
        if day <= 12 && day != month && dice.chance(0.5) {
            tricks.push(Trick::DayMonthSwapped);
            return Some(Day::new(year, day, month));
        }
        tricks.push(Trick::BirthYearWrong);
        return Some(Day::new(year - 1, month, day.min(28)));
    }
    Some(birth)
}

fn with_typo(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = 1 + dice.below(letters.len() - 2);
    match dice.below(4) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = *dice.pick(&['a', 'e', 'o', 'n', 'r', 's', 'l']),
    }
    letters.into_iter().collect()
}

/// A surname written as it sounds: the pairs that Spanish and Portuguese speakers mix up.
fn by_ear(text: &str, dice: &mut Dice) -> String {
    const SOUNDS: [(&str, &str); 14] = [
        ("v", "b"),
        ("b", "v"),
        ("z", "s"),
        ("s", "z"),
        ("ll", "y"),
        ("y", "ll"),
        ("h", ""),
        ("qu", "k"),
        ("c", "s"),
        ("gu", "w"),
        ("ge", "je"),
        ("gi", "ji"),
        ("ñ", "ni"),
        ("ç", "s"),
    ];
    let at = dice.below(SOUNDS.len());
    for step in 0..SOUNDS.len() {
        let (from, to) = SOUNDS[(at + step) % SOUNDS.len()];
        // The first letter stays: initials are what clerks get right.
        if let Some(place) = text.find(from).filter(|&p| p > 0) {
            return format!("{}{}{}", &text[..place], to, &text[place + from.len()..]);
        }
    }
    text.to_owned()
}

pub(crate) fn without_accents(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' | 'â' | 'ã' | 'à' => 'a',
            'é' | 'ê' | 'è' | 'ë' => 'e',
            'í' | 'î' | 'ï' => 'i',
            'ó' | 'ô' | 'õ' => 'o',
            'ú' | 'ü' | 'û' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            'Á' | 'Â' => 'A',
            'É' | 'Ê' => 'E',
            'Í' => 'I',
            'Ó' => 'O',
            'Ú' => 'U',
            'Ñ' => 'N',
            other => other,
        })
        .collect()
}

fn with_digit_typo(document: &str, dice: &mut Dice) -> String {
    let mut bytes: Vec<char> = document.chars().collect();
    // The prefix that marks the number as fictitious stays as it is.
    let at = bytes.len() - 1 - dice.below(6);
    let digit = bytes[at].to_digit(10).unwrap_or(0);
    bytes[at] = char::from_digit((digit + 1 + dice.below(8) as u32) % 10, 10).unwrap_or('0');
    bytes.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Stream;

    #[test]
    fn a_document_typo_leaves_the_fictitious_prefix() {
        let mut dice = Dice::new(1, Stream::Wide, 0);
        for _ in 0..200 {
            let changed = with_digit_typo("XF0123456789", &mut dice);
            assert!(changed.starts_with("XF0123"));
            assert_eq!(changed.len(), 12);
        }
    }

    #[test]
    fn writing_by_ear_keeps_the_initial() {
        let mut dice = Dice::new(1, Stream::Wide, 0);
        for name in ["Vásquez", "Zelaya", "Quispe", "Nuñez", "Cevallos"] {
            let heard = by_ear(name, &mut dice);
            assert_eq!(heard.chars().next(), name.chars().next());
        }
        assert_eq!(without_accents("Núñez João"), "Nunez Joao");
    }
}
