//! What is told while a benchmark runs, and at its end.

use crate::cli::answer::Answer;
use crate::cli::{CliError, Exit, tell};
use crate::wire::{Benchmarked, Written};
use std::time::Instant;

/// Tells every better roster and bound once.
pub(super) struct Lines {
    begin: Instant,
    last: Option<(Option<f64>, f64)>,
}

/// How a search ended, in the units of the instance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End<'a> {
    pub(super) objective: f64,
    pub(super) bound: f64,
    /// Decimals of the objective.
    pub(super) digits: usize,
    pub(super) why: &'a str,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self { begin: Instant::now(), last: None }
    }

    /// Hears of the cheapest roster and the bound so far.
    pub(super) fn hear(&mut self, phase: &str, objective: Option<f64>, bound: f64) {
        if self.last == Some((objective, bound)) {
            return;
        }
        self.last = Some((objective, bound));
        let found = objective.map_or("-".to_owned(), |o| format!("{o}"));
        let gap = objective.map_or("-".to_owned(), |o| format!("{:.3} %", gap(o, bound)));
        let time = self.begin.elapsed().as_secs_f64();
        tell(&format!("{time:8.2} s  {phase}: objective {found}, bound {bound}, gap {gap}"));
    }

    /// Answers how it ended.
    pub(super) fn end(
        &self,
        end: &End<'_>,
        written: Written,
        answer: &mut Answer<'_>,
    ) -> Result<Exit, CliError> {
        let End { objective, bound, digits, why } = *end;
        let (seconds, percent) = (self.begin.elapsed().as_secs_f64(), gap(objective, bound));
        let gap = percent / 100.0;
        answer.give(
            || Benchmarked {
                objective,
                bound,
                gap,
                seconds,
                stopped: why.to_owned(),
                written: written.clone(),
            },
            |_, out| {
                writeln!(out, "objective  {objective:.digits$}")?;
                writeln!(out, "bound      {bound:.digits$}")?;
                writeln!(out, "gap        {percent:.3} %")?;
                writeln!(out, "time       {seconds:.1} s, {why}")?;
                written.tell(out)
            },
        )
    }
}

/// (objective − bound) / objective in per cent.
fn gap(objective: f64, bound: f64) -> f64 {
    if objective == 0.0 { 0.0 } else { 100.0 * (objective - bound) / objective }
}
