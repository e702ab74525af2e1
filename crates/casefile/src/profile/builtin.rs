use std::sync::LazyLock;

use super::Profile;

/// The files, in the order in which they are listed to people.
const TEXTS: &[&str] = &[
    include_str!("../../profiles/faro.toml"),
    include_str!("../../profiles/htcds.toml"),
    include_str!("../../profiles/ctdc-synthetic.toml"),
    include_str!("../../profiles/ctdc-k-anonymised.toml"),
    include_str!("../../profiles/unodc-glotip.toml"),
    include_str!("../../profiles/mx-sesnsp.toml"),
    include_str!("../../profiles/ar-linea145-denuncias.toml"),
    include_str!("../../profiles/ar-linea145-referidos.toml"),
    include_str!("../../profiles/ar-linea145-llamados.toml"),
    include_str!("../../profiles/es-fiscalia.toml"),
    include_str!("../../profiles/br-empregadores.toml"),
    include_str!("../../profiles/population.toml"),
    include_str!("../../profiles/us-tip-tiers.toml"),
    include_str!("../../profiles/walkfree-gsi.toml"),
];

static ALL: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    TEXTS
        .iter()
        .map(|text| {
            Profile::parse(text).expect("the profiles that come with Faro parse; a test reads them")
        })
        .collect()
});

pub(super) fn all() -> &'static [Profile] {
    &ALL
}
