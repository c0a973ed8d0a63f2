//! Writes `rules.toml`: every law in full, so that the file means the same under any profile.

use super::entries::{Entry, Parameter, entries};
use crate::files::document::toml_text;
use crate::files::number::{hours_text, money_text};
use domain::Rules;
use domain::laws::Strength;
use std::fmt::Write;

/// The file of `rules`.
pub(crate) fn write(rules: &Rules) -> String {
    let mut t = format!("profile = \"plain\"\nnight = \"{}\"\n", rules.night);
    for entry in entries(rules) {
        let _ = writeln!(t, "{}", line(&entry));
    }
    t
}

/// One law with its strength and parameters, under the name the law gives itself.
fn line(entry: &Entry<'_>) -> String {
    let mut parts = vec![match entry.strength {
        Strength::Hard => "strength = \"hard\"".into(),
        Strength::Off => "strength = \"off\"".into(),
        Strength::Soft(price) => format!("strength = \"soft\", price = {}", money_text(price)),
    }];
    parts.extend(entry.parameters.iter().map(|(key, value)| format!("{key} = {}", text(value))));
    format!("{} = {{ {} }}", entry.name, parts.join(", "))
}

fn text(parameter: &Parameter<'_>) -> String {
    match parameter {
        Parameter::Hours(length) => hours_text(*length),
        Parameter::Unlimited => "\"unlimited\"".into(),
        Parameter::Count(n) => n.to_string(),
        Parameter::Clock(time) => format!("\"{time}\""),
        Parameter::Floors(floors) => {
            let floor = |(queue, n): &(domain::QueueId, domain::Agents)| {
                format!("{} = {}", toml_text(queue.as_str()), n.0)
            };
            format!("{{ {} }}", floors.iter().map(floor).collect::<Vec<_>>().join(", "))
        }
    }
}
