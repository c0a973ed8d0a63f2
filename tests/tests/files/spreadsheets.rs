//! What planners and their spreadsheets really save: each is read, or named with a cure.

use super::faults::{all_faults, folder_with};
use std::fs;
use std::path::Path;

const HEAD: &str = "interval_start,queue,offered,aht_seconds";

/// What is said of a history with these lines below its header.
fn said(rows: &str) -> String {
    all_faults(folder_with("history.csv", format!("{HEAD}\n{rows}").as_bytes()).path())
}

#[track_caller]
fn names(said: &str, causes: &[&str]) {
    for cause in causes {
        assert!(said.contains(cause), "`{cause}` is not in:\n{said}");
    }
}

#[test]
fn a_decimal_comma_in_a_file_of_commas() {
    let cut = said("2025-11-10T09:00,Phone,12,249,5\n");
    names(&cut, &["E1905", "a decimal comma cuts a number in two"]);
    let quoted = said("2025-11-10T09:00,Phone,12,\"249,5\"\n");
    names(&quoted, &["E1912", "write a point before decimals"]);
}

#[test]
fn thousands_in_a_file_of_semicolons_are_asked_about() {
    let text = "interval_start;queue;offered\n2025-11-10T09:00;Phone;1,014\n";
    let told = all_faults(folder_with("history.csv", text.as_bytes()).path());
    names(&told, &["W1205", "read as a fraction", "if thousands are meant"]);
}

#[test]
fn titles_above_the_header_and_totals_below_the_rows() {
    let text =
        format!("Report of November\nprinted on Monday\n{HEAD}\n2025-11-10T09:00,Phone,1,2\n");
    let told = all_faults(folder_with("history.csv", text.as_bytes()).path());
    names(&told, &["history.csv:3: this line looks like the header", "remove the lines above it"]);
    let people = "Staff list,,,,\nagent_id,name,team,contract,skills\n";
    let told = all_faults(folder_with("agents.csv", people.as_bytes()).path());
    names(&told, &["agents.csv:2: this line looks like the header"]);
    let total = said("2025-11-10T09:00,Phone,1,2\nTotal,,1,2\n");
    names(&total, &["history.csv:3:1: `interval_start`: `Total`", "`queue` is empty"]);
}

#[test]
fn errors_and_formulas_of_a_spreadsheet() {
    let told = said("2025-11-10T09:00,Phone,#REF!,=SUM(D1:D9)\n");
    names(
        &told,
        &["it is a spreadsheet's error", "it is a formula, save the file with its values"],
    );
}

#[test]
fn clocks_of_twelve_hours_and_dates_in_other_orders() {
    let told =
        said("2025-11-10 9:00 AM,Phone,1,2\n10.11.2025 09:30,Phone,1,2\n11/10/2025,Phone,1,2\n");
    names(&told, &["write hours from 00 to 23", "history.csv:3:1", "write the year first"]);
    assert_eq!(told.matches("E1914").count(), 3, "{told}");
}

#[test]
fn numbers_no_centre_ever_had() {
    let told = said("2025-11-10T09:00,Phone,1e300,2\n2025-11-10T09:30,Phone,1,9e9\n");
    assert_eq!(told.matches("more than any centre has").count(), 2, "{told}");
}

#[test]
fn a_year_mistyped_is_named_and_not_filled_with_centuries_of_gaps() {
    for year in ["9999", "1025", "2925"] {
        let told = said(&format!("2025-11-10T09:00,Phone,1,2\n{year}-11-10T09:30,Phone,1,2\n"));
        names(&told, &["history.csv:3:1", "E1914"]);
    }
    let event = "start,end,name,kind,effect,value\n2025-11-11,2025-11-11,Sale,event,relative,1e9\n";
    names(&all_faults(folder_with("calendar.csv", event.as_bytes()).path()), &["E1913"]);
}

#[test]
fn two_bytes_a_letter_with_and_without_a_mark() {
    let text = format!("{HEAD}\n2025-11-10T09:00,Phone,many,2\n");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xFF, 0xFE][..], &little].concat();
    for bytes in [little, big, marked] {
        let told = all_faults(folder_with("history.csv", &bytes).path());
        names(&told, &["N1918", "`many` is not a number"]);
    }
}

#[test]
fn line_ends_of_every_system() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{HEAD}\n2025-11-10T09:00,Phone,many,2\n").replace('\n', end);
        let told = all_faults(folder_with("history.csv", text.as_bytes()).path());
        names(&told, &["history.csv:2:24: `offered`: `many`"]);
        let rules = "profile = \"eu\"\nnight = \"23:00-30:00\"\n".replace('\n', end);
        let told = all_faults(folder_with("rules.toml", rules.as_bytes()).path());
        assert!(!told.contains("E1101"), "{told}");
    }
}

/// Puts a link of this name to `target` in the place of a file.
#[cfg(unix)]
fn link(folder: &Path, name: &str, target: &str) {
    fs::remove_file(folder.join(name)).expect("it was there");
    std::os::unix::fs::symlink(target, folder.join(name)).expect("a link");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_no_missing_file() {
    for name in ["rules.toml", "calendar.csv", "availability.csv", "previous.csv", "history.csv"] {
        for target in [name, "nowhere"] {
            let folder = folder_with("x", b"");
            link(folder.path(), name, target);
            names(&all_faults(folder.path()), &[&format!("error[E1901] {name}: cannot be read")]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_device_that_never_ends_is_not_read() {
    for name in ["centre.toml", "calendar.csv", "history.csv"] {
        let folder = folder_with("x", b"");
        link(folder.path(), name, "/dev/zero");
        names(&all_faults(folder.path()), &[&format!("{name}: cannot be read: it is a pipe")]);
    }
}

#[test]
fn people_who_cannot_be_read_are_not_called_unknown_elsewhere() {
    let told = all_faults(folder_with("agents.csv", b"").path());
    names(&told, &["agents.csv: the file is empty"]);
    assert!(!told.contains("E1304"), "{told}");
}
