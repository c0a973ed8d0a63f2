//! The files that a planned week leaves behind.

use super::error::CliError;
use super::text::plural;
use super::week::{Week, ended};
use crate::files;
use crate::report::{PlannedWeek, Proof, render};
use crate::wire::Written;
use chrono::{DateTime, Utc};
use std::path::Path;

/// Writes demand, requirement, roster and report into `folder`; the paths written, in order.
///
/// `notice` stands on top of the report when the centre's data are not real.
pub(crate) fn write(
    week: &Week<'_>,
    folder: &Path,
    notice: Option<&str>,
) -> Result<Written, CliError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CliError::Write { path, source }
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let path = |name: &str| folder.join(name);
    files::write_demand(&path("demand.csv"), &week.plan.demand)?;
    files::write_requirement(&path("requirement.csv"), &week.plan.requirement)?;
    files::write_roster(&path("roster.csv"), week.rostered.clean.roster())?;
    let roster = week.rostered.clean.roster();
    files::write_workbook(&path("roster.xlsx"), &week.inputs.centre, roster)?;
    let calendars = path("ics");
    std::fs::create_dir_all(&calendars).map_err(failed(&calendars))?;
    let now = DateTime::<Utc>::from(std::time::SystemTime::now());
    let people = files::write_calendars(&calendars, &week.inputs.centre, roster, now)?;
    let page = path("report.html");
    std::fs::write(&page, report(week, notice)).map_err(failed(&page))?;
    let names = ["report.html", "roster.csv", "roster.xlsx", "requirement.csv", "demand.csv"];
    let one = |name: &str| path(name).display().to_string();
    let mut written: Vec<String> = names.into_iter().map(one).collect();
    written.push(format!("{} ({})", one("ics"), plural(people, "calendar", "calendars")));
    Ok(Written { files: written })
}

fn report(week: &Week<'_>, notice: Option<&str>) -> String {
    let solution = &week.rostered.solution;
    let proof = Proof { bound: Some(solution.bound), stopped: ended(solution.stopped).to_owned() };
    render(&PlannedWeek {
        inputs: week.inputs,
        demand: &week.plan.demand,
        requirement: &week.plan.requirement,
        clean: &week.rostered.clean,
        proof: &proof,
        why: solution.why.as_deref(),
        notice,
    })
}
