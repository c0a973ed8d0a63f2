//! One queue made ready: its table of days, its calendar, its design for past and future.

use crate::days::{DayTable, Opening};
use crate::design::Design;
use crate::design::events::makeup_days;
use crate::occurrence::Occurrence;
use domain::{EventKind, Phase};

/// Everything the numeric models look at.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    /// Contacts by day and interval, spikes already replaced where they were found.
    pub(crate) table: DayTable,
    /// When the queue is open.
    pub(crate) opening: Opening,
    /// The calendar as it concerns the queue.
    pub(crate) occurrences: Vec<Occurrence>,
    /// Columns and rows of every day up to the end of the horizon.
    pub(crate) design: Design,
    /// What sort of day each one is.
    pub(crate) kinds: Vec<DayKind>,
}

/// The sort of a day, as far as its shape is concerned.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct DayKind {
    /// The class of the holiday it is.
    pub(crate) holiday: Option<String>,
    /// The last promotion or other event that covers it.
    pub(crate) event: Option<EventDay>,
    /// A weekend day that is worked.
    pub(crate) makeup: bool,
}

/// The event of a day: days alike in these share a shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EventDay {
    /// Number of the occurrence.
    pub(crate) occurrence: usize,
    /// Its class.
    pub(crate) class: String,
    /// Its phase.
    pub(crate) phase: Option<Phase>,
    /// Whether it covers at least half of the day.
    pub(crate) whole: bool,
    /// The intervals it covers.
    pub(crate) slots: std::ops::Range<usize>,
}

impl EventDay {
    /// Whether the shape of one says something about the other.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        (&self.class, self.phase, self.whole) == (&other.class, other.phase, other.whole)
    }
}

impl Prepared {
    /// Prepares `table` and `days` days from its first one, horizon included.
    pub(crate) fn new(
        table: DayTable,
        opening: Opening,
        occurrences: Vec<Occurrence>,
        days: usize,
    ) -> Self {
        let days = days.max(table.days());
        let design = Design::new(&table, days, &opening, &occurrences);
        let kinds = kinds(&table, &occurrences, days);
        Self { table, opening, occurrences, design, kinds }
    }

    /// How many days the design has, horizon included.
    pub(crate) fn days(&self) -> usize {
        self.kinds.len()
    }

    /// The holidays among the first `days` days.
    pub(crate) fn holidays(&self, days: usize) -> Vec<bool> {
        self.kinds[..days].iter().map(|kind| kind.holiday.is_some()).collect()
    }
}

fn kinds(table: &DayTable, occurrences: &[Occurrence], days: usize) -> Vec<DayKind> {
    let mut kinds = vec![DayKind::default(); days];
    for (kind, makeup) in kinds.iter_mut().zip(makeup_days(occurrences, table.first(), days)) {
        kind.makeup = makeup;
    }
    for (number, occurrence) in occurrences.iter().enumerate().filter(|(_, o)| !o.closed) {
        for part in &occurrence.days {
            let day = usize::try_from((part.date - table.first()).num_days());
            let Some(kind) = day.ok().and_then(|d| kinds.get_mut(d)) else { continue };
            match occurrence.kind {
                EventKind::Holiday => kind.holiday = Some(occurrence.class.clone()),
                EventKind::Promotion | EventKind::Event => {
                    kind.event = Some(EventDay {
                        occurrence: number,
                        class: occurrence.class.clone(),
                        phase: occurrence.phase,
                        whole: part.is_whole(),
                        slots: part.from..part.to,
                    });
                }
                EventKind::MakeupWorkday | EventKind::Closure => {}
            }
        }
    }
    kinds
}
