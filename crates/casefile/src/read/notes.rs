//! What happens while rows are read, counted by kind.

use super::report::{Tally, Warning};

macro_rules! notes {
    ($($name:ident => $warning:ident),+ $(,)?) => {
        /// Tallies of what readers come across; rows are those of the file, from 1.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct Notes { $(pub(super) $name: Tally),+ }

        impl Notes {
            /// The warnings, with rows counted under the header that ends in `header_end`.
            pub(super) fn warnings(&self, header_end: u32) -> Vec<Warning> {
                let mut out = Vec::new();
                $(if self.$name.count > 0 {
                    out.push(Warning::$warning(under(&self.$name, header_end)));
                })+
                out
            }

            /// Keeps of each tally the one that saw more.
            pub(super) fn keep_fuller(&mut self, other: &Notes) {
                $(if other.$name.count > self.$name.count {
                    self.$name = other.$name.clone();
                })+
            }

            /// How much was noted.
            pub(super) fn total(&self) -> u64 {
                0 $(+ self.$name.count)+
            }
        }
    };
}

notes! {
    broken_accents => BrokenAccents,
    repaired_accents => RepairedAccents,
    lost_characters => LostCharacters,
    mixed_encodings => MixedEncodings,
    undecodable => Undecodable,
    inner_bom => InnerByteOrderMark,
    stray_quotes => StrayQuotes,
    blank_rows => BlankRows,
    ragged_rows => RaggedRows,
    merged_cells => MergedCells,
    formulas => Formulas,
    formulas_without_result => FormulasWithoutResult,
    error_cells => ErrorCells,
    impossible_dates => ImpossibleDates,
    early_dates => EarlyDates,
    duplicate_keys => DuplicateKeys,
    nested_lists => NestedLists,
}

fn under(tally: &Tally, header_end: u32) -> Tally {
    let mut rows: Vec<u32> = tally
        .rows
        .iter()
        .map(|row| row.saturating_sub(header_end))
        .collect();
    rows.dedup();
    Tally {
        count: tally.count,
        rows,
    }
}
