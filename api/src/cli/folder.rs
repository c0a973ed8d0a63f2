//! The centre's folder as commands see it: inputs, the horizon, and what is needed for it.

use super::args::{HorizonArgs, RosterArgs, WeekArgs};
use super::error::CliError;
use super::progress::Talk;
use crate::files::{self, Fault, Severity};
use chrono::{Datelike, Days, NaiveDate};
use domain::{Centre, Demand, Grid, History, Inputs, Requirement, Roster, Verdict, judge};
use std::path::Path;

/// A centre's inputs, and what their readers remarked.
pub(crate) struct Opened {
    pub(crate) inputs: Inputs,
    pub(crate) remarks: Vec<Fault>,
}

/// Reads all inputs of a centre; warnings go to standard error.
pub(crate) fn open(folder: &Path, talk: &Talk) -> Result<Opened, CliError> {
    talk.say("reading the centre");
    let (inputs, remarks) = files::read_inputs(folder)?;
    remark(&remarks);
    Ok(Opened { inputs, remarks })
}

/// A centre with the horizon to plan.
pub(crate) fn week(args: &WeekArgs, talk: &Talk) -> Result<(Opened, Grid), CliError> {
    let opened = open(&args.centre.centre, talk)?;
    let grid = horizon(&opened.inputs, args.horizon)?;
    Ok((opened, grid))
}

/// A finished roster with the centre it is of.
pub(crate) struct Finished {
    pub(crate) inputs: Inputs,
    pub(crate) roster: Roster,
    pub(crate) remarks: Vec<Fault>,
}

impl Finished {
    /// Reads a centre and a roster of it.
    pub(crate) fn open(args: &RosterArgs, talk: &Talk) -> Result<Self, CliError> {
        let Opened { inputs, mut remarks } = open(&args.centre.centre, talk)?;
        talk.say("reading the roster");
        let (roster, more) =
            files::read_roster_after(&args.roster, &inputs.centre, &inputs.previous)?;
        remark(&more);
        remarks.extend(more);
        Ok(Self { inputs, roster, remarks })
    }

    /// The demand of the roster's own days, forecast anew.
    pub(crate) fn demand(&self, talk: &Talk) -> Result<Demand, CliError> {
        demand(&self.inputs, &self.roster.grid, talk)
    }

    /// What the judge finds, by a requirement worked out anew.
    pub(crate) fn judged(&self, talk: &Talk) -> Result<Verdict, CliError> {
        let requirement = requirement(&self.inputs, &self.roster.grid, talk)?;
        talk.say("judge: every law, every cost");
        Ok(judge(&self.inputs.centre, &requirement, &self.roster, &self.inputs.previous))
    }
}

/// Tells warnings; notes are left to those who ask.
pub(crate) fn remark(remarks: &[Fault]) {
    for fault in remarks.iter().filter(|f| f.severity == Severity::Warning) {
        super::tell(&fault.to_string());
    }
}

/// The days to plan: as asked, or the first whole week after the history ends.
pub(crate) fn horizon(inputs: &Inputs, args: HorizonArgs) -> Result<Grid, CliError> {
    let first = match args.from {
        Some(day) => day,
        None => week_after(&inputs.centre, &inputs.history).ok_or(CliError::NoHistory)?,
    };
    let days = usize::from(args.weeks) * 7;
    Ok(Grid::new(inputs.centre.zone, first, days, inputs.centre.interval)?)
}

/// The first day on which a week of the centre begins after the last record.
fn week_after(centre: &Centre, history: &History) -> Option<NaiveDate> {
    let last = history.queues.iter().filter_map(|q| q.records.last()).map(|r| r.at).max()?;
    let next = last.date(centre.zone) + Days::new(1);
    let ahead =
        (7 + centre.week_start.num_days_from_monday() - next.weekday().num_days_from_monday()) % 7;
    Some(next + Days::new(u64::from(ahead)))
}

/// The forecast, for commands that need no more or start from a roster.
pub(crate) fn demand(inputs: &Inputs, grid: &Grid, talk: &Talk) -> Result<Demand, CliError> {
    talk.say("forecast: learning from the history");
    let options = forecast_options(inputs);
    Ok(forecast::forecast(&inputs.centre, &inputs.history, grid, &options)?)
}

/// How people are counted for this centre.
pub(crate) fn staffing_options(inputs: &Inputs) -> solver::staffing::Options {
    scenarios::plan::staffing_options(inputs, &solver::staffing::Options::default())
}

/// How this centre is forecast.
pub(crate) fn forecast_options(inputs: &Inputs) -> forecast::Options {
    scenarios::plan::forecast_options(inputs, &forecast::Options::default())
}

/// How this centre is simulated.
pub(crate) fn simulation_options(inputs: &Inputs, seed: u64) -> scenarios::simulate::Options {
    let options = scenarios::simulate::Options { seed, ..scenarios::simulate::Options::default() };
    scenarios::plan::simulation_options(inputs, &options)
}

/// The people needed for a forecast.
pub(crate) fn staffing(
    inputs: &Inputs,
    demand: &Demand,
    talk: &Talk,
) -> Result<Requirement, CliError> {
    talk.say("staffing: people per queue and interval");
    Ok(solver::staffing::require(&inputs.centre, demand, &staffing_options(inputs))?)
}

/// Forecast and staffing in one step.
pub(crate) fn requirement(
    inputs: &Inputs,
    grid: &Grid,
    talk: &Talk,
) -> Result<Requirement, CliError> {
    staffing(inputs, &demand(inputs, grid, talk)?, talk)
}
