//! Writing: every file of the folder, whole or not at all.

use super::fault::{Fault, Faults, Place};
use super::time::Clock;
use super::{
    agents, availability, calendar, centre, codes, demand, drivers, history, requirement, roster,
    rules,
};
use domain::{Agent, Centre, Demand, History, Inputs, Requirement, Roster};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a centre's folder; reading it again gives the same inputs.
///
/// # Errors
/// A fault for every file that cannot be written.
pub fn write_inputs(folder: &Path, inputs: &Inputs) -> Result<(), Faults> {
    let mut faults = write_files(folder, inputs_files(inputs)).err().unwrap_or_default();
    let zone = inputs.centre.zone;
    save(folder, "history.csv", &mut faults, |out| history::write(&inputs.history, zone, out));
    let previous = roster::write_shifts(&inputs.previous, zone);
    save(folder, "previous.csv", &mut faults, |out| out.write_all(previous.as_bytes()));
    written(faults)
}

/// Writes the files that describe a centre: all but its history and last week's roster.
///
/// # Errors
/// A fault for every file that cannot be written.
pub fn write_centre(folder: &Path, centre: &Centre) -> Result<(), Faults> {
    write_files(folder, centre_files(centre).to_vec())
}

fn write_files(folder: &Path, files: Vec<(&'static str, String)>) -> Result<(), Faults> {
    let mut faults = Faults::default();
    if let Err(error) = std::fs::create_dir_all(folder) {
        faults.add(Place::file("."), codes::WRITE_FAILED, error);
        return Err(faults);
    }
    for (name, text) in files {
        save(folder, name, &mut faults, |out| out.write_all(text.as_bytes()));
    }
    written(faults)
}

/// The files that describe a centre with its arrangements, by name; `drivers.csv` only when there
/// are any.
pub(super) fn inputs_files(inputs: &Inputs) -> Vec<(&'static str, String)> {
    let mut files = centre_files(&inputs.centre).to_vec();
    let arrangements = &inputs.arrangements;
    files[0].1.push_str(&centre::write_arrangements(arrangements, inputs.centre.zone));
    if !arrangements.drivers.is_empty() {
        files.push(("drivers.csv", drivers::write(&arrangements.drivers)));
    }
    files
}

/// The files that describe a centre, by name.
pub(super) fn centre_files(centre: &Centre) -> [(&'static str, String); 5] {
    let mut clock = Clock::new(centre.zone);
    let (events, statutory) = calendar::write(&centre.calendar, &centre.statutory_holidays);
    [
        ("centre.toml", centre::write(centre, &statutory)),
        ("rules.toml", rules::write(&centre.rules)),
        ("calendar.csv", events),
        ("agents.csv", agents::write(&centre.agents)),
        ("availability.csv", availability::write(&centre.availability, &mut clock)),
    ]
}

/// Writes when the people of a centre are away, and what else binds them.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_availability(path: &Path, centre: &Centre) -> Result<(), Faults> {
    let mut clock = Clock::new(centre.zone);
    write_text(path, &availability::write(&centre.availability, &mut clock))
}

/// Writes the people of a centre.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_agents(path: &Path, people: &[Agent]) -> Result<(), Faults> {
    write_text(path, &agents::write(people))
}

/// Writes ready scenarios, names and texts, into the centre's folder `scenarios`.
///
/// # Errors
/// A fault for every file that cannot be written.
pub fn write_scenarios(folder: &Path, scenarios: &[(&str, &str)]) -> Result<(), Faults> {
    let mut faults = Faults::default();
    let folder = folder.join("scenarios");
    if let Err(error) = std::fs::create_dir_all(&folder) {
        faults.add(Place::file("scenarios"), codes::WRITE_FAILED, error);
        return Err(faults);
    }
    for (name, text) in scenarios {
        save(&folder, name, &mut faults, |out| out.write_all(text.as_bytes()));
    }
    written(faults)
}

/// Writes a roster with its horizon and provenance.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_roster(path: &Path, roster: &Roster) -> Result<(), Faults> {
    write_text(path, &roster::write(roster))
}

/// Writes a demand.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_demand(path: &Path, demand: &Demand) -> Result<(), Faults> {
    write_text(path, &demand::write(demand))
}

/// Writes a requirement.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_requirement(path: &Path, requirement: &Requirement) -> Result<(), Faults> {
    write_text(path, &requirement::write(requirement))
}

/// Writes a history as separated values or, when `path` ends in `.parquet`, as Parquet.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_history(path: &Path, history: &History, centre: &Centre) -> Result<(), Faults> {
    let parquet = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("parquet"));
    let mut faults = Faults::default();
    put(path, &mut faults, |partial| {
        if parquet {
            return history::write_parquet(history, partial);
        }
        let mut out = BufWriter::new(std::fs::File::create(partial)?);
        history::write(history, centre.zone, &mut out)?;
        out.flush()
    });
    written(faults)
}

/// Writes `text` to `path`, whole or not at all.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), Faults> {
    let mut faults = Faults::default();
    put(path, &mut faults, |partial| std::fs::write(partial, text));
    written(faults)
}

fn written(faults: Faults) -> Result<(), Faults> {
    if faults.has_errors() { Err(faults) } else { Ok(()) }
}

fn save(
    folder: &Path,
    name: &str,
    faults: &mut Faults,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) {
    put(&folder.join(name), faults, |partial| {
        let mut out = BufWriter::new(std::fs::File::create(partial)?);
        fill(&mut out)?;
        out.flush()
    });
}

/// Fills a file beside `path` and moves it there, so that nobody ever sees half of it. A pipe or
/// device is written to where it is: moving a file there would put it out of the world.
pub(super) fn put(path: &Path, faults: &mut Faults, fill: impl FnOnce(&Path) -> io::Result<()>) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if std::fs::metadata(path).is_ok_and(|kind| !kind.is_file()) {
        if let Err(error) = fill(path) {
            faults.add(Place::file(&name), codes::WRITE_FAILED, error);
        }
        return;
    }
    let partial = path.with_file_name(format!(".{name}.partial"));
    let done = fill(&partial).and_then(|()| std::fs::rename(&partial, path));
    if let Err(error) = done {
        // what is left of a failed attempt is of no use; failing to remove it changes nothing
        let _ = std::fs::remove_file(&partial);
        faults.add(Place::file(&name), codes::WRITE_FAILED, error);
    }
}

/// Whether a list of faults has one worth a planner's look.
#[must_use]
pub fn warns(faults: &[Fault]) -> bool {
    faults.iter().any(|f| f.severity != super::Severity::Note)
}
