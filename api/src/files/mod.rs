//! The centre's folder: files a planner can open in a spreadsheet and keep in version control.
//!
//! Readers collect every fault of every file before they give up, each with file, line, column,
//! cause and cure; nothing is dropped, clamped or defaulted in silence. What is written is read
//! back
//! as the same nouns. `docs/guide/files.md` describes every file and column.

mod actuals;
mod agents;
mod availability;
pub mod benchmark;
mod calendar;
mod capacity;
mod centre;
pub mod codes;
mod demand;
mod document;
mod drivers;
mod exported;
mod fault;
mod findings;
mod folder;
mod grid_table;
mod hash;
mod head;
mod history;
mod ics;
pub mod import;
mod json;
mod line;
mod number;
mod records;
mod requirement;
mod roster;
mod rules;
mod save;
mod scenario;
mod table;
mod text;
mod time;
pub(crate) mod words;
mod workbook;
mod worksheet;

pub use actuals::Actuals;
pub use capacity::{CapacityFile, read_capacity};
pub use exported::{Exported, exported, is_export};
pub(crate) use fault::Place;
pub use fault::{Fault, Faults, KEPT, PRINTED, Severity};
pub use folder::{
    Read, only_csv, read_actuals, read_centre, read_centre_and_previous, read_demand, read_history,
    read_inputs, read_reports, read_requirement, read_roster, read_roster_after,
};
pub use hash::{input_hash, outlines_hash, plan_hash, roster_hash};
pub use ics::{agent_calendar, write_calendars};
pub use json::told;
pub use roster::activity_words;
pub(crate) use rules::{Parameter, entries};
pub(crate) use save::write_text;
pub use save::{
    warns, write_agents, write_availability, write_centre, write_demand, write_history,
    write_inputs, write_requirement, write_roster, write_scenarios,
};
pub use scenario::{ScenarioFile, Uncertainty, read_scenario};
pub use workbook::write_workbook;
pub(crate) use worksheet::workbook_texts;
