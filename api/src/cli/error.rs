//! Why a command stopped, with a code and a cure.

use super::exit::Exit;
use crate::files::Faults;
use crate::files::benchmark::BenchmarkError;
use crate::http::ServeError;
use crate::keys::KeyError;
use crate::store::StoreError;
use domain::{Cure, GridError, Verdict};
use forecast::ForecastError;
use scenarios::compare::CompareError;
use scenarios::plan::{PlanError, SettleError};
use scenarios::reconcile::ReconcileError;
use scenarios::simulate::SimulationError;
use solver::capacity::CapacityError;
use solver::roster::RosterError;
use solver::staffing::StaffingError;
use std::io;
use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Files with errors; each is told on its own line.
    #[error("{0}")]
    Files(Faults),
    /// A horizon that cannot be cut.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// A stage of the pipeline that cannot do its work.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// Scenarios that cannot be compared.
    #[error(transparent)]
    Compare(#[from] CompareError),
    /// Months that cannot be planned.
    #[error(transparent)]
    Capacity(#[from] CapacityError),
    /// A roster that cannot be simulated.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
    /// Plan and day that cannot be compared.
    #[error(transparent)]
    Reconcile(#[from] ReconcileError),
    /// There is no history to say where the horizon begins.
    #[error("the history is empty, so the week to plan is not known")]
    NoHistory,
    /// A server that does not start.
    #[error(transparent)]
    Serve(ServeError),
    /// Keys that cannot be read or changed.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// A benchmark's instance that cannot be used.
    #[error(transparent)]
    Benchmark(#[from] BenchmarkError),
    /// A roster that must not be shown as a plan.
    #[error("the roster breaks hard laws, {} times", .0.hard().count())]
    Unlawful(Box<Verdict>),
    /// The store cannot do as asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Settings that cannot be used.
    #[error("settings: {0}")]
    Config(String),
    /// A person the centre does not have.
    #[error("nobody in agents.csv has the id {0}")]
    Nobody(String),
    /// Two forecasts of different days.
    #[error("{} and this forecast have no day in common", .0.display())]
    NoCommonDay(PathBuf),
    /// A time that is not among the days asked for.
    #[error("{0} is not among the days forecast")]
    OutsideHorizon(String),
    /// An absence that cannot be read, or is of days before or after the roster.
    #[error("--absent {said}: {cause}")]
    Absence {
        /// As it was written.
        said: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A price to be checked that cannot be.
    #[error("{said}: {cause}")]
    Question {
        /// As it was asked.
        said: String,
        /// What is wrong with it.
        cause: String,
    },
    /// A queue the centre does not have.
    #[error("centre.toml has no queue {0}")]
    NoQueue(String),
    /// A folder that already holds another centre.
    #[error("{} already holds files that `paiban demo` did not write", .0.display())]
    Occupied(PathBuf),
    /// A file that cannot be written.
    #[error("{}: {source}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Standard output that cannot be written.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
}

impl From<Faults> for CliError {
    fn from(faults: Faults) -> Self {
        Self::Files(faults)
    }
}
impl From<ServeError> for CliError {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Files(faults) => Self::Files(faults),
            ServeError::Store(error) => Self::Store(error),
            other => Self::Serve(other),
        }
    }
}
impl From<SettleError> for CliError {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::Plan(error) => Self::Plan(error),
            SettleError::Simulation(error) => Self::Simulation(error),
        }
    }
}
impl From<ForecastError> for CliError {
    fn from(error: ForecastError) -> Self {
        Self::Plan(error.into())
    }
}
impl From<StaffingError> for CliError {
    fn from(error: StaffingError) -> Self {
        Self::Plan(error.into())
    }
}

impl CliError {
    /// The exit code that goes with it.
    #[must_use]
    pub fn exit(&self) -> Exit {
        match self {
            Self::Plan(PlanError::Roster(RosterError::NoneInTime))
            | Self::Serve(ServeError::Unlawful(_))
            | Self::Unlawful(_) => Exit::No,
            Self::Plan(PlanError::Roster(
                RosterError::Refused { .. } | RosterError::Backend(_),
            ))
            | Self::Plan(PlanError::Unlawful(_) | PlanError::Disagreement { .. }) => Exit::Fault,
            _ => Exit::Unusable,
        }
    }

    /// Whether the reader of standard output went away, which is no error.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl Cure for CliError {
    fn code(&self) -> &'static str {
        match self {
            Self::Files(e) => e.code(),
            Self::Grid(e) => e.code(),
            Self::Plan(e) => e.code(),
            Self::Serve(e) => e.code(),
            Self::Keys(e) => e.code(),
            Self::Benchmark(e) => e.code(),
            Self::Store(e) => e.code(),
            Self::Config(_) => "E4036",
            Self::Simulation(e) => e.code(),
            Self::Reconcile(e) => e.code(),
            Self::Compare(e) => e.code(),
            Self::Capacity(e) => e.code(),
            Self::NoHistory => "E3001",
            Self::Occupied(_) => "E3002",
            Self::Write { .. } => "E3003",
            Self::Output(_) => "E3004",
            Self::Nobody(_) => "E3005",
            Self::Unlawful(_) => "E3006",
            Self::NoCommonDay(_) => "E3010",
            Self::NoQueue(_) => "E3012",
            Self::OutsideHorizon(_) => "E3011",
            Self::Absence { .. } => "E3013",
            Self::Question { .. } => "E3014",
        }
    }
    fn cure(&self) -> String {
        match self {
            Self::Files(e) => e.cure(),
            Self::Grid(e) => e.cure(),
            Self::Plan(e) => e.cure(),
            Self::Serve(e) => e.cure(),
            Self::Keys(e) => e.cure(),
            Self::Benchmark(e) => e.cure(),
            Self::Store(e) => e.cure(),
            Self::Config(_) => "see `paiban serve --print-config` for every setting".into(),
            Self::Simulation(e) => e.cure(),
            Self::Reconcile(e) => e.cure(),
            Self::Compare(e) => e.cure(),
            Self::Capacity(e) => e.cure(),
            Self::NoHistory => "say the first day with --from, or fill history.csv".into(),
            Self::Occupied(_) => "name an empty or new folder".into(),
            Self::Unlawful(_) => "`paiban check` names every breach".into(),
            Self::NoCommonDay(_) => {
                "name an earlier demand.csv that reaches into these days, or say --from".into()
            }
            Self::OutsideHorizon(_) => "say the first day with --from, or another time".into(),
            Self::Absence { .. } => {
                "write AGENT=2025-11-11 or AGENT=2025-11-11..2025-11-13, with an id of \
                 agents.csv and days of the roster"
                    .into()
            }
            Self::Question { .. } => {
                "write QUEUE@2025-11-12 20:30, a rule of rules.toml that is not off, \
                 CONTRACT:QUEUE,QUEUE, or an id of agents.csv"
                    .into()
            }
            Self::NoQueue(_) => "look the id up under [[queues]] of centre.toml".into(),
            Self::Nobody(_) => "look the id up in agents.csv".into(),
            Self::Write { .. } => "check the folder's permissions and the space left".into(),
            Self::Output(_) => "check where the output is sent".into(),
        }
    }
}
