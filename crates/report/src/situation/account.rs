//! Justice, reparation, published counts.

use faro_service::Published;
use faro_vocabulary::Count;

use super::Report;
use crate::model::{Block, NoteKind, Prose, Section};
use crate::names::upper_first;

/// Rows that the report names where a figure contains doubtful numbers; the source page has all.
const DOUBTFUL_LISTED: usize = 8;

impl Report<'_> {
    pub(super) fn accused(&mut self) -> Option<Section> {
        let accused = self.situation.accused.as_ref()?;
        let mut blocks = self.f.accused_outcomes("accused-stages", &accused.outcomes);
        if accused.sex.value.answering.high() > 0 {
            blocks.push(Block::Subheading(
                self.f.names().dimension(&accused.sex.value.dimension),
            ));
            blocks.extend(self.f.distribution("accused-sex", &accused.sex));
        }
        if let Some(roles) = &accused.roles
            && roles.value.answering.high() > 0
        {
            blocks.push(Block::Subheading(
                self.f.names().dimension(&roles.value.dimension),
            ));
            blocks.extend(self.f.distribution("accused-roles", roles));
        }
        self.section("accused", "heading-accused", blocks)
    }

    /// What victims are due: not being punished, reparation, compensation.
    pub(super) fn rights(&mut self) -> Option<Section> {
        let victims = self.victims()?;
        let mut blocks = Vec::new();
        match &victims.non_punishment {
            Some(figure) => {
                blocks.push(Block::Subheading(self.line("subheading-non_punishment")));
                blocks.extend(self.f.non_punishment("non-punishment", figure));
            }
            None => blocks.push(Block::Paragraph(Prose::plain(
                self.line("non_punishment-absent"),
            ))),
        }
        match &victims.reparations {
            Some(figure) => {
                blocks.push(Block::Subheading(self.line("subheading-reparations")));
                blocks.extend(self.f.reparations("reparations", figure));
            }
            None => blocks.push(Block::Paragraph(Prose::plain(
                self.line("reparations-absent"),
            ))),
        }
        if let Some(figure) = &victims.compensation {
            blocks.push(Block::Subheading(self.line("compensation-title")));
            blocks.extend(self.f.compensation("compensation", figure));
        }
        self.section("rights", "heading-rights", blocks)
    }

    pub(super) fn published(&mut self) -> Option<Section> {
        let sources: Vec<&Published> = self
            .situation
            .published
            .iter()
            .filter(|p| !p.indicators.is_empty())
            .collect();
        if sources.is_empty() {
            return None;
        }
        let mut blocks = vec![self.note(NoteKind::Warn, "published-note")];
        for (number, source) in sources.into_iter().enumerate() {
            blocks.push(Block::Subheading(source.source.source.name.clone()));
            blocks.extend(self.published_source(number + 1, source));
        }
        self.section("published", "heading-published", blocks)
    }

    fn values_line(&self, name: &str, period: Option<&str>, values: Count) -> Prose {
        let key = match period {
            Some(_) => "published-values",
            None => "published-values-undated",
        };
        Prose::plain(self.say(
            key,
            &[
                ("indicator", name.into()),
                ("period", period.unwrap_or_default().into()),
                ("n", values.high().into()),
                ("values", self.f.format().count(values).into()),
            ],
        ))
    }

    /// That figures contain rows whose number can hardly be meant.
    fn doubtful_line(&self, name: &str, rows: &[u32]) -> Option<Prose> {
        if rows.is_empty() {
            return None;
        }
        let format = self.f.format();
        let mut listed: Vec<String> = rows
            .iter()
            .take(DOUBTFUL_LISTED)
            .map(|&row| format.integer(u64::from(row)))
            .collect();
        if rows.len() > DOUBTFUL_LISTED {
            listed.push("…".to_owned());
        }
        Some(Prose::plain(self.say(
            "published-doubtful",
            &[
                ("indicator", name.into()),
                ("n", rows.len().into()),
                ("count", format.integer(rows.len() as u64).into()),
                ("rows", listed.join(", ").into()),
            ],
        )))
    }

    fn published_source(&mut self, number: usize, published: &Published) -> Vec<Block> {
        let mut lines = Vec::new();
        let mut pictures = Vec::new();
        for (place, indicator) in published.indicators.iter().enumerate() {
            let id = format!("published-{number}-{}", place + 1);
            let name = self
                .f
                .names()
                .code(faro_vocabulary::Field::Indicator, &indicator.code);
            let period = indicator.years.as_ref().and_then(|years| {
                let first = years.value.points.first()?;
                let last = years.value.points.last()?;
                Some(if first.period == last.period {
                    first.period.clone()
                } else {
                    format!("{}–{}", first.period, last.period)
                })
            });
            if published.source.source.kind != "counts" {
                // Values such as a rate for each country: how many there are, never their sum.
                lines.push(self.values_line(&name, period.as_deref(), indicator.total));
                continue;
            }
            let args = [
                ("indicator", name.as_str().into()),
                ("total", self.f.format().count(indicator.total).into()),
                ("period", period.clone().unwrap_or_default().into()),
            ];
            let key = match (period.is_some(), indicator.total.known().is_some()) {
                (true, true) => "published-total",
                (true, false) => "published-total-range",
                (false, true) => "published-total-undated",
                (false, false) => "published-total-undated-range",
            };
            lines.push(Prose::plain(upper_first(&self.say(key, &args))));
            lines.extend(self.doubtful_line(&name, &indicator.doubtful));
            if let Some(years) = &indicator.years {
                pictures.extend(self.f.trend_line(&format!("{id}-years"), years));
            }
            if let Some(sex) = &indicator.sex
                && sex.value.answering.high() > 0
            {
                pictures.extend(self.f.distribution(&format!("{id}-sex"), sex));
            }
        }
        let mut blocks = vec![Block::Bullets(lines)];
        blocks.extend(pictures);
        blocks
    }
}
