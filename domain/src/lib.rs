//! The nouns of a contact centre's week, the laws a roster must keep, and the judge.
//!
//! Nothing here reads a file, a clock or a random source, and nothing here knows how a roster is
//! made: a roster from the optimiser, from a spreadsheet or from a rival product is judged alike.
//!
//! ```text
//! History ─forecast─▶ Demand ─staffing─▶ Requirement ─roster─▶ Roster ─judge─▶ CleanRoster
//! ```

pub mod agent;
pub mod arrangements;
pub mod audit;
pub mod calendar;
pub mod centre;
pub mod china;
pub mod contract;
pub mod coverage;
pub mod cure;
pub mod demand;
pub mod grid;
pub mod history;
pub mod ids;
pub mod judge;
pub mod laws;
pub mod leave;
pub mod moment;
pub mod pay;
pub mod performance;
pub mod promise;
pub mod queue;
pub mod requirement;
pub mod roster;
pub mod shift;
pub mod units;

pub use agent::{Agent, Availability, AvailabilityKind, Seniority};
pub use arrangements::{Arrangements, Driver, Newcomer, Order, Pool, Waiting};
pub use audit::{Finding, Place, Severity, audit};
pub use calendar::{Calendar, Confidence, Effect, Event, EventKind, Phase};
pub use centre::{Centre, Inputs};
pub use contract::{
    BreakKind, BreakRule, Contract, NightPremium, OvertimeTier, ShiftTemplate, StartTimes,
    WeekTerms,
};
pub use coverage::{Coverage, Missing};
pub use cure::Cure;
pub use demand::{
    Decomposition, Demand, Effects, LEVELS, Override, Quantiles, QueueDemand, Spread,
};
pub use grid::{Grid, GridError, Slot};
pub use history::{History, IntervalRecord, QueueHistory};
pub use ids::{AgentId, ContractId, QueueId, TeamId, TemplateId};
pub use judge::{CleanRoster, Cost, Verdict, Violation, certify, judge};
pub use laws::Rules;
pub use leave::LeaveDays;
pub use moment::{ClockTime, ClockWindow, Moment, Span};
pub use pay::Pay;
pub use performance::{
    Cut, Definition, Draw, Estimate, Measures, Miss, Performance, Precision, QueuePerformance,
    Raise,
};
pub use promise::{Promise, Unkept, promises};
pub use queue::{Channel, OpeningHours, Period, Queue, Shortage, Target, TargetKind};
pub use requirement::{Deferrable, QueueRequirement, Requirement, ServiceCurve};
pub use roster::{Provenance, Roster};
pub use shift::{Activity, Shift, Stretch};
pub use units::{Agents, Contacts, Currency, Erlangs, Minutes, Money, Seconds, Share};
