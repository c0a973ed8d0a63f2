//! What the audit of the domain finds in a centre, placed in the files it was read from.

use super::fault::{Fault, Faults, Severity};
use domain::Centre;
use domain::audit::{self, Place};

/// Where each noun of a centre stands.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// `queue care`, `contract full`, `template day8` in `centre.toml`.
    pub(super) frame: Vec<(String, u32)>,
    /// Laws in `rules.toml`.
    pub(super) rules: Vec<(String, u32)>,
    /// The file of agents and their lines, in order.
    pub(super) agents: (String, Vec<u32>),
    /// The file of availability and its lines, in order.
    pub(super) availability: (String, Vec<u32>),
    /// The file of the calendar and its lines, in order.
    pub(super) calendar: (String, Vec<u32>),
}

/// Adds every finding that no reader has named already at the same place.
pub(super) fn add(centre: &Centre, lines: &Lines, faults: &mut Faults) {
    for finding in audit::audit(centre) {
        let (file, line) = lines.find(&finding.place, centre);
        if faults.knows(file, line, finding.code) {
            continue;
        }
        let severity = match finding.severity {
            audit::Severity::Error => Severity::Error,
            audit::Severity::Warning => Severity::Warning,
        };
        faults.push(Fault {
            file: file.to_owned(),
            line,
            column: None,
            code: finding.code,
            cause: finding.message,
            cure: finding.cure,
            severity,
        });
    }
}

impl Lines {
    fn find(&self, place: &Place, centre: &Centre) -> (&str, Option<u32>) {
        let named = |key: String| {
            let found = self.frame.iter().find(|(name, _)| *name == key);
            ("centre.toml", found.map(|(_, line)| *line))
        };
        let row = |table: &'_ (String, Vec<u32>), n: usize| table.1.get(n).copied();
        match place {
            Place::Queue(id) => named(format!("queue {id}")),
            Place::Contract(id) => named(format!("contract {id}")),
            Place::Template(id) => named(format!("template {id}")),
            Place::Agent(id) => {
                let n = centre.agents.iter().position(|a| &a.id == id);
                (&self.agents.0, n.and_then(|n| row(&self.agents, n)))
            }
            Place::Availability(n) => (&self.availability.0, row(&self.availability, *n)),
            Place::Event(n) => (&self.calendar.0, row(&self.calendar, *n)),
            Place::Law(law) => {
                let found = self.rules.iter().find(|(name, _)| name == law);
                ("rules.toml", found.map(|(_, line)| *line))
            }
        }
    }
}
