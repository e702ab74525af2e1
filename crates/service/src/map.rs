//! Outlines of an installation's own territories, beside the built-in ones.

use serde_json::Value;

use crate::{Faro, ServiceError};

/// Setting under which the shapes of imported territories are kept.
pub(crate) const SHAPES_SETTING: &str = "territory-shapes";

/// Largest list of shapes taken in.
const MAX_SHAPES_BYTES: usize = 8 * 1024 * 1024;

/// Points that all shapes together may have: a page must stay quick on an old laptop.
const MAX_POINTS: usize = 200_000;

/// The outline of a territory.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnShape {
    /// Code of the territory.
    pub code: String,
    /// Rings of longitude and latitude in degrees.
    pub rings: Vec<Vec<(f32, f32)>>,
}

impl Faro {
    /// Outlines of imported territories; empty when none were taken in.
    ///
    /// # Errors
    /// The database does not answer, or what is stored is damaged.
    pub async fn own_shapes(&self) -> Result<Vec<OwnShape>, ServiceError> {
        match self.store.reader().setting(SHAPES_SETTING).await? {
            None => Ok(Vec::new()),
            Some(text) => parse_shapes(&text),
        }
    }
}

/// Reads a GeoJSON FeatureCollection (RFC 7946) of polygons with a property `code`.
pub(crate) fn parse_shapes(text: &str) -> Result<Vec<OwnShape>, ServiceError> {
    let refuse = |why: &str| ServiceError::Shapes(why.to_owned());
    if text.len() > MAX_SHAPES_BYTES {
        return Err(refuse(
            "the file is larger than 8 MB; simplify the outlines",
        ));
    }
    let document: Value =
        serde_json::from_str(text).map_err(|e| ServiceError::Shapes(e.to_string()))?;
    let features = document["features"]
        .as_array()
        .ok_or_else(|| refuse("a GeoJSON FeatureCollection is expected"))?;
    let mut shapes = Vec::new();
    let mut points = 0;
    for feature in features {
        let code = feature["properties"]["code"]
            .as_str()
            .ok_or_else(|| refuse("every feature needs a property `code`"))?;
        let coordinates = &feature["geometry"]["coordinates"];
        let rings = match feature["geometry"]["type"].as_str() {
            Some("Polygon") => rings_of(coordinates),
            Some("MultiPolygon") => coordinates.as_array().and_then(|polygons| {
                let each: Option<Vec<_>> = polygons.iter().map(rings_of).collect();
                each.map(|rings| rings.concat())
            }),
            _ => None,
        }
        .ok_or_else(|| {
            ServiceError::Shapes(format!(
                "the outline of `{code}` is not a polygon in degrees"
            ))
        })?;
        points += rings.iter().map(Vec::len).sum::<usize>();
        if points > MAX_POINTS {
            return Err(refuse("more than 200,000 points; simplify the outlines"));
        }
        shapes.push(OwnShape {
            code: code.to_owned(),
            rings,
        });
    }
    Ok(shapes)
}

fn rings_of(polygon: &Value) -> Option<Vec<Vec<(f32, f32)>>> {
    polygon
        .as_array()?
        .iter()
        .map(|ring| {
            ring.as_array()?
                .iter()
                .map(|point| {
                    let lon = point.get(0)?.as_f64()?;
                    let lat = point.get(1)?.as_f64()?;
                    let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
                    inside.then_some((lon as f32, lat as f32))
                })
                .collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polygons_are_read_and_nonsense_is_refused() {
        let good = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"XF-01"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;
        let shapes = parse_shapes(good).expect("well formed");
        assert_eq!(shapes[0].rings[0].len(), 4);
        for bad in [
            "",
            "{}",
            r#"{"features":[{}]}"#,
            &good.replace("[1,1]", "[1,100]"),
        ] {
            assert!(parse_shapes(bad).is_err(), "{bad}");
        }
    }
}
