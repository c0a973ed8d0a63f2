//! `paiban robust`.

use crate::cli::answer::Answer;
use crate::cli::args::{SearchArgs, WeekArgs};
use crate::cli::progress::Talk;
use crate::cli::text::{Style, Table, decimal, money, percent};
use crate::cli::{CliError, Exit, folder, outcome};
use crate::{files, wire};
use domain::{Grid, Inputs, Minutes, Money, Shift};
use scenarios::change::World;
use scenarios::compare::{Forecasts, Rough, Scenario, rough};
use scenarios::futures::{Draws, First, Hedged, OnTheDay, Robust as Plans, robust, tail};
use scenarios::plan::PlanOptions;
use solver::recourse::{Options, Standby};
use std::io::{self, Write};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  paiban robust shop                         60 futures of the forecast, two searches of 60 seconds
  paiban robust shop --scenario shop/scenarios/october-question.toml --futures 100
  paiban robust shop --standby presales_chat:6:70:30
                                             six people on call at 70 an hour, 30 a day for waiting
  paiban robust shop --overtime 0 --early-release 0
                                             nobody stays longer or goes home early

Shifts are made now; on the day overtime, early release at half pay, the other queues people serve
and people on call (at home, or of an agency) are used as is cheapest. A plan for the mean and
one at expected prices are made, the better is moved down the slope of cost across futures, and
the cheapest is the robust plan. It and the plan for the mean are then judged in futures that
neither was made for.

The price of robustness is what the robust plan costs more if exactly the mean comes. It may be
negative: the plan for the mean is the best a search found in its time, not the cheapest there is,
and what the robust plan gained after it (a second search, moves down the slope) can be worth more
than the hedge costs. Longer searches (--time-limit) bring it nearer to what hedging costs.";

const WORDS: &str = "\
price of robustness: what the robust plan costs more if the mean comes true; it may be negative
(--help says why). tail: mean of the dearest tenth. missing: agent-hours that even recourse leaves
missing, on average.";

/// Plan one roster that is good across futures, and price it against the plan for the mean
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Robust {
    #[command(flatten)]
    week: WeekArgs,
    /// A scenario to plan instead of the centre as it is
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    #[command(flatten)]
    search: SearchArgs,
    /// How many futures are planned for, and how many others judge
    #[arg(long, value_name = "N", default_value_t = 60,
          value_parser = clap::value_parser!(u32).range(2..=10_000))]
    futures: u32,
    /// People on call in blocks of four hours: QUEUE:PEOPLE:RATE:RETAINER
    #[arg(long, value_name = "STANDBY", value_parser = standby)]
    standby: Vec<Standby>,
    /// The longest a shift may go on, in hours
    #[arg(long, value_name = "HOURS", default_value_t = 2,
          value_parser = clap::value_parser!(u8).range(0..=12))]
    overtime: u8,
    /// The longest somebody may be sent home early, in hours
    #[arg(long, value_name = "HOURS", default_value_t = 2,
          value_parser = clap::value_parser!(u8).range(0..=12))]
    early_release: u8,
    /// Where to write the robust roster [default: roster-robust.csv in the centre's folder]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

fn standby(text: &str) -> Result<Standby, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let [queue, people, rate, retainer] = parts.as_slice() else {
        return Err("give QUEUE:PEOPLE:RATE:RETAINER".into());
    };
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| (0.0..1e9).contains(n));
    let amount = |text: &str| number(text).map(|n| Money((n * 100.0).round() as i64));
    let people = people.parse().map_err(|_| format!("{people} is not a number of people"))?;
    Ok(Standby {
        queue: (*queue).into(),
        people,
        block: Minutes::hours(4),
        rate: amount(rate).ok_or_else(|| format!("{rate} is not an amount"))?,
        retainer: amount(retainer).ok_or_else(|| format!("{retainer} is not an amount"))?,
    })
}

impl Robust {
    /// Makes both plans, prints them, writes the robust one.
    pub(crate) fn run(self, answer: &mut Answer<'_>) -> Result<Exit, CliError> {
        let talk = Talk::new();
        let (opened, grid) = folder::week(&self.week, &talk)?;
        let world = self.world(&opened.inputs, grid)?;
        talk.say("planning for the mean, then for all futures");
        let draws =
            Draws { futures: self.futures as usize, seed: self.search.seed, ..Draws::default() };
        let recourse = Options {
            overtime: Minutes::hours(self.overtime.into()),
            release: Minutes::hours(self.early_release.into()),
            standby: self.standby.clone(),
            ..Options::default()
        };
        let options = PlanOptions {
            roster: self.search.options(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input_hash: files::input_hash(&world.world.inputs),
            ..PlanOptions::default()
        };
        let watch = &mut |stage: &scenarios::plan::Stage<'_>| talk.hear(stage);
        let made = robust(&world, &draws, &options, &recourse, watch)?;
        drop(talk);
        let plans = match made {
            Hedged::Impossible(conflict) => {
                return outcome::impossible(&conflict, &world.world.inputs, answer);
            }
            Hedged::Plans(plans) => plans,
        };
        let usual = self.week.centre.centre.join("roster-robust.csv");
        let file = self.out.clone().unwrap_or(usual);
        files::write_roster(&file, plans.robust.roster())?;
        answer.give(
            || wire::Robust::from(&*plans),
            |style, out| {
                print(&world, &plans, style, out)?;
                writeln!(out, "wrote {}", file.display())
            },
        )
    }

    /// The world to plan, in outline.
    fn world(&self, inputs: &Inputs, grid: Grid) -> Result<Rough, CliError> {
        let scenario = match &self.scenario {
            None => Scenario::base(),
            Some(path) => {
                let (file, remarks) = files::read_scenario(path, &inputs.centre)?;
                folder::remark(&remarks);
                file.scenario
            }
        };
        let forecasts = Forecasts::new(grid, forecast::Options::default());
        let base = World::new(inputs.clone());
        Ok(rough(&base, &scenario, &forecasts, &PlanOptions::default())?)
    }
}

fn print(world: &Rough, plans: &Plans, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let centre = &world.world.inputs.centre;
    writeln!(out, "{} · {} futures\n", style.bold(&centre.name), plans.futures.len())?;
    let head = ["Plan", "pay", "paid h", "if the mean comes", "mean cost", "tail", "missing h"];
    let mut table = Table::new(&head);
    let rosters = [("for the mean", &plans.mean.clean), ("for all futures", &plans.robust)];
    for (n, (name, clean)) in rosters.into_iter().enumerate() {
        let paid: Minutes = clean.roster().shifts.iter().map(Shift::paid).sum();
        let missing: f64 = plans.table.settled[n].iter().map(|s| s.missing_hours).sum();
        table.row([
            format!("  {name}"),
            money(clean.verdict().cost.pay.total()),
            decimal(paid.as_hours(), 0),
            money(plans.if_mean[n]),
            amount(plans.table.mean(n)),
            amount(tail(&plans.table.costs[n], 0.1)),
            decimal(missing / plans.futures.len() as f64, 1),
        ]);
    }
    table.print(style, out)?;
    tried(plans, style, out)?;
    moves(plans, style, out)?;
    let (mean, robust) = (&plans.table.costs[0], &plans.table.costs[1]);
    let better = mean.iter().zip(robust).filter(|(m, r)| r < m).count();
    let share = better as f64 / plans.futures.len() as f64;
    let saved = plans.table.mean(0) - plans.table.mean(1);
    writeln!(out, "\n  price of robustness {}", money(plans.price()))?;
    writeln!(
        out,
        "  saves {} on average, cheaper in {} of futures",
        amount(saved),
        percent(share, 0)
    )?;
    writeln!(out, "{}\n", style.faint(WORDS))
}

/// The plans tried, in the futures planned for.
fn tried(plans: &Plans, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let mut table = Table::new(&["In the futures planned for", "mean cost", ""]).read_left(2);
    for (first, mean) in &plans.tried {
        let name = match first {
            First::Mean => "for the mean",
            First::Hedge => "at expected prices",
            First::Polished => "the better, moved down the slope of cost",
        };
        let mark = if *first == plans.chosen { " the robust plan" } else { "" };
        table.row([format!("  {name}"), amount(*mean), mark.to_owned()]);
    }
    table.print(style, out)?;
    let left = percent(plans.left, 0);
    writeln!(out, "  on the day, {left} of the price of missing people is left to pay")
}

/// What can be done on the day, and what it is worth.
fn moves(plans: &Plans, style: Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    let head = format!("On the day, in {} of these futures", plans.moves.futures);
    let mut table = Table::new(&[head.as_str(), "saves on average"]);
    for (step, saved) in plans.moves.worths() {
        let name = match step {
            OnTheDay::Overtime => "overtime",
            OnTheDay::Release => "early release",
            OnTheDay::Swaps => "other queues people serve",
            OnTheDay::Standby => "people on call",
        };
        table.row([format!("  {name}, beside the others"), amount(saved)]);
    }
    let whole = plans.moves.none - plans.moves.all;
    table.row(["  all of it, against doing nothing".to_owned(), amount(whole)]);
    table.print(style, out)
}

fn amount(minor: f64) -> String {
    money(Money(minor.round() as i64))
}
