//! What a planner should know about a forecast, in sentences.

use crate::ensemble::Ensemble;
use crate::origin::Origin;
use crate::prepared::Prepared;
use crate::queue::Freak;
use crate::spikes::Spike;
use domain::{ClockTime, Contacts, EventKind, Grid};

/// No more lines than this about things of one sort.
const LINES: usize = 10;

/// The remarks on one queue's forecast, in the order of their weight.
pub(crate) fn notes(
    origin: &Origin<'_>,
    ensemble: &Ensemble<'_>,
    grid: &Grid,
    spikes: &[Spike],
    freaks: &[Freak],
) -> Vec<String> {
    let prepared = origin.prepared;
    let mut notes = Vec::new();
    notes.extend(short(origin.days));
    notes.extend(gap(prepared, grid));
    notes.extend(bounded(first_ever(prepared, ensemble, grid)));
    notes.extend(closed_makeups(prepared, grid));
    notes.extend(while_closed(prepared));
    notes.extend(bounded(freaks.iter().map(freak).collect()));
    notes.extend(bounded(spikes.iter().map(spike).collect()));
    notes
}

fn bounded(mut lines: Vec<String>) -> Vec<String> {
    let more = lines.len().saturating_sub(LINES);
    lines.truncate(LINES);
    if more > 0 {
        lines.push(format!("and {more} more like these"));
    }
    lines
}

fn short(days: usize) -> Option<String> {
    let missing = match days {
        0..35 => "too little to try configurations on; the bands are guesses",
        35..91 => "no effects of the place in the month, and wide bands",
        91..400 => "no season of the year yet",
        _ => return None,
    };
    Some(format!("{days} days of history: {missing}"))
}

fn gap(prepared: &Prepared, grid: &Grid) -> Option<String> {
    let last = prepared.table.date(prepared.table.days() - 1);
    let days = (grid.first_day() - last).num_days() - 1;
    (days >= 7).then(|| {
        format!(
            "the history ends on {last}, {days} days before the horizon; the bands allow for it"
        )
    })
}

/// Events of the horizon whose class the history has not seen.
fn first_ever(prepared: &Prepared, ensemble: &Ensemble<'_>, grid: &Grid) -> Vec<String> {
    let meets = |(_, o): &(usize, &crate::occurrence::Occurrence)| {
        !o.closed && o.days.iter().any(|part| grid.day_of_date(part.date).is_some())
    };
    let met = prepared.occurrences.iter().enumerate().filter(meets);
    met.filter(|(number, _)| !ensemble.knows_class(*number))
        .map(|(number, o)| {
            let borrowed = match o.kind {
                _ if !ensemble.knows_kind(number) => "no effect",
                EventKind::Promotion => "what all promotions have in common",
                EventKind::Holiday => "what all holidays have in common",
                EventKind::MakeupWorkday => "an ordinary workday",
                EventKind::Event | EventKind::Closure => "what other events have in common",
            };
            let name = &o.name;
            format!("{name}: no comparable past; {borrowed} is assumed, with a wide band")
        })
        .collect()
}

fn closed_makeups(prepared: &Prepared, grid: &Grid) -> Vec<String> {
    (0..grid.days())
        .map(|day| grid.date(day))
        .filter(|&date| {
            let day = (date - prepared.table.first()).num_days().max(0) as usize;
            prepared.kinds[day].makeup && !prepared.opening.opens_on(date)
        })
        .map(|date| format!("{date} is a make-up workday, and the opening hours keep it closed"))
        .collect()
}

fn while_closed(prepared: &Prepared) -> Option<String> {
    let contacts = prepared.table.while_closed;
    (contacts > 0.0).then(|| {
        format!("{:.0} reported outside the opening hours are not used", Contacts(contacts))
    })
}

fn freak(day: &Freak) -> String {
    let Freak { date, reported, expected } = day;
    format!("{date}: {reported:.0} contacts where {expected:.0} were expected; hardly counted")
}

fn spike(spike: &Spike) -> String {
    let Spike { date, minute, reported, used } = spike;
    let clock = ClockTime(*minute);
    format!("{date} {clock}: {reported:.0} contacts reported is beyond belief; {used:.1} used")
}
