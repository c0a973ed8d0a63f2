//! The fingerprint of everything a plan is made from.

use super::history;
use super::requirement;
use super::roster;
use super::save::{centre_files, inputs_files};
use domain::{Inputs, Requirement, Roster, Shift};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// SHA-256, in hexadecimal, of the inputs as they would be written.
///
/// It is the same however the files were spelled (separators, encodings, order of columns, order of
/// a history's rows or of last week's shifts) and another when anything a plan depends on differs.
#[must_use]
pub fn input_hash(inputs: &Inputs) -> String {
    let mut sink = Sink(Sha256::new());
    for (name, text) in inputs_files(inputs) {
        sink.part(name, &text);
    }
    let mut previous: Vec<Shift> = inputs.previous.clone();
    previous.sort_by_key(|s| (s.agent.clone(), s.span().start));
    sink.part("previous.csv", &roster::write_shifts(&previous, inputs.centre.zone));
    sink.0.update(b"history.csv\0");
    let written = history::write(&inputs.history, inputs.centre.zone, &mut sink);
    debug_assert!(written.is_ok(), "a hash takes everything");
    sink.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256, in hexadecimal, of everything a roster depends on: its inputs, the people needed, and
/// how it is searched, in words.
#[must_use]
pub fn plan_hash(inputs: &Inputs, requirement: &Requirement, how: &str) -> String {
    let mut sink = Sink(Sha256::new());
    sink.part("inputs", &input_hash(inputs));
    sink.part("requirement.csv", &requirement::write(requirement));
    sink.part("how", how);
    sink.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256, in hexadecimal, of everything that outlines depend on: people and laws, the days
/// before, and the people needed, in this order, by this `version`.
#[must_use]
pub fn outlines_hash(inputs: &Inputs, needs: &[&Requirement], version: &str) -> String {
    let mut sink = Sink(Sha256::new());
    sink.part("version", version);
    for (name, text) in centre_files(&inputs.centre) {
        sink.part(name, &text);
    }
    sink.part("previous.csv", &roster::write_shifts(&inputs.previous, inputs.centre.zone));
    // as it is: the file would round
    needs.iter().for_each(|need| sink.part("need", &format!("{need:?}")));
    sink.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256, in hexadecimal, of a roster's shifts, in whatever order.
#[must_use]
pub fn roster_hash(roster: &Roster) -> String {
    let mut sink = Sink(Sha256::new());
    sink.part("shifts", &roster::write_shifts(&roster.shifts, roster.grid.zone()));
    sink.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A hash that can be written to.
struct Sink(Sha256);

impl Sink {
    fn part(&mut self, name: &str, text: &str) {
        self.0.update(name.as_bytes());
        self.0.update([0]);
        self.0.update(text.as_bytes());
        self.0.update([0]);
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
