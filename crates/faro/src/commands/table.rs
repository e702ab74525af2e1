use faro_report::names::Names;
use faro_service::permit::{Policy as _, ReadFigures};
use faro_service::query::Query;

use super::Context;
use crate::out::{Exit, Refusal, say};

/// `faro table`: a question in the form of a page's address, answered as CSV or JSON.
pub(crate) async fn run(context: &Context, question: &str) -> anyhow::Result<Exit> {
    let faro = context.open_existing().await?;
    let permit = context.owner.permit::<ReadFigures>()?;
    let data = faro.data(&permit).await?;
    let pairs: Vec<(String, String)> = question
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect();
    let query = Query::from_pairs(
        pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())),
        data.views(),
    )
    .map_err(|error| {
        let message = faro_report::names::faults::query_error(&error, context.lang);
        Refusal::new(Exit::Usage, message)
    })?;
    let answer = data.crosstab(&query)?;
    let table = answer.value();
    let class_codes = |at: &[u16]| -> Vec<String> {
        at.iter()
            .enumerate()
            .filter_map(|(axis, &place)| table.class(axis, place).map(|c| c.code()))
            .collect()
    };
    if context.json {
        let cells: Vec<_> = table
            .all_cells()
            .map(|(at, count)| {
                serde_json::json!({
                    "classes": class_codes(at),
                    "low": count.low(),
                    "high": count.high(),
                })
            })
            .collect();
        let document = serde_json::json!({
            "by": table.axes.iter().map(|a| a.dimension.id()).collect::<Vec<_>>(),
            "cells": cells,
            "selected": table.selected,
            "answering_all": table.answering_all,
            "slices": table.slices,
            "lineage": answer.lineage(),
        });
        say!("{document}");
        return Ok(Exit::Fine);
    }
    let names =
        Names::new(context.lang, data.views().territories()).with_sources(data.sources().iter());
    let mut heads: Vec<String> = table
        .axes
        .iter()
        .map(|axis| quoted(&names.dimension(&axis.dimension)))
        .collect();
    heads.push("n".to_owned());
    say!("{}", heads.join(","));
    for (at, count) in table.all_cells() {
        let mut line: Vec<String> = at
            .iter()
            .zip(&table.axes)
            .enumerate()
            .filter_map(|(i, (&place, axis))| {
                let class = table.class(i, place)?;
                Some(quoted(&names.class(&axis.dimension, class)))
            })
            .collect();
        line.push(count.to_string());
        say!("{}", line.join(","));
    }
    Ok(Exit::Fine)
}

/// A CSV cell that no spreadsheet takes for a formula.
fn quoted(text: &str) -> String {
    let safe = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    format!("\"{}\"", safe.replace('"', "\"\""))
}

/// Percent-decoding of an address (RFC 3986), with `+` for a space.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(if first == b'+' { b' ' } else { first });
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_browsers_write_them() {
        assert_eq!(decoded("age%3Amajority"), "age:majority");
        assert_eq!(decoded("a+b%20c%zz%"), "a b c%zz%");
        assert_eq!(decoded("%C3%B1"), "ñ");
    }

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
