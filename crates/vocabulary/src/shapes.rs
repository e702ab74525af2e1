//! Map shapes: outlines in degrees, to be drawn by whoever draws.
//!
//! Natural Earth's 10 m divisions for Latin America and the Caribbean, simplified to what a
//! country map of about 600 pixels shows, with every border kept once, so that neighbours fit;
//! one outline per country of the region for overviews; and coarse outlines of the other
//! countries for flows (50 m). Outlines show where figures belong. They take no position on
//! borders or sovereignty.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// ISO 3166-2 code of a division, or ISO 3166-1 alpha-2 code of a country. One code is
    /// neither: `XK`, the user-assigned code under which Kosovo is drawn.
    pub code: &'static str,
    /// Closed lines of (longitude, latitude) in degrees, WGS 84, at least three corners each;
    /// the first corner is not repeated at the end. Islands and holes alike: fill by the
    /// even-odd rule.
    pub rings: Vec<Vec<(f32, f32)>>,
    /// A point inside the largest part, near its middle: where a label or a flow belongs.
    pub centroid: (f32, f32),
}

/// A rectangle in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Smallest longitude.
    pub west: f32,
    /// Smallest latitude.
    pub south: f32,
    /// Largest longitude.
    pub east: f32,
    /// Largest latitude.
    pub north: f32,
}

/// A division that Natural Earth does not draw, and the one that its area is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithoutShape {
    /// The division.
    pub code: &'static str,
    /// The division whose shape holds its area.
    pub drawn_in: &'static str,
    /// Why.
    pub reason: &'static str,
}

/// All first-level divisions without a shape of their own.
pub const WITHOUT_SHAPE: [WithoutShape; 5] = [
    WithoutShape {
        code: "BS-GC",
        drawn_in: "BS-NO",
        reason: "Grand Cay is drawn with North Abaco",
    },
    WithoutShape {
        code: "BS-HT",
        drawn_in: "BS-CO",
        reason: "Hope Town is drawn with Central Abaco",
    },
    WithoutShape {
        code: "LC-12",
        drawn_in: "LC-01",
        reason: "Canaries is drawn with Anse la Raye",
    },
    WithoutShape {
        code: "PA-10",
        drawn_in: "PA-8",
        reason: "Panamá Oeste (2014) is drawn with Panamá",
    },
    WithoutShape {
        code: "PA-NT",
        drawn_in: "PA-1",
        reason: "Naso Tjër Di (2020) is drawn with Bocas del Toro",
    },
];

/// The first-level divisions of a country of Latin America and the Caribbean, by code. A
/// country without divisions in ISO 3166-2 (`PR`, `GF` …) is one shape under its own code.
/// Empty for other countries, and for the uninhabited `BV` and `GS`.
pub fn first_level(country_alpha2: &str) -> &'static [Shape] {
    let all = &DIVISIONS.divisions;
    let country = |shape: &Shape| &shape.code[..2];
    let start = all.partition_point(|s| country(s) < country_alpha2);
    let end = all.partition_point(|s| country(s) <= country_alpha2);
    &all[start..end]
}

/// The outline of a country: in the detail of its divisions for the region, coarse for others.
/// `None` for the few that are too small for the source, such as `GI` and `TV`.
pub fn country(alpha2: &str) -> Option<&'static Shape> {
    by_code(&DIVISIONS.countries, alpha2).or_else(|| by_code(&WORLD, alpha2))
}

/// The countries of Latin America and the Caribbean, in the detail of a map of all of them.
pub fn region() -> &'static [Shape] {
    &REGION
}

/// The other countries, coarse: the ground on which flows from and to the region are drawn.
pub fn world() -> &'static [Shape] {
    &WORLD
}

/// The shape of a division: its own, or the one its area is drawn with.
pub fn division(code: &str) -> Option<&'static Shape> {
    let own = by_code(&DIVISIONS.divisions, code);
    own.or_else(|| {
        let stand_in = WITHOUT_SHAPE.iter().find(|w| w.code == code)?;
        by_code(&DIVISIONS.divisions, stand_in.drawn_in)
    })
}

/// A part counts for the frame from this share of its place's largest part.
const FRAMED_PART: f32 = 0.1;

/// The rectangle that a map of these places shows. Every place is in it with its main parts;
/// far, small islands (Easter Island, Trindade) do not shrink the rest. `None` without shapes.
pub fn frame(shapes: &[Shape]) -> Option<Frame> {
    let mut frame: Option<Frame> = None;
    for shape in shapes {
        let largest = shape.rings.iter().map(|r| area(r)).fold(0.0, f32::max);
        for ring in &shape.rings {
            if area(ring) < largest * FRAMED_PART {
                continue;
            }
            for &(lon, lat) in ring {
                let f = frame.get_or_insert(Frame {
                    west: lon,
                    south: lat,
                    east: lon,
                    north: lat,
                });
                f.west = f.west.min(lon);
                f.south = f.south.min(lat);
                f.east = f.east.max(lon);
                f.north = f.north.max(lat);
            }
        }
    }
    frame
}

impl Shape {
    /// Whether a point (longitude, latitude) lies inside.
    pub fn contains(&self, (lon, lat): (f32, f32)) -> bool {
        crossings(&self.rings, lat)
            .into_iter()
            .filter(|&x| x > lon)
            .count()
            % 2
            == 1
    }
}

fn by_code(shapes: &'static [Shape], code: &str) -> Option<&'static Shape> {
    let found = shapes.binary_search_by(|s| s.code.cmp(code)).ok()?;
    Some(&shapes[found])
}

/// Longitudes at which the lines cross a latitude, from west to east.
fn crossings(rings: &[Vec<(f32, f32)>], lat: f32) -> Vec<f32> {
    let mut found: Vec<f32> = rings
        .iter()
        .flat_map(|ring| edges(ring))
        .filter(|((_, y0), (_, y1))| (*y0 > lat) != (*y1 > lat))
        .map(|((x0, y0), (x1, y1))| x0 + (lat - y0) / (y1 - y0) * (x1 - x0))
        .collect();
    found.sort_by(f32::total_cmp);
    found
}

fn edges(ring: &[(f32, f32)]) -> impl Iterator<Item = ((f32, f32), (f32, f32))> {
    let next = ring.iter().skip(1).chain(ring.first());
    ring.iter().copied().zip(next.copied())
}

/// Area in square degrees, the longitudes shortened for the latitude.
fn area(ring: &[(f32, f32)]) -> f32 {
    let twice: f64 = edges(ring).map(|(a, b)| cross(a, b)).sum();
    let lat = ring.first().map_or(0.0, |p| p.1);
    (twice.abs() / 2.0) as f32 * lat.to_radians().cos()
}

fn cross((x0, y0): (f32, f32), (x1, y1): (f32, f32)) -> f64 {
    f64::from(x0) * f64::from(y1) - f64::from(x1) * f64::from(y0)
}

/// The centre of gravity of the largest part, or, when that lies outside (a crescent, a hole),
/// the middle of the widest stretch at its latitude.
fn label_point(rings: &[Vec<(f32, f32)>]) -> (f32, f32) {
    let largest = rings
        .iter()
        .max_by(|a, b| area(a).total_cmp(&area(b)))
        .expect("every shape has a ring");
    let (mut twice, mut sum_x, mut sum_y) = (0.0, 0.0, 0.0);
    let (x0, y0) = largest[0];
    for (a, b) in edges(largest) {
        // Relative to a corner: the products of whole coordinates would swamp a small island.
        let (a, b) = ((a.0 - x0, a.1 - y0), (b.0 - x0, b.1 - y0));
        let weight = cross(a, b);
        twice += weight;
        sum_x += f64::from(a.0 + b.0) * weight;
        sum_y += f64::from(a.1 + b.1) * weight;
    }
    let centre = (
        x0 + (sum_x / (3.0 * twice)) as f32,
        y0 + (sum_y / (3.0 * twice)) as f32,
    );
    let line = crossings(std::slice::from_ref(largest), centre.1);
    let inside_largest = line.iter().filter(|&&x| x > centre.0).count() % 2 == 1;
    let all = crossings(rings, centre.1);
    if inside_largest && all.iter().filter(|&&x| x > centre.0).count() % 2 == 1 {
        return centre;
    }
    all.chunks_exact(2)
        .max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])))
        .map_or(centre, |widest| ((widest[0] + widest[1]) / 2.0, centre.1))
}

#[derive(Deserialize)]
struct Topology<'t> {
    transform: Transform,
    #[serde(borrow)]
    objects: HashMap<&'t str, Collection<'t>>,
    arcs: Vec<Vec<(i32, i32)>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: (f64, f64),
    translate: (f64, f64),
}

#[derive(Deserialize)]
struct Collection<'t> {
    #[serde(borrow)]
    geometries: Vec<Geometry<'t>>,
}

#[derive(Deserialize)]
struct Geometry<'t> {
    id: &'t str,
    /// Polygons of rings of arcs; `!n` is arc `n` backwards.
    arcs: Vec<Vec<Vec<i32>>>,
}

impl Topology<'static> {
    fn read(text: &'static str) -> Self {
        serde_json::from_str(text).expect("embedded shapes are well formed; a test reads them all")
    }

    fn shapes(&self, object: &str) -> Vec<Shape> {
        let lines: Vec<Vec<(f32, f32)>> = self.arcs.iter().map(|arc| self.line(arc)).collect();
        self.objects[object]
            .geometries
            .iter()
            .map(|geometry| {
                let rings: Vec<_> = geometry
                    .arcs
                    .iter()
                    .flatten()
                    .map(|ring| join(&lines, ring))
                    .collect();
                let centroid = label_point(&rings);
                Shape {
                    code: geometry.id,
                    rings,
                    centroid,
                }
            })
            .collect()
    }

    fn line(&self, arc: &[(i32, i32)]) -> Vec<(f32, f32)> {
        let Transform { scale, translate } = &self.transform;
        let mut at = (0, 0);
        arc.iter()
            .map(|step| {
                at = (at.0 + step.0, at.1 + step.1);
                (
                    (f64::from(at.0) * scale.0 + translate.0) as f32,
                    (f64::from(at.1) * scale.1 + translate.1) as f32,
                )
            })
            .collect()
    }
}

fn join(lines: &[Vec<(f32, f32)>], ring: &[i32]) -> Vec<(f32, f32)> {
    let mut points = Vec::new();
    for &arc in ring {
        // The last point of each line is the first of the next.
        if arc >= 0 {
            let line = &lines[arc as usize];
            points.extend_from_slice(&line[..line.len() - 1]);
        } else {
            let line = &lines[!arc as usize];
            points.extend(line[1..].iter().rev());
        }
    }
    points
}

struct Divisions {
    divisions: Vec<Shape>,
    countries: Vec<Shape>,
}

static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| {
    let topology = Topology::read(include_str!("../data/shapes.divisions.topojson"));
    Divisions {
        divisions: topology.shapes("divisions"),
        countries: topology.shapes("countries"),
    }
});

static REGION: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    Topology::read(include_str!("../data/shapes.region.topojson")).shapes("countries")
});

static WORLD: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    Topology::read(include_str!("../data/shapes.world.topojson")).shapes("countries")
});
