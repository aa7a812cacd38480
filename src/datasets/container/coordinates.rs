//! The coordinate systems of GeoJSON and ESRI JSON: degrees as they are, Web Mercator calculated back, others named.

use serde_json::Value;

/// A coordinate system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Coordinates {
    /// Degrees of longitude and latitude; systems of degrees differ by less than a position's precision.
    #[default]
    Degrees,
    /// Metres of Web Mercator.
    WebMercator,
    /// Another one, by its name.
    Other(String),
}

/// Radius of the sphere of Web Mercator, in metres.
const RADIUS: f64 = 6_378_137.0;
/// Codes of Web Mercator, of EPSG and ESRI.
const WEB_MERCATOR: [u64; 6] = [3857, 3785, 3587, 900_913, 102_100, 102_113];

impl Coordinates {
    /// The system that a member `crs` (GeoJSON) or `spatialReference` (ESRI) states. `None` if it states none.
    pub(super) fn stated(said: &Value) -> Option<Self> {
        let code = |key: &str| said.get(key).and_then(|n| n.as_u64().or_else(|| n.as_str()?.parse().ok()));
        if let Some(code) = code("latestWkid").or_else(|| code("wkid")) {
            return Some(Self::of_code(code));
        }
        let within = said.get("properties");
        let name =
            [said.get("wkt"), within.and_then(|p| p.get("name")), within.and_then(|p| p.get("code")), Some(said)];
        name.into_iter().flatten().find_map(|name| match name {
            Value::String(name) => Some(Self::of_name(name)),
            Value::Number(code) => code.as_u64().map(Self::of_code),
            _ => None,
        })
    }

    /// The name for the user.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Degrees => "degrees",
            Self::WebMercator => "Web Mercator",
            Self::Other(name) => name,
        }
    }

    fn of_code(code: u64) -> Self {
        match code {
            _ if WEB_MERCATOR.contains(&code) => Self::WebMercator,
            // Geographic systems of EPSG.
            4001..=4999 | 6318 | 7844 | 9000 => Self::Degrees,
            _ => Self::Other(format!("EPSG:{code}")),
        }
    }

    /// The system of a name: `urn:ogc:def:crs:EPSG::3857`, `EPSG:4326`, `urn:ogc:def:crs:OGC:1.3:CRS84`, WKT.
    fn of_name(name: &str) -> Self {
        let upper = name.to_uppercase();
        let has = |part: &str| upper.contains(part);
        if has("CRS84") || has("CRS83") || has("CRS27") || upper.starts_with("GEOGC") {
            return Self::Degrees;
        }
        let code = name.rsplit([':', '/', '#']).next().and_then(|code| code.parse().ok());
        match code {
            Some(code) => Self::of_code(code),
            None if has("PSEUDO-MERCATOR") || has("WEB MERCATOR") || has("MERCATOR_AUXILIARY_SPHERE") => {
                Self::WebMercator
            }
            None if matches!(upper.as_str(), "WGS84" | "WGS 84" | "") => Self::Degrees,
            None => Self::Other(name.chars().take(40).collect()),
        }
    }
}

/// Longitude and latitude of a point in Web Mercator, rounded to a centimetre. `None` if its metres can only be degrees.
pub(super) fn from_web_mercator(x: f64, y: f64) -> Option<(f64, f64)> {
    if x.abs() <= 180.0 && y.abs() <= 90.0 {
        return None;
    }
    let rounded = |n: f64| (n.to_degrees() * 1e7).round() / 1e7;
    Some((rounded(x / RADIUS), rounded((y / RADIUS).sinh().atan())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn systems_are_known_by_code_and_name() {
        for (said, system) in [
            (json!({"wkid": 102_100, "latestWkid": 3857}), Coordinates::WebMercator),
            (json!({"wkid": 4326}), Coordinates::Degrees),
            (json!({"wkid": 32737}), Coordinates::Other("EPSG:32737".into())),
            (json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}), Coordinates::Degrees),
            (json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}), Coordinates::WebMercator),
            (json!({"type": "EPSG", "properties": {"code": 27700}}), Coordinates::Other("EPSG:27700".into())),
            (json!("EPSG:4258"), Coordinates::Degrees),
            (json!({"wkt": "GEOGCS[\"GCS_WGS_1984\"]"}), Coordinates::Degrees),
        ] {
            assert_eq!(Coordinates::stated(&said), Some(system), "{said}");
        }
        assert_eq!(Coordinates::stated(&Value::Null), None);
    }

    #[test]
    fn web_mercator_is_calculated_back() {
        assert_eq!(from_web_mercator(20_037_508.342_789_244, 0.0), Some((180.0, 0.0)));
        assert_eq!(from_web_mercator(4_097_670.455_5, -132_479.719), Some((36.81, -1.19)));
        assert_eq!(from_web_mercator(36.81, -1.19), None);
    }
}
