//! The policy file `policy.toml`, read once: who may do what.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::permit::{Reach, Role, Tlp};

static FILE: LazyLock<PolicyFile> = LazyLock::new(|| {
    toml::from_str(include_str!("../policy.toml"))
        .expect("the embedded policy is well formed; a test reads it")
});

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// What holds for everybody with a role.
    pub roles: BTreeMap<Role, RoleRule>,
    /// What holds for an action, by name.
    pub actions: BTreeMap<String, ActionRule>,
    /// How much may leave.
    pub limits: Limits,
}

/// How much may leave.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Rows of facts.
    pub exports: ExportRows,
}

/// How many rows of facts may leave.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportRows {
    /// In one export.
    pub rows: u64,
    /// To one person within 24 hours.
    pub rows_of_person_a_day: u64,
    /// To one agency within 24 hours.
    pub rows_of_agency_a_day: u64,
}

/// What holds for everybody with a role.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    /// Whether the role works only in a session with a second factor.
    #[serde(default)]
    pub second_factor: bool,
    /// Highest sharing label that the role sees.
    pub cap: Tlp,
    /// Whether the role can't be held together with another.
    #[serde(default)]
    pub alone: bool,
}

/// What holds for an action.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionRule {
    /// What it is, in a sentence.
    pub what: String,
    /// The data it touches.
    pub class: DataClass,
    /// How far it reaches.
    pub scope: Reach,
    /// Who may.
    pub roles: Vec<Role>,
    /// Whether the person must have proved lately who they are.
    #[serde(default)]
    pub step_up: bool,
    /// Whether somebody else must agree.
    #[serde(default)]
    pub second_person: bool,
    /// Whether a program may do it for a person, with a token.
    #[serde(default)]
    pub by_token: bool,
}

/// What an action touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataClass {
    /// Figures without identities.
    Facts,
    /// Single rows without identities.
    Rows,
    /// Sealed identities.
    Identities,
    /// Who did what.
    Audit,
    /// Agencies and accounts.
    People,
    /// How the installation works.
    Settings,
    /// One's own account.
    Account,
    /// Nothing about a person: directories, plans, texts.
    Nothing,
}

impl DataClass {
    /// Name in the policy file.
    pub fn code(self) -> &'static str {
        match self {
            DataClass::Facts => "facts",
            DataClass::Rows => "rows",
            DataClass::Identities => "identities",
            DataClass::Audit => "audit",
            DataClass::People => "people",
            DataClass::Settings => "settings",
            DataClass::Account => "account",
            DataClass::Nothing => "nothing",
        }
    }

    /// Whether it says anything about the people of case files.
    pub fn is_case_data(self) -> bool {
        matches!(
            self,
            DataClass::Facts | DataClass::Rows | DataClass::Identities
        )
    }
}

/// The policy of this program.
pub fn policy() -> &'static PolicyFile {
    &FILE
}

impl PolicyFile {
    /// What holds for an action.
    pub fn action(&self, name: &str) -> Option<&ActionRule> {
        self.actions.get(name)
    }

    /// What holds for a role.
    pub fn role(&self, role: Role) -> Option<&RoleRule> {
        self.roles.get(&role)
    }

    /// Why these roles can't be held by one account.
    pub fn conflict(&self, roles: &[Role]) -> Option<Role> {
        roles
            .iter()
            .copied()
            .find(|r| roles.len() > 1 && self.roles.get(r).is_none_or(|rule| rule.alone))
    }

    /// The policy as a page of documentation: one line for each action, one column for each role.
    pub fn matrix(&self) -> String {
        let mut out = String::from(
            "# Who may do what\n\n\
             Made from `crates/service/policy.toml`; a test holds this page to it and tries every \
             cell through the real pages. `●` may; `▲` may after proving again who one is; \
             `◆` may, and somebody else must agree; empty: may not. `by token`: a program may do it \
             for a person, with a token made for it ([api.md](api.md)).\n\n\
             The person who runs Faro on a data folder without accounts, and whoever runs \
             commands on the server's machine with the rights of the folder's owner, may do \
             everything: no policy can bind the owner of the files.\n\n## Roles\n\n\
             | role | second factor | sees up to | alone |\n|---|---|---|---|\n",
        );
        let yes = |on: bool| if on { "yes" } else { "" };
        for (role, rule) in &self.roles {
            out.push_str(&format!(
                "| {} | {} | TLP:{} | {} |\n",
                role.code(),
                yes(rule.second_factor),
                rule.cap.name(),
                yes(rule.alone),
            ));
        }
        let exports = &self.limits.exports;
        out.push_str(&format!(
            "\n## Limits\n\n| rows of facts that leave | at most |\n|---|---|\n\
             | in one export | {} |\n| to one person within 24 hours | {} |\n\
             | to one agency within 24 hours | {} |\n",
            exports.rows, exports.rows_of_person_a_day, exports.rows_of_agency_a_day
        ));
        out.push_str("\n## Actions\n\n| action | data | scope | by token |");
        for role in Role::ALL {
            out.push_str(&format!(" {} |", role.code().replace('_', " ")));
        }
        out.push_str(" what |\n|---|---|---|---|");
        out.push_str(&"---|".repeat(Role::ALL.len() + 1));
        out.push('\n');
        for (name, rule) in &self.actions {
            out.push_str(&format!(
                "| `{name}` | {} | {} | {} |",
                rule.class.code(),
                rule.scope.code(),
                yes(rule.by_token),
            ));
            for role in Role::ALL {
                let cell = match (rule.roles.contains(&role), rule.second_person, rule.step_up) {
                    (false, ..) => "",
                    (true, true, _) => "◆",
                    (true, false, true) => "▲",
                    (true, false, false) => "●",
                };
                out.push_str(&format!(" {cell} |"));
            }
            out.push_str(&format!(" {} |\n", rule.what));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permit::ACTIONS;

    #[test]
    fn every_action_has_its_rule_and_every_rule_its_action() {
        let rules: Vec<&str> = policy().actions.keys().map(String::as_str).collect();
        let mut actions = ACTIONS.to_vec();
        actions.sort_unstable();
        assert_eq!(actions, rules);
        for (name, rule) in &policy().actions {
            assert!(!rule.roles.is_empty(), "{name} is nobody's");
            assert!(rule.what.ends_with('.'), "{name}: a sentence");
        }
    }

    #[test]
    fn every_role_has_its_rule() {
        let roles: Vec<Role> = policy().roles.keys().copied().collect();
        let mut all = Role::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(roles, all);
    }

    #[test]
    fn less_leaves_in_one_export_than_to_a_person_and_to_a_person_than_to_an_agency() {
        let limits = &policy().limits.exports;
        assert!(limits.rows > 0);
        assert!(limits.rows <= limits.rows_of_person_a_day);
        assert!(limits.rows_of_person_a_day <= limits.rows_of_agency_a_day);
    }

    #[test]
    fn who_runs_the_server_reads_no_case_data() {
        for (name, rule) in &policy().actions {
            if rule.class.is_case_data() {
                for role in [Role::Administrator, Role::Auditor] {
                    assert!(!rule.roles.contains(&role), "{name}");
                }
            }
        }
        for role in [Role::Administrator, Role::Auditor] {
            assert!(policy().conflict(&[role, Role::Analyst]).is_some());
            assert!(policy().conflict(&[role]).is_none());
        }
    }

    #[test]
    fn identities_are_opened_by_their_own_agency_after_proving_who_one_is() {
        for (name, rule) in &policy().actions {
            if rule.class == DataClass::Identities {
                assert_eq!(rule.scope, Reach::Own, "{name}");
                assert!(rule.step_up, "{name}");
            }
        }
    }

    #[test]
    fn no_program_does_what_asks_for_proof_or_for_two_people_or_is_ones_own() {
        let mut by_token = 0;
        for (name, rule) in &policy().actions {
            if rule.by_token {
                by_token += 1;
                assert!(!rule.step_up && !rule.second_person, "{name}");
                let own = rule.scope == Reach::Oneself;
                assert!(!own || rule.class == DataClass::Nothing, "{name}");
                assert_ne!(rule.class, DataClass::Identities, "{name}");
            }
        }
        assert!(by_token > 10);
    }

    /// Nobody can do without it where a life is in danger, and nobody may use it unwatched.
    #[test]
    fn the_glass_can_always_be_broken_and_somebody_always_watches() {
        let rule = |name: &str| policy().action(name).expect("in the policy");
        let glass = rule("break_glass");
        for role in [Role::FocalPoint, Role::Analyst] {
            assert!(glass.roles.contains(&role));
        }
        assert!(glass.step_up && !glass.second_person);
        assert_eq!(glass.scope, Reach::Installation);
        assert!(rule("see_emergency").roles.contains(&Role::FocalPoint));
        for watched in ["see_emergency", "oversee_emergency"] {
            let rule = rule(watched);
            assert!(
                rule.roles.contains(&Role::DataProtectionOfficer),
                "{watched}"
            );
            assert!(!rule.step_up && !rule.second_person, "{watched}");
        }
        for role in &glass.roles {
            assert!(rule("see_emergency").roles.contains(role));
        }
    }

    #[test]
    fn whoever_may_ask_for_a_second_person_may_be_one() {
        let rule = |name: &str| policy().action(name).expect("a rule");
        let mut asked = 0;
        for (name, asks) in policy()
            .actions
            .iter()
            .filter(|(_, rule)| rule.second_person)
        {
            asked += 1;
            assert!(asks.step_up, "{name}");
            for role in &asks.roles {
                assert!(rule("see_approvals").roles.contains(role), "{name}");
                assert!(rule("decide_approvals").roles.contains(role), "{name}");
            }
        }
        assert!(asked >= 3);
    }

    #[test]
    fn the_matrix_in_the_documentation_is_this_policy() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access-matrix.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        if written != policy().matrix() {
            let fresh = std::env::temp_dir().join("access-matrix.md");
            std::fs::write(&fresh, policy().matrix()).expect("a writable folder");
            panic!(
                "docs/access-matrix.md is stale: replace it with {}",
                fresh.display()
            );
        }
    }
}
