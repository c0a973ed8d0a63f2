//! Absences said on the command line.

use crate::cli::{CliError, tell};
use chrono::NaiveDate;
use domain::{Availability, AvailabilityKind, Grid, Inputs, Span};

/// Puts absences such as `A017=2025-11-11..2025-11-13` among the centre's rows, as leave; trainings
/// and locked shifts that nobody can hold to then are left out, which is told.
pub(super) fn add(inputs: &mut Inputs, grid: &Grid, said: &[String]) -> Result<(), CliError> {
    for said in said {
        let bad = |cause: &str| CliError::Absence { said: said.clone(), cause: cause.to_owned() };
        let (id, days) = said.split_once('=').ok_or_else(|| bad("there is no `=`"))?;
        let (first, last) = days.split_once("..").unwrap_or((days, days));
        let date = |text: &str| text.trim().parse::<NaiveDate>().map_err(|_| bad("no such day"));
        let (first, last) = (date(first)?, date(last)?);
        let agent = id.trim().into();
        if inputs.centre.agent(&agent).is_none() {
            return Err(CliError::Nobody(id.trim().to_owned()));
        }
        let days = grid.day_of_date(first).zip(grid.day_of_date(last));
        let (first, last) = days.ok_or_else(|| bad("the roster does not have these days"))?;
        if last < first {
            return Err(bad("the days are the wrong way round"));
        }
        let span = Span::new(grid.day_span(first).start, grid.day_span(last).end);
        let zone = inputs.centre.zone;
        inputs.centre.availability.retain(|row| {
            let bound =
                matches!(row.kind, AvailabilityKind::Training | AvailabilityKind::LockedShift);
            let missed = bound && row.agent == agent && row.span.overlaps(&span);
            if missed {
                let what = match row.kind {
                    AvailabilityKind::Training => "training",
                    _ => "locked shift",
                };
                let at = row.span.start.local(zone).format("%Y-%m-%d %H:%M");
                tell(&format!("{agent} is absent: their {what} of {at} is left out"));
            }
            !missed
        });
        inputs.centre.availability.push(Availability {
            agent,
            span,
            kind: AvailabilityKind::Leave,
        });
    }
    Ok(())
}
