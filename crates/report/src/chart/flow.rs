//! Ribbons between two or three columns.

use super::{SMALL, TEXT};
use crate::draw::{Anchor, Fill, Item, Scene, Step, Tone, Type, fit, rect, text, text_width};
use crate::format::Format;
use crate::model::{Cell, Detail, Flow, MAX_FLOW_NODES};
use crate::svg::{Style, Width};
use crate::words::word;
use faro_vocabulary::Count;

/// Height that the fullest column takes for its flows alone.
const FLOW_HEIGHT: f64 = 240.0;
/// Breadth of a node.
const NODE: f64 = 9.0;
/// Room between nodes.
const GAP: f64 = 7.0;

struct Node {
    column: usize,
    label: String,
    total: Count,
    size: f64,
    /// Top and height of the drawn node.
    y: f64,
    height: f64,
    /// Height taken so far by ribbons that leave and that arrive.
    out: f64,
    into: f64,
}

/// A ribbon between gathered nodes.
struct Ribbon {
    from: usize,
    to: usize,
    count: Count,
}

pub(super) fn scene(flow: &Flow, style: Style) -> Option<Scene> {
    let columns = flow.columns.len();
    if !(2..=3).contains(&columns) {
        return None;
    }
    let (mut nodes, ribbons) = gather(flow, style);
    let fullest = (0..columns)
        .map(|c| column_sum(&nodes, c))
        .fold(0.0, f64::max);
    if fullest <= 0.0 {
        return None;
    }
    let width = style.width.units();
    let wide = style.width == Width::Wide;
    let slot = if wide { 19.0 } else { 33.0 };
    let scale = FLOW_HEIGHT / fullest;
    let head = 26.0;

    let column_height = |nodes: &[Node], column: usize| -> f64 {
        nodes
            .iter()
            .filter(|n| n.column == column)
            .map(|n| (n.size * scale).max(slot) + GAP)
            .sum()
    };
    let tallest = (0..columns)
        .map(|c| column_height(&nodes, c))
        .fold(0.0, f64::max);
    for column in 0..columns {
        let mut y = head + (tallest - column_height(&nodes, column)) / 2.0;
        for node in nodes.iter_mut().filter(|n| n.column == column) {
            let room = (node.size * scale).max(slot);
            node.height = (node.size * scale).max(1.5);
            node.y = y + (room - node.height) / 2.0;
            y += room + GAP;
        }
    }
    let margin = if wide { 168.0 } else { 0.0 };
    let node_x = |column: usize| {
        margin + (width - 2.0 * margin - NODE) * column as f64 / (columns - 1) as f64
    };

    let mut scene = Scene {
        width,
        height: head + tallest + 4.0,
        items: Vec::new(),
    };
    for (column, name) in flow.columns.iter().enumerate() {
        let (x, anchor) = heading_place(column, columns, node_x(column), wide, width);
        let room = width / columns as f64 - 8.0;
        scene.text(
            x,
            14.0,
            Type::new(SMALL).muted().bold().anchor(anchor),
            fit(name, SMALL, true, room, false),
        );
    }
    draw_ribbons(&mut scene, &mut nodes, ribbons, scale, style, node_x);
    for node in &nodes {
        draw_node(&mut scene, node, columns, style, node_x(node.column));
    }
    Some(scene)
}

fn heading_place(column: usize, columns: usize, x: f64, wide: bool, width: f64) -> (f64, Anchor) {
    if column == 0 {
        (
            if wide { x + NODE } else { 0.0 },
            if wide { Anchor::End } else { Anchor::Start },
        )
    } else if column + 1 == columns {
        (
            if wide { x } else { width },
            if wide { Anchor::Start } else { Anchor::End },
        )
    } else {
        (x + NODE / 2.0, Anchor::Middle)
    }
}

fn middle(count: Count) -> f64 {
    (count.low() as f64 + count.high() as f64) / 2.0
}

fn column_sum(nodes: &[Node], column: usize) -> f64 {
    nodes
        .iter()
        .filter(|n| n.column == column)
        .map(|n| n.size)
        .sum()
}

/// The nodes that are drawn, largest first in each column, with the smallest gathered under
/// "others", and the ribbons between them.
fn gather(flow: &Flow, style: Style) -> (Vec<Node>, Vec<Ribbon>) {
    let columns = flow.columns.len();
    let valid: Vec<&crate::model::FlowLink> = flow
        .links
        .iter()
        .filter(|link| {
            let column = |n: usize| flow.nodes.get(n).map(|node| node.column);
            matches!((column(link.from), column(link.to)), (Some(a), Some(b)) if a < b && b < columns)
        })
        .collect();
    let total = |node: usize| -> Count {
        let leaving: Count = valid
            .iter()
            .filter(|l| l.from == node)
            .map(|l| l.count)
            .sum();
        let arriving: Count = valid.iter().filter(|l| l.to == node).map(|l| l.count).sum();
        if middle(leaving) >= middle(arriving) {
            leaving
        } else {
            arriving
        }
    };
    let mut nodes: Vec<Node> = Vec::new();
    let mut place = vec![None; flow.nodes.len()];
    for column in 0..columns {
        let mut members: Vec<(usize, Count)> = flow
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, n)| n.column == column)
            .map(|(n, _)| (n, total(n)))
            .filter(|(_, count)| count.high() > 0)
            .collect();
        members.sort_by(|a, b| middle(b.1).total_cmp(&middle(a.1)).then(a.0.cmp(&b.0)));
        let kept = if members.len() > MAX_FLOW_NODES {
            MAX_FLOW_NODES - 1
        } else {
            members.len()
        };
        for (member, count) in &members[..kept] {
            place[*member] = Some(nodes.len());
            nodes.push(node(column, flow.nodes[*member].label.clone(), *count));
        }
        let rest = &members[kept..];
        if !rest.is_empty() {
            let label = word(
                style.lang,
                "others",
                &[(
                    "n",
                    Format::new(style.lang).integer(rest.len() as u64).into(),
                )],
            );
            for (member, _) in rest {
                place[*member] = Some(nodes.len());
            }
            nodes.push(node(column, label, rest.iter().map(|r| r.1).sum()));
        }
    }
    let mut ribbons: Vec<Ribbon> = Vec::new();
    for link in valid {
        let (Some(from), Some(to)) = (place[link.from], place[link.to]) else {
            continue;
        };
        match ribbons.iter_mut().find(|r| (r.from, r.to) == (from, to)) {
            Some(ribbon) => ribbon.count = ribbon.count + link.count,
            None => ribbons.push(Ribbon {
                from,
                to,
                count: link.count,
            }),
        }
    }
    ribbons.sort_by_key(|r| (r.from, r.to));
    (nodes, ribbons)
}

fn node(column: usize, label: String, total: Count) -> Node {
    Node {
        column,
        label,
        total,
        size: middle(total),
        y: 0.0,
        height: 0.0,
        out: 0.0,
        into: 0.0,
    }
}

fn draw_ribbons(
    scene: &mut Scene,
    nodes: &mut [Node],
    ribbons: Vec<Ribbon>,
    scale: f64,
    style: Style,
    node_x: impl Fn(usize) -> f64,
) {
    for ribbon in ribbons {
        let thickness = middle(ribbon.count) * scale;
        let name = format!(
            "{} → {}: {}",
            nodes[ribbon.from].label,
            nodes[ribbon.to].label,
            super::label(&Cell::Count(ribbon.count), style, Detail::Value)
        );
        let x0 = node_x(nodes[ribbon.from].column) + NODE;
        let x1 = node_x(nodes[ribbon.to].column);
        let y0 = nodes[ribbon.from].y + nodes[ribbon.from].out;
        let y1 = nodes[ribbon.to].y + nodes[ribbon.to].into;
        nodes[ribbon.from].out += thickness;
        nodes[ribbon.to].into += thickness;
        let mid = (x0 + x1) / 2.0;
        let drawn = thickness.max(0.8);
        // The five largest origins keep their own colour; the others share the last.
        let rank = nodes[..ribbon.from]
            .iter()
            .filter(|n| n.column == nodes[ribbon.from].column)
            .count()
            .min(5);
        scene.items.push(Item::Group {
            name: Some(name),
            link: None,
            items: vec![Item::Path {
                steps: vec![
                    Step::Move(x0, y0),
                    Step::Curve(mid, y0, mid, y1, x1, y1),
                    Step::Line(x1, y1 + drawn),
                    Step::Curve(mid, y1 + drawn, mid, y0 + drawn, x0, y0 + drawn),
                    Step::Close,
                ],
                fill: Fill::Wash(Tone::Series(rank)),
                stroke: None,
            }],
        });
    }
}

fn draw_node(scene: &mut Scene, node: &Node, columns: usize, style: Style, x: f64) {
    let wide = style.width == Width::Wide;
    scene
        .items
        .push(rect(x, node.y, NODE, node.height, Fill::Solid(Tone::Ink)));
    let middle = node.y + node.height / 2.0;
    let count = super::label(&Cell::Count(node.total), style, Detail::Value);
    let first = node.column == 0;
    let last = node.column + 1 == columns;
    if wide {
        let (place, anchor, room) = if first {
            (x - 7.0, Anchor::End, x - 10.0)
        } else if last {
            (x + NODE + 7.0, Anchor::Start, scene.width - x - NODE - 10.0)
        } else {
            (x + NODE + 7.0, Anchor::Start, 150.0)
        };
        let number = format!(" {count}");
        let name_room = room - text_width(&number, TEXT, true);
        let name = fit(&node.label, TEXT, false, name_room, false);
        scene.items.push(text(
            place,
            middle + 4.5,
            Type::new(TEXT).anchor(anchor).halo(),
            format!("{name}{}{count}", "\u{a0}\u{a0}"),
        ));
        return;
    }
    let room = scene.width / columns as f64 - 16.0;
    let (place, anchor) = if last {
        (x - 5.0, Anchor::End)
    } else {
        (x + NODE + 5.0, Anchor::Start)
    };
    scene.items.push(text(
        place,
        middle - 2.5,
        Type::new(SMALL).anchor(anchor).halo(),
        fit(&node.label, SMALL, false, room, false),
    ));
    scene.items.push(text(
        place,
        middle + 12.0,
        Type::new(SMALL).bold().anchor(anchor).halo(),
        count,
    ));
}
