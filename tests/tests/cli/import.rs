//! Foreign files on the command line: told, remembered, joined; nothing is lost in silence.

use super::{by_hand, paiban, redact::redacted};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// Everything that a run in `folder` says, errors and notes first.
fn said(folder: &Path, line: &str) -> String {
    let args: Vec<&str> = line.split(' ').collect();
    let out = paiban(&args).current_dir(folder).output().expect("it runs");
    let text = [out.stderr, out.stdout].concat();
    let text = redacted(&String::from_utf8(text).expect("UTF-8"), folder);
    format!("$ paiban {line}\n{text}")
}

/// A folder with a report of a Monday from nine to eleven.
fn reported() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "Call interval,Skill group,Came in,Picked up,AHT,Mood\n\
        2025-03-03 09:00,Sales,4,4,180,good\n\
        2025-03-03 09:30,Sales,9,8,200,good\n\
        2025-03-03 10:00,Care: urgent,3,3,300,bad\n\
        2025-03-03 10:30,Sales,2,2,190,bad\n";
    fs::write(folder.path().join("march.csv"), rows).expect("written");
    folder
}

#[test]
fn a_report_is_mapped_told_and_remembered() {
    let folder = reported();
    let unmapped = said(folder.path(), "import march.csv --out shop");
    let mapped = "import march.csv --out shop --map interval_start=call&interval \
        --map offered=came&in --map answered=picked&up";
    let args: Vec<String> = mapped.split_whitespace().map(|w| w.replace('&', " ")).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let out = paiban(&args).current_dir(folder.path()).output().expect("it runs");
    let told = String::from_utf8_lossy(&[out.stderr, out.stdout].concat()).into_owned();
    // the same words a month later need no --map: the folder remembers them
    let april = fs::read_to_string(folder.path().join("march.csv")).expect("the report");
    let april = april.replace("2025-03-03 10:30,Sales,2", "2025-03-03 10:30,Sales,5");
    let april = april + "2025-04-07 09:00,Sales,7,7,180,good\n";
    fs::write(folder.path().join("april.csv"), april).expect("written");
    let again = said(folder.path(), "import april.csv --out shop");
    assert!(again.contains("column `came in` is taken for offered, as remembered"), "{again}");
    let history = fs::read_to_string(folder.path().join("shop/history.csv")).expect("a history");
    assert!(history.contains("2025-03-03T10:30,Sales,5"), "the later report counts: {history}");
    assert!(history.contains("2025-03-03T09:00,Sales,4") && history.contains("2025-04-07T09:00"));
    insta::assert_snapshot!([unmapped, told, again].join("\n"));
}

#[test]
fn a_report_can_take_the_place_of_the_history() {
    let folder = by_hand();
    let before = fs::read_to_string(folder.path().join("light/history.csv")).expect("a history");
    let rows = "Interval,Queue,Calls\n2025-03-03 09:00,Phone,4\n";
    fs::write(folder.path().join("calls.csv"), rows).expect("written");
    let joined = said(folder.path(), "import calls.csv --out light");
    assert!(joined.contains("1 replaced, 0 new"), "{joined}");
    assert!(joined.contains("queue `Phone` of the report is queue `phone`"), "{joined}");
    let after = fs::read_to_string(folder.path().join("light/history.csv")).expect("a history");
    assert_eq!(after.lines().count(), before.lines().count());
    let fresh = said(folder.path(), "import calls.csv --out light --replace");
    assert!(fresh.contains("(1 intervals)"), "{fresh}");
}

#[test]
fn a_list_of_people_tells_what_it_assumes_and_keeps() {
    let folder = by_hand();
    let centre = fs::read_to_string(folder.path().join("light/centre.toml")).expect("a centre");
    let noted = format!("# our own remark\n{centre}");
    fs::write(folder.path().join("light/centre.toml"), &noted).expect("written");
    let path = folder.path().join("light/agents.csv");
    let people = fs::read_to_string(&path).expect("the people");
    fs::write(&path, people.replace("LH-02,middle,,,", "LH-02,middle,yes,3.5,")).expect("written");
    let list = "Staff ID,Skills,Contract\n\
        bruno,Phone/Mail,full_time\nzoe,Phone,part_time\nyann,Mail:0.8,full_time\n";
    fs::write(folder.path().join("staff.csv"), list).expect("written");
    let told = said(folder.path(), "import staff.csv --out light --kind agents");
    let after = fs::read_to_string(&path).expect("the people");
    assert!(after.contains(
        "bruno,Bruno Claasen,harbour,full_time,phone:1.0|mail:1.0,2021-09-01,LH-02,middle,yes,3.5,"
    ));
    let now = fs::read_to_string(folder.path().join("light/centre.toml")).expect("a centre");
    assert_eq!(now, noted, "an import of people leaves the centre's own words alone");
    insta::assert_snapshot!(format!("{told}\n{after}"));
}

#[test]
fn nothing_is_written_beside_a_file_that_says_the_same() {
    let folder = by_hand();
    fs::rename(folder.path().join("light/agents.csv"), folder.path().join("light/agents.tsv"))
        .expect("renamed");
    fs::write(folder.path().join("staff.csv"), "id,skills\nbruno,phone\n").expect("written");
    let told = said(folder.path(), "import staff.csv --out light --kind agents");
    assert!(told.contains("error[E1920] agents.tsv"), "{told}");
    assert!(!folder.path().join("light/agents.csv").exists());
}
