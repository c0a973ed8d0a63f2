//! Why a command stopped, with a code and a cure.

use super::exit::Exit;
use crate::files::Faults;
use crate::files::benchmark::BenchmarkError;
use crate::http::ServeError;
use crate::keys::KeyError;
use domain::{Cure, GridError, Verdict};
use forecast::ForecastError;
use scenarios::plan::PlanError;
use scenarios::simulate::SimulationError;
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
    /// A roster that cannot be simulated.
    #[error(transparent)]
    Simulation(#[from] SimulationError),
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
    /// A person the centre does not have.
    #[error("nobody in agents.csv has the id {0}")]
    Nobody(String),
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
            other => Self::Serve(other),
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
            Self::Simulation(e) => e.code(),
            Self::NoHistory => "E3001",
            Self::Occupied(_) => "E3002",
            Self::Write { .. } => "E3003",
            Self::Output(_) => "E3004",
            Self::Nobody(_) => "E3005",
            Self::Unlawful(_) => "E3006",
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
            Self::Simulation(e) => e.cure(),
            Self::NoHistory => "say the first day with --from, or fill history.csv".into(),
            Self::Occupied(_) => "name an empty or new folder".into(),
            Self::Unlawful(_) => "`paiban check` names every breach".into(),
            Self::Nobody(_) => "look the id up in agents.csv".into(),
            Self::Write { .. } => "check the folder's permissions and the space left".into(),
            Self::Output(_) => "check where the output is sent".into(),
        }
    }
}
