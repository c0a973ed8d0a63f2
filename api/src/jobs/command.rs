//! The command that does a run.

use super::kind::Kind;
use super::spec::RunSpec;

/// Where a run's files lie.
#[derive(Debug, Clone, Default)]
pub(super) struct Laid {
    /// The centre's folder.
    pub(super) centre: String,
    /// The folder for what is made.
    pub(super) out: String,
    /// The roster it starts from.
    pub(super) roster: Option<String>,
    /// The demand that the roster was planned for.
    pub(super) demand: Option<String>,
    /// What really happened.
    pub(super) actuals: Option<String>,
    /// The files of its scenarios.
    pub(super) scenarios: Vec<String>,
}

impl Laid {
    /// The arguments of `paiban` for a run.
    pub(super) fn arguments(&self, spec: &RunSpec) -> Vec<String> {
        let kind = spec.kind;
        let mut words = vec![kind.name().to_owned(), self.centre.clone()];
        words.extend(self.roster.clone());
        words.extend(self.actuals.clone());
        words.extend(self.scenarios.clone());
        let mut say = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                words.extend([format!("--{name}"), value]);
            }
        };
        say("from", spec.from.clone());
        say("weeks", spec.weeks.map(|w| w.to_string()));
        say("time-limit", spec.time_limit_seconds.map(|s| s.to_string()));
        say("work-limit", spec.work_limit.map(|w| w.to_string()));
        say("stall", spec.stall_seconds.map(|s| s.to_string()));
        say("gap", spec.gap_percent.map(|g| g.to_string()));
        say("seed", spec.seed.map(|s| s.to_string()));
        say("replications", spec.replications.map(|r| r.to_string()));
        let out = |name: &str| Some(format!("{}/{name}", self.out));
        match kind {
            Kind::Forecast => say("out", out("demand.csv")),
            Kind::Staff => say("out", out("requirement.csv")),
            Kind::Roster | Kind::Replan | Kind::Whatif => say("out", Some(self.out.clone())),
            Kind::Reconcile => say("demand", self.demand.clone()),
            Kind::Check | Kind::Simulate | Kind::Capacity => {}
        }
        words.extend(spec.again.iter().flat_map(super::again::Again::words));
        if spec.outline == Some(true) {
            words.push("--outline".to_owned());
        }
        words.push("--json".to_owned());
        words
    }
}
