//! What is said when no roster is possible.

use super::text::Style;
use domain::Inputs;
use solver::roster::Conflict;
use std::io::{self, Write};

/// Names the laws and people that clash.
pub(crate) fn impossible(
    conflict: &Conflict,
    inputs: &Inputs,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", style.red("No roster keeps every hard law."))?;
    let name = |id: &domain::AgentId| {
        inputs.centre.agent(id).map_or_else(|| id.to_string(), |a| format!("{} ({id})", a.name))
    };
    if !conflict.agents.is_empty() {
        let people: Vec<String> = conflict.agents.iter().map(name).collect();
        writeln!(out, "  people concerned: {}", people.join(", "))?;
    }
    if !conflict.laws.is_empty() {
        writeln!(out, "  laws that clash: {}", conflict.laws.join(", "))?;
    }
    writeln!(
        out,
        "  hint: give one of the laws a price in rules.toml instead, or change leave, locks or\n\
         \x20       the contract of the people named"
    )
}
