//! `paiban capacity`.

use crate::cli::answer::Answer;
use crate::cli::args::{CentreArg, HorizonArgs};
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, count, decimal, money};
use crate::cli::{CliError, Exit, folder};
use crate::{files, wire};
use domain::{Centre, Grid, Money};
use solver::capacity::{CapacityCase, CapacityPlan, solve};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban capacity shop                     the weeks that shop/capacity.toml asks for
  paiban capacity shop --file lean.toml    with other hiring, agencies and leave
  paiban capacity shop --json | jq '.groups[].weeks[] | select(.worth > 0)'

A linear programme over weeks: people are counted in fractions. worth: what one more settled agent
of the group, there in that week alone, would save.";

/// Plan the months ahead, week by week: hiring, leave, overtime, training, agencies
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Capacity {
    #[command(flatten)]
    centre: CentreArg,
    /// What may be done [default: capacity.toml in the centre's folder]
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Capacity {
    /// Prints groups and queues by week.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let inputs = folder::open(&self.centre.centre, &talk)?.inputs;
        let path = self.file.unwrap_or_else(|| self.centre.centre.join("capacity.toml"));
        let (file, remarks) = files::read_capacity(&path, &inputs.centre)?;
        folder::remark(&remarks);
        let first = folder::horizon(&inputs, HorizonArgs { from: file.from, weeks: 1 })?;
        let centre = &inputs.centre;
        let grid = Grid::new(centre.zone, first.first_day(), file.weeks * 7, centre.interval)?;
        talk.say("forecast and staffing of every week");
        let (loads, months) = scenarios::capacity::loads(
            &inputs,
            &grid,
            &forecast::Options::default(),
            &solver::staffing::Options::default(),
        )?;
        talk.say("planning the weeks");
        let (staff, agencies, training) = (file.staff, file.agencies, file.training);
        let case = CapacityCase { months, loads, staff, agencies, training };
        let plan = solve(&case)?;
        drop(talk);
        answer.give(
            || wire::Capacity::new(centre, &grid, &case, &plan),
            |style, out| print(centre, &grid, &case, &plan, style, out),
        )
    }
}

fn print(
    centre: &Centre,
    grid: &Grid,
    case: &CapacityCase,
    plan: &CapacityPlan,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{} · {} weeks\n", style.bold(&centre.name), case.weeks())?;
    costs(centre, plan, style, out)?;
    for (staff, weeks) in case.staff.iter().zip(&plan.groups) {
        let head =
            [&staff.name, "there", "start", "newcomers", "leave", "overtime h", "worth of one"];
        let mut table = Table::new(&head);
        for (w, week) in weeks.iter().enumerate() {
            table.row([
                format!("  {}", name_of(grid, w)),
                decimal(week.staff, 1),
                blank(week.hired),
                blank(week.newcomers),
                blank(week.leave),
                blank(week.overtime),
                amount(week.worth),
            ]);
        }
        table.print(style, out)?;
        writeln!(out)?;
    }
    for (load, weeks) in case.loads.iter().zip(&plan.queues) {
        let name = centre.queue(&load.queue).map_or(load.queue.as_str(), |q| &q.name);
        let mut table = Table::new(&[name, "hours needed", "hours missing", "worth of an hour"]);
        for (w, week) in weeks.iter().enumerate() {
            let cells = [count(week.needed), blank(week.missing), amount(week.worth)];
            table.row(std::iter::once(format!("  {}", name_of(grid, w))).chain(cells));
        }
        table.print(style, out)?;
        writeln!(out)?;
    }
    bought(grid, case, plan, style, out)
}

fn costs(
    centre: &Centre,
    plan: &CapacityPlan,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new(&["Cost of all weeks", centre.currency.code()]);
    for (name, value) in [
        ("pay of the people there now", plan.staff_pay),
        ("hired: fees and pay", plan.hiring),
        ("overtime", plan.overtime),
        ("agencies", plan.agencies),
        ("training", plan.training),
        ("price of hours nobody gives", plan.missing),
        ("total", plan.cost),
    ] {
        table.row([format!("  {name}"), amount(value)]);
    }
    table.print(style, out)?;
    writeln!(out)
}

/// Agencies and training, week by week where anything happens.
fn bought(
    grid: &Grid,
    case: &CapacityCase,
    plan: &CapacityPlan,
    style: Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let agencies = case.agencies.iter().zip(&plan.seats);
    let agencies = agencies.map(|(a, weeks)| (format!("agency {}: seats", a.name), weeks));
    let training = case.training.iter().zip(&plan.learning).map(|(t, weeks)| {
        let queue = &case.loads[t.queue].queue;
        (format!("{} who begin to learn {queue}", case.staff[t.staff].name), weeks)
    });
    for (name, weeks) in agencies.chain(training) {
        let busy: Vec<(usize, f64)> =
            weeks.iter().copied().enumerate().filter(|(_, n)| *n > 0.05).collect();
        let mut table = Table::new(&[name.as_str(), "people"]);
        for (w, people) in &busy {
            table.row([format!("  {}", name_of(grid, *w)), decimal(*people, 1)]);
        }
        if busy.is_empty() {
            table.row(["  in no week".to_owned(), String::new()]);
        }
        table.print(style, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// `week 46, Mon 10 Nov`.
fn name_of(grid: &Grid, week: usize) -> String {
    grid.date(week * 7).format("week %V, %a %-d %b").to_string()
}

fn blank(value: f64) -> String {
    if value < 0.05 { "-".into() } else { decimal(value, 1) }
}

fn amount(minor: f64) -> String {
    money(Money(minor.round() as i64))
}
