//! The laws of a centre on the wire, as `rules.toml` tells them.

use super::major;
use crate::files;
use domain::laws::Strength;
use serde::Serialize;
use std::collections::BTreeMap;

/// Every law a centre keeps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rules {
    /// What counts as a night, such as `22:00-06:00`.
    pub night: String,
    /// One entry per law.
    pub laws: Vec<Law>,
}

/// One law.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Law {
    /// Its name in `rules.toml`.
    pub law: &'static str,
    /// `hard`, `soft` or `off`.
    pub strength: &'static str,
    /// What one unit of a breach costs; only of a soft law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Its parameters, by their names in `rules.toml`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<&'static str, Parameter>,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Parameter {
    /// Hours, days, shifts, people.
    Number(f64),
    /// A time on the clock, or `unlimited`.
    Text(String),
    /// People per queue.
    PerQueue(BTreeMap<String, u32>),
}

impl From<&domain::Rules> for Rules {
    fn from(rules: &domain::Rules) -> Self {
        let laws = files::entries(rules).into_iter().map(|entry| Law {
            law: entry.name,
            strength: match entry.strength {
                Strength::Hard => "hard",
                Strength::Soft(_) => "soft",
                Strength::Off => "off",
            },
            price: match entry.strength {
                Strength::Soft(price) => Some(major(price)),
                Strength::Hard | Strength::Off => None,
            },
            parameters: entry.parameters.iter().map(|(key, value)| (*key, value.into())).collect(),
        });
        Self { night: rules.night.to_string(), laws: laws.collect() }
    }
}

impl From<&files::Parameter<'_>> for Parameter {
    fn from(parameter: &files::Parameter<'_>) -> Self {
        match parameter {
            files::Parameter::Hours(length) => Self::Number(length.as_hours()),
            files::Parameter::Unlimited => Self::Text("unlimited".to_owned()),
            files::Parameter::Count(n) => Self::Number(f64::from(*n)),
            files::Parameter::Clock(time) => Self::Text(time.to_string()),
            files::Parameter::Floors(floors) => {
                Self::PerQueue(floors.iter().map(|(q, n)| (q.to_string(), n.0)).collect())
            }
        }
    }
}
