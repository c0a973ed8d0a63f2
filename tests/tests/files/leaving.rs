//! What leaves for people: workbooks, calendars, the fingerprint of inputs.

use super::sample::{day, inputs, shifts};
use api::files;
use domain::{Grid, Minutes, Money, Provenance, Roster};

const ZONE: chrono_tz::Tz = chrono_tz::Asia::Shanghai;

fn roster() -> Roster {
    let grid = Grid::new(ZONE, day("2025-10-20"), 7, Minutes(30)).unwrap();
    let one_a_day = shifts(ZONE).into_iter().enumerate().filter(|(n, _)| *n != 1);
    Roster::new(grid, one_a_day.map(|(_, s)| s).collect(), Provenance::default())
}

#[test]
fn a_workbook_reads_back_as_the_same_shifts() {
    let folder = tempfile::tempdir().unwrap();
    let centre = inputs(ZONE).centre;
    let path = folder.path().join("roster.xlsx");
    files::write_workbook(&path, &centre, &roster()).unwrap();
    let (again, faults) = files::read_roster(&path, &centre).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(again.shifts, roster().shifts);
    let codes: Vec<&str> = faults.iter().map(|f| f.code).collect();
    assert_eq!(codes, ["W1313"], "a sheet does not say its horizon");
    assert_eq!(again.grid, roster().grid);
}

#[test]
fn a_calendar_has_an_event_per_shift_with_a_stable_uid() {
    let centre = inputs(ZONE).centre;
    let stamp = "2025-10-19T00:00:00Z".parse().unwrap();
    let text = files::agent_calendar(&centre, &roster(), &"A01".into(), stamp);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.contains("UID:A01-2025-10-23-0@paiban\r\n"), "{text}");
    assert!(text.contains("DTSTART:20251023T000000Z\r\n"), "eight in Shanghai: {text}");
    assert_eq!(text, files::agent_calendar(&centre, &roster(), &"A01".into(), stamp));
    let folder = tempfile::tempdir().unwrap();
    let written = files::write_calendars(folder.path(), &centre, &roster(), stamp).unwrap();
    assert_eq!(written, 2);
    assert!(folder.path().join("A02.ics").exists());
}

#[test]
fn the_fingerprint_changes_with_what_a_plan_depends_on_and_with_nothing_else() {
    let inputs = inputs(ZONE);
    let hash = files::input_hash(&inputs);
    assert_eq!(hash.len(), 64);
    let mut turned = inputs.clone();
    turned.previous.reverse();
    assert_eq!(files::input_hash(&turned), hash, "the order of last week's shifts means nothing");
    let mut dearer = inputs.clone();
    dearer.centre.contracts[0].wage = Money(3251);
    assert_ne!(files::input_hash(&dearer), hash);
    let mut busier = inputs;
    busier.history.queues[0].records[0].offered.0 += 1.0;
    assert_ne!(files::input_hash(&busier), hash);
}
