//! Passwords, codes, tokens and attempt limits: what they promise.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Mutex;

use faro_service::World;
use faro_service::credentials::{
    Attempt, AttemptLedger, Client, Decision, MAXIMUM_CHARACTERS, MINIMUM_CHARACTERS, NotAHash,
    NotARecoveryCode, PasswordHash, PasswordHasher, PasswordRefused, PasswordRules, RecoveryCode,
    RecoveryHash, Step, Token, TokenHash, TokenKind, TokenRefused, TotpRefused, TotpSecret,
    TotpStep, TypedPassword, WordKind, qr_svg,
};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha20Rng;

struct SeededWorld(Mutex<ChaCha20Rng>);

impl SeededWorld {
    fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl World for SeededWorld {
    fn now_micros(&self) -> i64 {
        panic!("credentials take the time as an argument")
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        self.0.lock().expect("nobody panicked").fill_bytes(bytes);
    }
}

fn typed(text: &str) -> TypedPassword {
    TypedPassword::new(text.to_owned())
}

fn rules() -> PasswordRules {
    PasswordRules::new()
        .with_agency("Fiscalía General de Santa Lucía del Monte")
        .with_account("Ana María Echeverri")
        .with_account("aecheverri@example.org")
}

fn check(text: &str) -> Result<(), PasswordRefused> {
    rules().check(&typed(text))
}

#[test]
fn length_is_counted_in_characters() {
    let too_short = PasswordRefused::TooShort {
        minimum: MINIMUM_CHARACTERS,
    };
    assert_eq!(check("vq8#Lm2!xKz"), Err(too_short));
    assert_eq!(check("vq8#Lm2!xKzW"), Ok(()));
    assert_eq!(check("ñandú-çöàé"), Err(too_short));
    assert_eq!(check("ñandú-çöàéøß"), Ok(()));
    // Twelve letters typed as letter and accent are six.
    assert_eq!(
        check("e\u{301}n\u{303}u\u{308}o\u{301}a\u{300}i\u{302}"),
        Err(too_short)
    );
    assert_eq!(check(""), Err(too_short));
    let mut long: String = ('\u{4e00}'..).take(MAXIMUM_CHARACTERS).collect();
    assert_eq!(check(&long), Ok(()));
    long.push('é');
    let too_long = PasswordRefused::TooLong {
        maximum: MAXIMUM_CHARACTERS,
    };
    assert_eq!(check(&long), Err(too_long));
}

#[test]
fn any_composition_is_taken() {
    for taken in [
        "correct horse battery staple",
        "la lluvia moja las tejas rojas",
        "o vento dobra o capim seco",
        "mi farol viejo cuelga torcido",
        "tejas mojadas ladran",
        "  spaces at both ends  ",
        "8301947265019",
        "ЛУНАНАДМОРЕМТИХО",
        "雨が降ると屋根が歌うよね",
        "🌧🪟🐈🥭🪜🧵🫖🪁🦜🌵🛶🧿",
        "dragon84729374982374",
        "kqzvtrwxjhbn",
    ] {
        assert_eq!(check(taken), Ok(()), "{taken}");
    }
}

#[test]
fn what_is_easily_guessed_is_refused() {
    use PasswordRefused::{Common, ContextWord, ControlCharacter, Repeated, Run};
    for (refused, why) in [
        ("password1234", Common),
        ("P@ssw0rd2024!", Common),
        ("contraseña12345", Common),
        ("Noviembre2026!", Common),
        ("iloveyou2024", Common),
        ("passwordpassword", Common),
        ("!!Dragon!!!!!", Common),
        ("1qaz2wsx3edc", Common),
        ("123qweasdzxc", Common),
        ("FiscaliaGeneral", ContextWord(WordKind::Agency)),
        ("fiscalía-lucía-1", ContextWord(WordKind::Agency)),
        ("Echeverri2026", ContextWord(WordKind::Account)),
        ("aecheverri1234", ContextWord(WordKind::Account)),
        ("faro-faro-2026", ContextWord(WordKind::Service)),
        ("trata de personas", ContextWord(WordKind::Service)),
        ("ffffffffffff", Repeated),
        ("xkxkxkxkxkxkxk", Repeated),
        ("ñoñoñoñoñoñoño", Repeated),
        ("bcdefghijklmn", Run),
        ("poiuytrewqlkj", Run),
        ("199020012026", Run),
        ("line one\nline two", ControlCharacter),
        ("nul\0inside the text", ControlCharacter),
    ] {
        assert_eq!(check(refused), Err(why), "{refused}");
    }
}

#[test]
fn random_passwords_are_taken() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let alphabet: Vec<char> = ('a'..='z').chain('0'..='9').collect();
    for _ in 0..300 {
        let text: String = (0..MINIMUM_CHARACTERS)
            .map(|_| alphabet[rng.next_u32() as usize % alphabet.len()])
            .collect();
        assert_eq!(check(&text), Ok(()), "{text}");
    }
}

#[test]
fn the_same_keys_are_the_same_password_and_nothing_is_trimmed() {
    let hasher = PasswordHasher::cheap_for_tests();
    let hash = hasher.hash(&typed("señal de niebla"), &SeededWorld::new(2));
    assert!(hasher.verify(&typed("sen\u{303}al\u{a0}de niebla"), &hash));
    for other in [
        "senal de niebla",
        "Señal de niebla",
        " señal de niebla",
        "señal de niebla ",
        "señal de nieblas",
        "",
    ] {
        assert!(!hasher.verify(&typed(other), &hash), "{other}");
    }
    // Compatibility forms stay apart: form C, not KC.
    let hash = hasher.hash(&typed("x² ﬁjo"), &SeededWorld::new(2));
    assert!(!hasher.verify(&typed("x2 fijo"), &hash));
}

#[test]
fn the_whole_password_counts() {
    let hasher = PasswordHasher::cheap_for_tests();
    let long = "ñ".repeat(MAXIMUM_CHARACTERS);
    let hash = hasher.hash(&typed(&long), &SeededWorld::new(3));
    assert!(hasher.verify(&typed(&long), &hash));
    assert!(!hasher.verify(&typed(&long[2..]), &hash));
    assert!(!hasher.verify(&typed(&format!("{long}ñ")), &hash));
}

/// `hashtest(version, 2, 16, 1, "password", "somesalt", …)` for Argon2id, version 19, in test.c of
/// the reference implementation, phc-winner-argon2.
#[test]
fn argon2id_is_that_of_the_reference_implementation() {
    let params = argon2::Params::new(65_536, 2, 1, Some(32)).unwrap();
    let mut output = [0; 32];
    argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params)
        .hash_password_into(b"password", b"somesalt", &mut output)
        .unwrap();
    let hex: String = output.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    );
}

#[test]
fn new_hashes_have_the_costs_of_the_documentation() {
    let hasher = PasswordHasher::recommended();
    let hash = hasher.hash(&typed("tejas mojadas ladran"), &SeededWorld::new(4));
    assert!(
        hash.to_stored()
            .starts_with("$argon2id$v=19$m=47104,t=2,p=1$")
    );
    assert!(hasher.verify(&typed("tejas mojadas ladran"), &hash));
    assert!(!hasher.needs_rehash(&hash));
    let again = PasswordHash::from_stored(hash.to_stored()).ok().unwrap();
    assert!(hasher.verify(&typed("tejas mojadas ladran"), &again));

    let old = PasswordHasher::cheap_for_tests().hash(&typed("tejas"), &SeededWorld::new(5));
    assert!(hasher.needs_rehash(&old));
    assert!(hasher.verify(&typed("tejas"), &old));
}

#[test]
fn two_accounts_with_one_password_have_two_hashes() {
    let hasher = PasswordHasher::cheap_for_tests();
    let world = SeededWorld::new(6);
    let [one, two] = [0, 1].map(|_| hasher.hash(&typed("tejas mojadas"), &world));
    assert_ne!(one.to_stored(), two.to_stored());
}

/// Nanoseconds that this thread has had a processor: a busy machine disturbs them less than a
/// clock on the wall.
#[cfg(target_os = "linux")]
fn processor_time() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok()
}

/// The time of an answer must not tell which sign-in names exist.
#[cfg(target_os = "linux")]
#[test]
fn nobody_takes_as_long_as_somebody() {
    if processor_time().is_none_or(|time| time == 0) {
        eprintln!("SKIPPED: this kernel does not say how long a thread has run");
        return;
    }
    let hasher = PasswordHasher::recommended();
    let hash = hasher.hash(&typed("tejas mojadas ladran"), &SeededWorld::new(7));
    let wrong = typed("wrong password");
    let long = typed(&"x".repeat(100_000));
    let works: [&dyn Fn() -> bool; 3] = [
        &|| hasher.verify(&wrong, &hash),
        &|| hasher.verify_against_nobody(&wrong),
        &|| hasher.verify(&long, &hash),
    ];
    let mut fastest = [u64::MAX; 3];
    for _ in 0..5 {
        for (work, fastest) in works.iter().zip(&mut fastest) {
            let start = processor_time().unwrap();
            assert!(!work());
            *fastest = (processor_time().unwrap() - start).min(*fastest);
        }
    }
    for other in &fastest[1..] {
        assert!(*other > fastest[0] / 4, "{fastest:?}");
    }
}

#[test]
fn hostile_hashes_are_refused_before_they_cost_anything() {
    let salt = "AAAAAAAAAAAAAAAAAAAAAA";
    let output = "A".repeat(43);
    for stored in [
        String::new(),
        "password".to_owned(),
        "$argon2id$".to_owned(),
        format!("$argon2i$v=19$m=47104,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=16$m=47104,t=1,p=1${salt}${output}"),
        format!("$argon2id$m=47104,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=4294967295,t=1,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=47104,t=4000000000,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=47104,t=1,p=64${salt}${output}"),
        format!("$argon2id$v=19$m=47104,t=0,p=1${salt}${output}"),
        format!("$argon2id$v=19$m=47104,t=1,p=1$AAAA${output}"),
        format!("$argon2id$v=19$m=47104,t=1,p=1${salt}$AAAAAAAAAAAAAA"),
        format!("$argon2id$v=19$m=47104,t=1,p=1${salt}"),
        format!("$argon2id$v=19$m=x,t=1,p=1${salt}${output}"),
        "$".repeat(100_000),
    ] {
        let refused = PasswordHash::from_stored(&stored).err();
        assert_eq!(refused, Some(NotAHash), "{stored:.80}");
    }
    let accepted = format!("$argon2id$v=19$m=19456,t=2,p=1${salt}${output}");
    assert!(PasswordHash::from_stored(&accepted).is_ok());
}

const NOW: i64 = 1_795_478_400_000_000;
const STEP: i64 = 30_000_000;

fn secret() -> TotpSecret {
    TotpSecret::fresh(&SeededWorld::new(8))
}

#[test]
fn a_code_is_good_once() {
    let secret = secret();
    let code = secret.code_at(NOW);
    let step = secret.accept(&code, NOW, None).unwrap();
    assert_eq!(step.to_stored(), NOW / STEP);
    assert_eq!(
        secret.accept(&code, NOW, Some(step)),
        Err(TotpRefused::UsedAlready)
    );
    // Nor an earlier one that was overlooked.
    let before = secret.code_at(NOW - STEP);
    assert_eq!(
        secret.accept(&before, NOW, Some(step)),
        Err(TotpRefused::UsedAlready)
    );
    let next = secret.code_at(NOW + STEP);
    let later = secret.accept(&next, NOW + STEP, Some(step)).unwrap();
    assert!(later > step);
    assert_eq!(TotpStep::from_stored(later.to_stored()), later);
}

#[test]
fn clocks_may_differ_by_one_step() {
    let secret = secret();
    for (shift, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let code = secret.code_at(NOW + shift * STEP);
        assert_eq!(secret.accept(&code, NOW, None).is_ok(), good, "{shift}");
    }
}

#[test]
fn codes_are_taken_as_people_type_them() {
    let secret = secret();
    let code = secret.code_at(NOW);
    let (left, right) = code.split_at(3);
    let wide: String = code
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) - 0x30 + 0xff10).unwrap())
        .collect();
    for typed in [
        format!(" {left} {right}\n"),
        format!("{left}-{right}"),
        format!("{left}\u{a0}{right}"),
        wide,
    ] {
        assert!(secret.accept(&typed, NOW, None).is_ok(), "{typed}");
    }
    for typed in [
        "",
        "12345",
        "1234567",
        "12345a",
        "-12345x",
        "١٢٣٤٥٦",
        &"1".repeat(1_000_000),
    ] {
        assert_eq!(secret.accept(typed, NOW, None), Err(TotpRefused::NotACode));
    }
}

#[test]
fn the_address_for_the_app_is_the_key_uri_format() {
    let secret = TotpSecret::from_bytes(*b"12345678901234567890");
    assert_eq!(
        *secret.uri("Faro: Fiscalía", "ana@x.example"),
        "otpauth://totp/Faro%20%20Fiscal%C3%ADa:ana%40x.example\
         ?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Faro%20%20Fiscal%C3%ADa\
         &algorithm=SHA1&digits=6&period=30"
    );
    assert_eq!(
        *secret.key_text(),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
    let hostile = secret.uri("<script>", "\"&secret=AAAA\n");
    assert_eq!(hostile.matches("secret=").count(), 1);
    assert!(!hostile.contains(['<', '>', '"', '\n', ' ']));
}

#[test]
fn the_qr_code_is_a_drawing_and_nothing_else() {
    let secret = secret();
    let svg = qr_svg(&secret.uri("Faro", "ana")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
    assert!(svg.contains("aria-hidden=\"true\""));
    for foreign in ["script", "href", "style", "otpauth"] {
        assert!(!svg.contains(foreign), "{foreign}");
    }
    assert!(qr_svg(&"x".repeat(2_332)).is_err());
    assert!(qr_svg(&"x".repeat(2_331)).is_ok());
}

#[test]
fn recovery_codes_are_ten_and_good_once() {
    let codes = RecoveryCode::fresh_set(&SeededWorld::new(9));
    let texts: BTreeSet<String> = codes.iter().map(|code| code.text().to_string()).collect();
    assert_eq!(texts.len(), 10);
    let mut unused: Vec<RecoveryHash> = codes.iter().map(|code| code.hash("account-1")).collect();
    let code = RecoveryCode::parse(&codes[3].text()).ok().unwrap();
    assert_eq!(code.find_in("account-1", &unused), Some(3));
    // Another account's code, even with the same text, is another code.
    assert_eq!(code.find_in("account-2", &unused), None);
    unused.remove(3);
    assert_eq!(code.find_in("account-1", &unused), None);
    assert_eq!(codes[4].find_in("account-1", &unused), Some(3));
}

#[test]
fn recovery_codes_are_read_as_people_write_them() {
    let bytes_text = "0123-4567-89AB-CDEF-GHJK-MNPQ";
    let known = RecoveryCode::parse(bytes_text).ok().unwrap().hash("a");
    for typed in [
        "0123456789ABCDEFGHJKMNPQ",
        "0123 4567 89ab cdef ghjk mnpq",
        " o123–4567—89AB−CDEF_GHJK.MNPQ\n",
        "Ol23-4567-89AB-CDEF-GHJK-MNPQ",
        "OI23-4567-89AB-CDEF-GHJK-MNPQ",
        "０１２３-4567-89AB-CDEF-GHJK-MNPQ",
    ] {
        let code = RecoveryCode::parse(typed).ok();
        assert!(code.is_some_and(|code| code.hash("a") == known), "{typed}");
    }
    let text = RecoveryCode::fresh_set(&SeededWorld::new(10))[0].text();
    assert_eq!(text.len(), 29);
    assert!(!text.contains(['I', 'L', 'O', 'U']));
    for typed in [
        "",
        "0123",
        "0123-4567-89AB-CDEF-GHJK-MNP*",
        &"0".repeat(25),
        &"0".repeat(1_000_000),
    ] {
        assert_eq!(RecoveryCode::parse(typed).err(), Some(NotARecoveryCode));
    }
}

/// What is stored must stay readable: a change of format would lock everybody out.
#[test]
fn stored_hashes_and_texts_never_change() {
    let code = RecoveryCode::parse("0123-4567-89AB-CDEF-GHJK-MNPQ")
        .ok()
        .unwrap();
    let hex = |bytes: [u8; 32]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    assert_eq!(
        hex(code.hash("account").to_bytes()),
        "3a7d59b4c1d04430ec782e1fcef9d29668e5c20b4c707558a060a8e18e5e9674"
    );
    let token = Token::fresh(TokenKind::Api, &SeededWorld::new(11));
    assert_eq!(
        *token.text(),
        "faro_a_z912wjwjh0qxt4y62qvvszzrgbvmxcnkhtv7cmveatwkk3rt4140sfpwh1"
    );
    assert_eq!(
        token.hash().to_hex(),
        "11e638172335c92bf200f5a9b19c723480d59989630ed633c54eea1441b6decf"
    );
}

#[test]
fn tokens_say_what_they_are() {
    let world = SeededWorld::new(12);
    for (kind, prefix) in [
        (TokenKind::Session, "faro_s_"),
        (TokenKind::Invitation, "faro_i_"),
        (TokenKind::Api, "faro_a_"),
        (TokenKind::Device, "faro_d_"),
    ] {
        let token = Token::fresh(kind, &world);
        let text = token.text();
        assert!(text.starts_with(prefix));
        assert_eq!(text.len(), 65);
        for other in TokenKind::ALL {
            match Token::parse(other, &text) {
                Ok(same) => {
                    assert_eq!((other, same.kind()), (kind, kind));
                    assert_eq!(same.hash(), token.hash());
                }
                Err(refused) => assert_eq!(refused, TokenRefused::OtherKind(kind)),
            }
        }
        let hash = token.hash();
        assert_eq!(TokenHash::from_hex(&hash.to_hex()), Some(hash));
        assert_eq!(TokenHash::from_bytes(hash.to_bytes()), hash);
        assert!(!text.contains(&hash.to_hex()));
    }
}

#[test]
fn damaged_and_hostile_tokens_are_refused() {
    let token = Token::fresh(TokenKind::Session, &SeededWorld::new(13));
    let text = token.text();
    assert!(Token::parse(TokenKind::Session, &format!(" {}\r\n", *text)).is_ok());
    for at in 7..text.len() {
        let mut damaged = text.to_string();
        let other = if &damaged[at..=at] == "2" { "3" } else { "2" };
        damaged.replace_range(at..=at, other);
        let refused = Token::parse(TokenKind::Session, &damaged).err();
        assert_eq!(refused, Some(TokenRefused::Damaged), "{at}");
    }
    for (hostile, why) in [
        (String::new(), TokenRefused::NotAToken),
        ("faro".to_owned(), TokenRefused::NotAToken),
        ("faro_x_00".to_owned(), TokenRefused::NotAToken),
        ("FARO_S_00".to_owned(), TokenRefused::NotAToken),
        ("faro_s_".to_owned(), TokenRefused::Damaged),
        (
            text.to_uppercase().replace("FARO_S_", "faro_s_"),
            TokenRefused::Damaged,
        ),
        (format!("faro_s_{}", "é".repeat(29)), TokenRefused::Damaged),
        (format!("faro_s_{}", "\0".repeat(58)), TokenRefused::Damaged),
        ("faro_s_".repeat(100_000), TokenRefused::NotAToken),
        (text[..64].to_owned(), TokenRefused::Damaged),
        (format!("{}0", *text), TokenRefused::Damaged),
    ] {
        assert_eq!(
            Token::parse(TokenKind::Session, &hostile).err(),
            Some(why),
            "{hostile:.80}"
        );
    }
    assert_eq!(TokenHash::from_hex("00"), None);
    assert_eq!(TokenHash::from_hex(&"zz".repeat(32)), None);
}

fn address(number: u32) -> Client {
    Client::Stranger(IpAddr::V4(Ipv4Addr::from(number)))
}

fn device(number: u8) -> Client {
    Client::Known(TokenHash::from_bytes([number; 32]))
}

fn password(account: &str, client: Client) -> Attempt<'_> {
    Attempt {
        account,
        step: Step::Password,
        client,
    }
}

/// Tries as early as is allowed and fails, until `end`; the number of attempts made.
fn guess_until(ledger: &mut AttemptLedger, attempt: &Attempt<'_>, start: i64, end: i64) -> u32 {
    let (mut now, mut made) = (start, 0);
    while now < end {
        match ledger.ask(attempt, now) {
            Decision::Go => made += 1,
            Decision::Wait { until_micros } => now = until_micros,
        }
    }
    made
}

const DAY: i64 = 86_400_000_000;

#[test]
fn a_guesser_at_one_address_is_slowed_to_one_attempt_an_hour() {
    let mut ledger = AttemptLedger::new();
    let guesser = password("ana", address(7));
    let first = guess_until(&mut ledger, &guesser, NOW, NOW + DAY);
    assert!((24..=45).contains(&first), "{first}");
    let second = guess_until(&mut ledger, &guesser, NOW + DAY, NOW + 2 * DAY);
    assert!((20..=25).contains(&second), "{second}");
}

#[test]
fn a_second_factor_is_slowed_from_however_many_addresses() {
    let mut ledger = AttemptLedger::new();
    let (mut now, mut made, mut number) = (NOW, 0, 0);
    while now < NOW + DAY {
        number += 1;
        let attempt = Attempt {
            account: "ana",
            step: Step::SecondFactor,
            client: address(number),
        };
        match ledger.ask(&attempt, now) {
            Decision::Go => made += 1,
            Decision::Wait { until_micros } => now = until_micros,
        }
    }
    assert!(made <= 50, "{made}");
    // The owner's own browser is not touched by it.
    let owner = Attempt {
        account: "ana",
        step: Step::SecondFactor,
        client: device(1),
    };
    assert_eq!(ledger.ask(&owner, now), Decision::Go);
}

#[test]
fn a_thousand_addresses_do_not_lock_an_account() {
    let mut ledger = AttemptLedger::new();
    for number in 1..=1_000 {
        let now = NOW + i64::from(number) * 600_000;
        for _ in 0..10 {
            ledger.ask(&password("ana", address(number)), now);
        }
    }
    let now = NOW + 601_000_000;
    assert!(ledger.under_attack("ana", now));
    assert!(!ledger.under_attack("eva", now));
    assert_eq!(ledger.ask(&password("ana", device(1)), now), Decision::Go);
    assert_eq!(
        ledger.ask(&password("ana", address(5_000)), now),
        Decision::Go
    );
}

#[test]
fn attempts_at_the_same_moment_do_not_slip_through() {
    let mut ledger = AttemptLedger::new();
    let attempt = password("ana", address(7));
    let made = (0..1_000)
        .filter(|_| ledger.ask(&attempt, NOW) == Decision::Go)
        .count();
    assert_eq!(made, 6);
}

#[test]
fn an_office_behind_one_address_signs_in_on_a_monday() {
    let mut ledger = AttemptLedger::new();
    for person in 0..200 {
        let account = format!("person-{person}");
        let now = NOW + person * 3_000_000;
        let attempt = password(&account, address(7));
        // Each mistypes once.
        assert_eq!(ledger.ask(&attempt, now), Decision::Go, "{person}");
        assert_eq!(ledger.ask(&attempt, now), Decision::Go, "{person}");
        ledger.succeeded(&attempt, now);
    }
}

#[test]
fn ones_own_account_does_not_clear_an_address() {
    let mut ledger = AttemptLedger::new();
    let own = password("mallory", address(7));
    let mut made = 0;
    for number in 0..1_000 {
        if ledger.ask(&own, NOW) == Decision::Go {
            ledger.succeeded(&own, NOW);
        }
        let target = format!("person-{number}");
        made += u32::from(ledger.ask(&password(&target, address(7)), NOW) == Decision::Go);
    }
    assert!(made <= 61, "{made}");
}

#[test]
fn a_flood_is_capped_and_known_browsers_pass() {
    let mut ledger = AttemptLedger::new();
    let mut made = 0;
    for number in 0..20_000_u32 {
        // Twenty seconds, a thousand addresses a second.
        let now = NOW + i64::from(number) * 1_000;
        let account = format!("person-{number}");
        made += u32::from(ledger.ask(&password(&account, address(number)), now) == Decision::Go);
    }
    assert!(made <= 900, "{made}");
    let now = NOW + 20_000_000;
    assert_eq!(ledger.ask(&password("ana", device(1)), now), Decision::Go);
}

#[test]
fn a_clock_set_right_frees_everyone_within_the_longest_wait() {
    let mut ledger = AttemptLedger::new();
    let attempt = password("ana", address(7));
    let ahead = NOW + 3_650 * DAY;
    guess_until(&mut ledger, &attempt, ahead, ahead + DAY);
    assert_eq!(
        ledger.ask(&attempt, NOW),
        Decision::Wait {
            until_micros: NOW + 3_600_000_000
        }
    );
}

/// An event of the property tests: who, when after the last, and whether it turns out good.
#[derive(Clone, Debug)]
struct Event {
    account: u8,
    second_factor: bool,
    client: u8,
    known: bool,
    six: bool,
    after: i64,
    good: bool,
}

impl Event {
    fn client(&self) -> Client {
        match (self.known, self.six) {
            (true, _) => device(self.client),
            (false, false) => address(u32::from(self.client)),
            (false, true) => {
                let bits = u128::from(self.client) << 64;
                Client::Stranger(IpAddr::V6(Ipv6Addr::from(0x2001 << 112 | bits)))
            }
        }
    }

    fn play(&self, ledger: &mut AttemptLedger, now: i64) -> Decision {
        let account = self.account.to_string();
        let attempt = Attempt {
            account: &account,
            step: if self.second_factor {
                Step::SecondFactor
            } else {
                Step::Password
            },
            client: self.client(),
        };
        let decision = ledger.ask(&attempt, now);
        if decision == Decision::Go && self.good {
            ledger.succeeded(&attempt, now);
        }
        decision
    }
}

fn event() -> impl Strategy<Value = Event> {
    (
        0..3_u8,
        any::<bool>(),
        0..4_u8,
        any::<bool>(),
        any::<bool>(),
        prop_oneof![Just(0), 0..2_000_000_i64, 0..4_000_000_000_i64],
        prop::bool::weighted(0.1),
    )
        .prop_map(
            |(account, second_factor, client, known, six, after, good)| Event {
                account,
                second_factor,
                client,
                known,
                six,
                after,
                good,
            },
        )
}

proptest! {
    /// Whatever strangers do, a known browser is answered as if they were not there.
    #[test]
    fn strangers_never_slow_a_known_browser(events in prop::collection::vec(event(), 0..400)) {
        let (mut all, mut known_only) = (AttemptLedger::new(), AttemptLedger::new());
        let mut now = NOW;
        for event in &events {
            now += event.after;
            let decision = event.play(&mut all, now);
            if event.known {
                prop_assert_eq!(decision, event.play(&mut known_only, now));
            }
        }
    }

    /// Nor does anyone at another address slow the password of somebody at a quiet one.
    #[test]
    fn other_addresses_never_slow_a_password(events in prop::collection::vec(event(), 0..200)) {
        let mut ledger = AttemptLedger::new();
        let mut now = NOW;
        for event in &events {
            now += event.after;
            event.play(&mut ledger, now);
        }
        for account in ["0", "1", "2"] {
            prop_assert_eq!(ledger.ask(&password(account, address(99)), now), Decision::Go);
        }
    }

    /// Nobody waits longer than an hour, waiting is enough, and time may jump anywhere.
    #[test]
    fn waits_are_bounded_and_end(
        events in prop::collection::vec(event(), 1..200),
        jumps in prop::collection::vec(any::<i64>(), 0..4),
    ) {
        let mut ledger = AttemptLedger::new();
        let mut now = NOW;
        for event in &events {
            now += event.after;
            if let Decision::Wait { until_micros } = event.play(&mut ledger, now) {
                prop_assert!(until_micros > now && until_micros <= now + 3_600_000_000);
                now = until_micros;
                prop_assert_eq!(event.play(&mut ledger, now), Decision::Go);
            }
        }
        for jump in jumps {
            if let Decision::Wait { until_micros } = events[0].play(&mut ledger, jump) {
                prop_assert!(until_micros > jump);
                prop_assert!(until_micros.saturating_sub(jump) <= 3_600_000_000);
            }
        }
    }

    /// Any text at all is answered, never with a panic, and refusals name nothing of it.
    #[test]
    fn hostile_input_is_answered(text in "\\PC{0,300}|(?s).{0,60}", seed in any::<u64>()) {
        let _ = rules().check(&typed(&text));
        let _ = PasswordRules::new().with_account(&text).check(&typed(&text));
        prop_assert!(PasswordHash::from_stored(&text).is_err());
        let secret = TotpSecret::fresh(&SeededWorld::new(seed));
        let uri = secret.uri(&text, &text);
        prop_assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()));
        prop_assert_eq!(uri.matches(':').count(), 2);
        let _ = secret.accept(&text, seed as i64, Some(TotpStep::from_stored(seed as i64)));
        let _ = qr_svg(&text);
        let _ = RecoveryCode::parse(&text);
        for kind in TokenKind::ALL {
            prop_assert!(Token::parse(kind, &text).is_err());
            let made_up = format!("{}{text}", kind.prefix());
            prop_assert!(Token::parse(kind, &made_up).is_err());
        }
        let mut ledger = AttemptLedger::new();
        prop_assert_eq!(ledger.ask(&password(&text, device(0)), seed as i64), Decision::Go);
    }

    /// A password made only of a word of the account, however written and padded, is refused.
    #[test]
    fn the_account_name_in_disguise_is_refused(
        upper in any::<bool>(),
        leet in any::<bool>(),
        times in 1..4_usize,
        year in 1950..2030_u32,
    ) {
        let mut word = "echeverri".repeat(times);
        if upper { word = word.to_uppercase(); }
        if leet { word = word.replace(['e', 'E'], "3").replace(['i', 'I'], "1"); }
        for text in [format!("{word}{year}"), format!("{year}-{word}")] {
            prop_assert!(check(&text).is_err(), "{}", text);
        }
    }

    /// Whoever adds to a good password in the middle of it keeps a good one.
    #[test]
    fn a_good_password_stays_good_when_it_grows(more in "[a-zñ -]{0,60}") {
        let grown = format!("lluvia gris sobre tejas {more}");
        prop_assert_eq!(check(&grown), Ok(()));
    }

    #[test]
    fn tokens_and_codes_come_back_from_their_texts(seed in any::<u64>(), kind in 0..4_usize) {
        let world = SeededWorld::new(seed);
        let token = Token::fresh(TokenKind::ALL[kind], &world);
        let back = Token::parse(token.kind(), &token.text());
        prop_assert!(back.is_ok_and(|back| back.hash() == token.hash()));
        for code in RecoveryCode::fresh_set(&world) {
            let hash = code.hash("a");
            let back = RecoveryCode::parse(&code.text());
            prop_assert!(back.is_ok_and(|back| back.hash("a") == hash));
            prop_assert!(RecoveryHash::from_bytes(hash.to_bytes()) == hash);
        }
        let secret = TotpSecret::fresh(&world);
        let same = TotpSecret::from_bytes(*secret.expose());
        prop_assert_eq!(&*secret.code_at(seed as i64), &*same.code_at(seed as i64));
    }

    /// However codes are tried, each step is taken at most once and steps only rise.
    #[test]
    fn steps_only_rise(tries in prop::collection::vec((-2..3_i64, 0..90_i64), 1..40)) {
        let secret = secret();
        let (mut now, mut last) = (NOW, None);
        for (shift, seconds) in tries {
            now += seconds * 1_000_000;
            let code = secret.code_at(now + shift * STEP);
            if let Ok(step) = secret.accept(&code, now, last) {
                prop_assert!(last.is_none_or(|last| step > last));
                prop_assert!((step.to_stored() - now / STEP).abs() <= 1);
                last = Some(step);
            }
        }
    }
}
