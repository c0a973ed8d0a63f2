//! Which number of the solution belongs to which reason, and what a day's row looks like.

use crate::design::level::Nodes;
use crate::design::trend::{SLOPE_SD, When};
use crate::design::{Design, Reason, year};
use domain::EventKind;

/// With less history than this, other things look like promotions: their priors are halved.
const PROMOTIONS_SURE_DAYS: usize = 182;

/// How strongly each part of the day model may move: one configuration of the automatic choice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strength {
    /// Standard deviation of the level's random walk per square root of a week.
    pub level: f64,
    /// Prior sd of the weekly drift of the last ten weeks; 0 for none.
    pub drift: f64,
    /// Prior sd of the month-position effects.
    pub month: f64,
    /// Days after which an old day weighs half.
    pub memory_days: f64,
}

impl Strength {
    /// What serves most queues well; used for first passes and very short histories.
    #[must_use]
    pub const fn usual(short: bool) -> Self {
        let month = if short { 0.005 } else { 0.06 };
        Self { level: 0.015, drift: 0.0, month, memory_days: 180.0 }
    }
}

/// One number in a sparse row: position and value.
pub(crate) type Term = (usize, f64);

/// The order of coefficients for a history of `days` days: level nodes, columns that the history
/// supports, those that every day has at their end, slope, drift.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    days: usize,
    nodes: Nodes,
    /// Per design column, its position where the history supports it.
    position: Vec<Option<usize>>,
    /// The supported design columns in order of position.
    supported: Vec<usize>,
}

impl Layout {
    /// The layout of the first `days` days of `design`, of which those in `used` carry data.
    pub(crate) fn new(design: &Design, days: usize, used: &[usize]) -> Self {
        let mut support = vec![false; design.columns.len()];
        for entry in used.iter().flat_map(|&day| &design.rows[day]) {
            support[entry.column] |= entry.value != 0.0;
        }
        let nodes = Nodes::new(days);
        let season = |&column: &usize| matches!(design.columns[column].reason, Reason::Year(_));
        let seen = |column: &usize| support[*column] && (!season(column) || days >= year::DAYS_MIN);
        let mut supported: Vec<usize> = (0..support.len()).filter(seen).collect();
        supported.sort_by_key(season);
        let mut position = vec![None; support.len()];
        for (nth, &column) in supported.iter().enumerate() {
            position[column] = Some(nodes.len() + nth);
        }
        Self { days, nodes, position, supported }
    }

    /// How many coefficients.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len() + self.supported.len() + 2
    }

    fn slope(&self) -> usize {
        self.nodes.len() + self.supported.len()
    }

    /// The prior precisions of the level's steps: between node `k` and `k + 1`.
    pub(crate) fn steps(&self, strength: &Strength) -> Vec<f64> {
        let variance = strength.level * strength.level;
        self.nodes.gaps().map(|weeks| 1.0 / (variance * weeks)).collect()
    }

    /// The prior precision of each coefficient after the level nodes.
    pub(crate) fn precisions(&self, design: &Design, strength: &Strength) -> Vec<f64> {
        let precision = |sd: f64| 1.0 / (sd * sd).max(1e-12);
        let columns = self.supported.iter().map(|&c| match design.columns[c].reason {
            Reason::Month(_) => precision(strength.month),
            Reason::Event(effect)
                if effect.kind == EventKind::Promotion && self.days < PROMOTIONS_SURE_DAYS =>
            {
                precision(0.5 * design.columns[c].sd)
            }
            _ => precision(design.columns[c].sd),
        });
        columns.chain([precision(SLOPE_SD), precision(strength.drift)]).collect()
    }

    /// How many of the coefficients are level nodes.
    pub(crate) fn level_len(&self) -> usize {
        self.nodes.len()
    }

    /// The row of day number `day`, positions ascending; ahead of the history the level stays.
    pub(crate) fn row(&self, design: &Design, day: usize, row: &mut Vec<Term>) {
        row.clear();
        let when = When::of(day, self.days);
        let (node, older) = match when {
            When::Ago(age) => self.nodes.around(age),
            When::Ahead(_) => (0, 0.0),
        };
        row.push((node, 1.0 - older));
        if older > 0.0 {
            row.push((node + 1, older));
        }
        let begin = row.len();
        for entry in &design.rows[day] {
            if let Some(position) = self.position[entry.column] {
                match row[begin..].iter_mut().find(|(p, _)| *p == position) {
                    Some((_, value)) => *value += entry.value,
                    None => row.push((position, entry.value)),
                }
            }
        }
        row[begin..].sort_unstable_by_key(|&(position, _)| position);
        row.push((self.slope(), when.years()));
        row.push((self.slope() + 1, when.drift_weeks()));
    }

    /// The position of design column `column`, where the history supports it.
    pub(crate) fn position(&self, column: usize) -> Option<usize> {
        self.position[column]
    }

    /// The terms of slope and drift on day number `day`.
    pub(crate) fn trend(&self, day: usize) -> [Term; 2] {
        let when = When::of(day, self.days);
        [(self.slope(), when.years()), (self.slope() + 1, when.drift_weeks())]
    }
}
