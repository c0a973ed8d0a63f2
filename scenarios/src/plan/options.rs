//! How a plan is made, and what it is stamped with.

/// The options of every stage, and the stamp of the roster.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanOptions {
    /// How demand is forecast.
    pub forecast: forecast::Options,
    /// How people are counted.
    pub staffing: solver::staffing::Options,
    /// How the roster is searched: seed, limits.
    pub roster: solver::roster::Options,
    /// The product's version, for the roster's provenance.
    pub version: String,
    /// Hash of all inputs, for the roster's provenance.
    pub input_hash: String,
}
