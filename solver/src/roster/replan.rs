//! Planning again: what stays of the roster that people were told of, and what a change costs.
//!
//! A change is a day of one person on which the shift they were told of begins or ends at another
//! time, is new or is gone. Breaks and queues may move freely, except in a frozen shift, whose
//! breaks stay. A shift that its person can no longer work (an absence meets it, and availability
//! is a hard law) is changed by force: nothing is kept of that day and nothing is charged for it.

use chrono::NaiveDate;
use domain::laws::Strength;
use domain::{AgentId, AvailabilityKind, Centre, Moment, Money, Roster, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What a new roster owes to the one that people were told of.
#[derive(Debug, Clone, Copy)]
pub struct Replan<'a> {
    /// The roster that people were told of; only its days inside the horizon count.
    pub told: &'a Roster,
    /// Its hash, which the new roster names as its parent's.
    pub name: Option<&'a str>,
    /// The roster that `told` was edited from by hand, for [`Keep::edits`].
    pub edited_from: Option<&'a Roster>,
    /// Shifts that begin before this moment stay as they are, breaks included, and none begins
    /// there anew.
    pub freeze: Option<Moment>,
    /// What else stays.
    pub keep: Keep,
    /// What changes cost.
    pub price: ChangePrice,
}

/// What must not change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// Each shift begins when it was told to; days off stay off.
    pub start_times: bool,
    /// Everybody's paid time of each day.
    pub daily_paid: bool,
    /// Everybody's paid time of each week.
    pub weekly_paid: bool,
    /// Days that were edited by hand.
    pub edits: bool,
}

/// What changes cost, beside pay; only unforced ones are charged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChangePrice {
    /// Each day of a person that changes.
    pub shift: Money,
    /// Each person of whom at least one day changes.
    pub person: Money,
}

/// One person's day that is not as it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub agent: AgentId,
    /// The day on which the shifts begin.
    pub date: NaiveDate,
    /// What was told: begin and end of every shift.
    pub before: Vec<Span>,
    /// What is planned now.
    pub after: Vec<Span>,
    /// Whether their absence leaves no choice.
    pub forced: bool,
}

impl Replan<'_> {
    /// The days that `roster` changes, by person and date.
    #[must_use]
    pub fn changes(&self, centre: &Centre, roster: &Roster) -> Vec<Change> {
        let inside = |date: &NaiveDate| roster.grid.day_of_date(*date).is_some();
        let mut days: BTreeMap<(AgentId, NaiveDate), [Vec<Span>; 2]> = BTreeMap::new();
        for (side, shifts) in [&self.told.shifts, &roster.shifts].into_iter().enumerate() {
            for shift in shifts.iter().filter(|s| inside(&s.date)) {
                let day = days.entry((shift.agent.clone(), shift.date)).or_default();
                day[side].push(shift.span());
            }
        }
        let barred = centre.rules.availability.strength == Strength::Hard;
        let changed = |((agent, date), [before, after]): (_, [Vec<Span>; 2])| {
            let forced = barred && before.iter().any(|span| is_away(centre, &agent, span));
            (before != after).then_some(Change { agent, date, before, after, forced })
        };
        days.into_iter().filter_map(changed).collect()
    }

    /// The told roster without the shifts that absences leave uncovered.
    #[must_use]
    pub fn uncovered(&self, centre: &Centre) -> Roster {
        let mut roster = self.told.clone();
        let barred = centre.rules.availability.strength == Strength::Hard;
        roster.shifts.retain(|shift| !barred || !is_away(centre, &shift.agent, &shift.span()));
        roster
    }

    /// What these changes cost.
    #[must_use]
    pub fn charge(&self, changes: &[Change]) -> Money {
        let chosen: Vec<&Change> = changes.iter().filter(|c| !c.forced).collect();
        let people: BTreeSet<&AgentId> = chosen.iter().map(|c| &c.agent).collect();
        let (days, people) = (chosen.len() as i64, people.len() as i64);
        Money(days * self.price.shift.0 + people * self.price.person.0)
    }
}

/// Whether leave or another absence of `agent` meets `span`.
fn is_away(centre: &Centre, agent: &AgentId, span: &Span) -> bool {
    let absent = |kind| matches!(kind, AvailabilityKind::Leave | AvailabilityKind::Unavailable);
    let mut rows = centre.availability.iter().filter(|r| r.agent == *agent && absent(r.kind));
    rows.any(|row| row.span.overlaps(span))
}
