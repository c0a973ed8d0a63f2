//! `paiban replan`.

mod absences;
mod frontier;
mod told;

use crate::cli::answer::Answer;
use crate::cli::args::{self, RosterArgs, SearchArgs};
use crate::cli::folder::Finished;
use crate::cli::progress::Talk;
use crate::cli::week::Week;
use crate::cli::{CliError, Exit, folder, outcome, output};
use crate::{files, wire};
use chrono::NaiveDateTime;
use domain::{Inputs, Moment, Money, Requirement};
use scenarios::plan::{Plan, PlanOptions, Planned, Rostered};
use solver::roster::{ChangePrice, Keep, Replan as Again};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban replan shop shop/roster.csv --absent A017=2025-11-11 --freeze \"2025-11-11 12:00\"
                                         who covers for an absence, with few changes
  paiban replan shop shop/roster.csv --keep start-times,weekly-paid
                                         move days and lengths only where it saves enough
  paiban replan shop edited.csv --edited-from shop/roster.csv
                                         keep what was edited by hand, plan the rest around it
  paiban replan shop shop/roster.csv --frontier
                                         what cost is saved for how many changes

A change is a day of one person on which the shift they were told of begins or ends at another time,
is new or is gone; who serves which queue, and breaks of shifts not frozen, move freely. Each change
is charged, so that it is made only where it saves more. Absences are no changes of anybody's
choice: they are not charged. The demand is forecast anew.";

/// What must not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Kept {
    /// When shifts begin; days off stay off
    StartTimes,
    /// Everybody's paid time of each day
    DailyPaid,
    /// Everybody's paid time of each week
    WeeklyPaid,
}

/// Plan a told roster again: cover absences and follow new forecasts with few changes
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Replan {
    #[command(flatten)]
    given: RosterArgs,
    #[command(flatten)]
    search: SearchArgs,
    /// Who cannot come, and on which day or days; may be said several times
    #[arg(long, value_name = "AGENT=DAY[..DAY]")]
    absent: Vec<String>,
    /// Whatever begins before this moment stays as it is, breaks included
    #[arg(long, value_name = "TIME", value_parser = args::local_time)]
    freeze: Option<NaiveDateTime>,
    /// What else stays; several with commas
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    keep: Vec<Kept>,
    /// The roster before it was edited by hand: days that differ from it stay as edited
    #[arg(long, value_name = "FILE")]
    edited_from: Option<PathBuf>,
    /// The price of each changed day of a person, in the centre's currency
    #[arg(long, value_name = "AMOUNT", default_value = "100", value_parser = args::amount)]
    day_price: Money,
    /// The price of each person of whom anything changes, in the centre's currency
    #[arg(long, value_name = "AMOUNT", default_value = "50", value_parser = args::amount)]
    person_price: Money,
    /// Plan at several prices of a changed day and compare; each searches as long as the limits say
    #[arg(long)]
    frontier: bool,
    /// Folder for the files written [default: `replan` in the centre's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Replan {
    /// Plans again, prints what changes and what it saves, writes the new roster's files.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let mut finished = Finished::open(&self.given, &talk)?;
        let before_edits = |file: &PathBuf| files::read_roster(file, &finished.inputs.centre);
        let edited_from = self.edited_from.as_ref().map(before_edits).transpose()?;
        let edited_from = edited_from.map(|(roster, _)| roster);
        absences::add(&mut finished.inputs, &finished.roster.grid, &self.absent)?;
        let demand = finished.demand(&talk)?;
        let requirement = folder::staffing(&finished.inputs, &demand, &talk)?;
        let Finished { inputs, roster, remarks } = &finished;
        let name = files::roster_hash(roster);
        let zone = inputs.centre.zone;
        let again = Again {
            told: roster,
            name: Some(&name),
            edited_from: edited_from.as_ref(),
            freeze: self.freeze.and_then(|at| Moment::from_local_or_next(at, zone)),
            keep: self.keeps(),
            price: ChangePrice { shift: self.day_price, person: self.person_price },
        };
        let case = Situation { inputs, requirement: &requirement };
        if self.frontier {
            return frontier::run(&case, &again, self.search, talk, answer);
        }
        let planned = case.solve(again, self.search, &talk)?;
        drop(talk);
        let rostered = match &planned {
            Planned::Rostered(rostered) => rostered,
            Planned::Impossible(conflict) => return outcome::impossible(conflict, inputs, answer),
        };
        let changes = again.changes(&inputs.centre, rostered.clean.roster());
        let before = case.left_alone(&again);
        let plan = Plan { demand, requirement: requirement.clone(), planned: planned.clone() };
        let folder = self.out.unwrap_or_else(|| self.given.centre.centre.join("replan"));
        let written = output::write(&Week { inputs, plan: &plan, rostered }, &folder, None)?;
        if !self.absent.is_empty() {
            // who judges the new week has to know who is away
            files::write_availability(&folder.join("availability.csv"), &inputs.centre)?;
        }
        let told = told::Told { inputs, rostered, changes: &changes, before };
        answer.give(
            || wire::Replanned {
                changes: changes.iter().map(|c| wire::RosterChange::new(c, zone)).collect(),
                before: (&before).into(),
                charged: rostered.solution.changes.major(),
                week: wire::Week::new(inputs, &plan, rostered, remarks, &written),
            },
            |style, out| {
                told.print(style, out)?;
                written.tell(out)
            },
        )
    }

    fn keeps(&self) -> Keep {
        let has = |kept| self.keep.contains(&kept);
        Keep {
            start_times: has(Kept::StartTimes),
            daily_paid: has(Kept::DailyPaid),
            weekly_paid: has(Kept::WeeklyPaid),
            edits: self.edited_from.is_some(),
        }
    }
}

/// What is planned again.
struct Situation<'a> {
    inputs: &'a Inputs,
    requirement: &'a Requirement,
}

impl Situation<'_> {
    fn solve(
        &self,
        again: Again<'_>,
        search: SearchArgs,
        talk: &Talk,
    ) -> Result<Planned, CliError> {
        let options = PlanOptions {
            roster: search.options(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input_hash: files::input_hash(self.inputs),
            ..PlanOptions::default()
        };
        let mut watch = |stage: &scenarios::plan::Stage<'_>| talk.hear(stage);
        let told = Some(again);
        let (inputs, requirement) = (self.inputs, self.requirement);
        Ok(scenarios::plan::roster(inputs, requirement, told, &options, &mut watch)?)
    }

    /// What the told roster costs when absences are left uncovered.
    fn left_alone(&self, again: &Again<'_>) -> domain::Cost {
        let Inputs { centre, previous, .. } = self.inputs;
        let roster = again.uncovered(centre);
        domain::judge(centre, self.requirement, &roster, previous).cost
    }
}

/// People changed and days changed, of those that were not forced.
fn counted(changes: &[solver::roster::Change]) -> (usize, usize) {
    let chosen: Vec<_> = changes.iter().filter(|c| !c.forced).collect();
    let people: std::collections::BTreeSet<_> = chosen.iter().map(|c| &c.agent).collect();
    (people.len(), chosen.len())
}

/// The roster of a plan that is known to have one.
fn rostered(planned: &Planned) -> Option<&Rostered> {
    match planned {
        Planned::Rostered(rostered) => Some(rostered),
        Planned::Impossible(_) => None,
    }
}
