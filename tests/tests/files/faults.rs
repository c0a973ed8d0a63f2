//! Golden lists: a broken file answers with every one of its faults, sorted, each with a cure.

use super::sample;
use api::files::{self, Faults, Severity};
use std::path::Path;

/// A folder in which everything is right but `name`, which says `text`.
pub(super) fn folder_with(name: &str, text: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let inputs = sample::inputs(chrono_tz::Asia::Shanghai);
    files::write_inputs(folder.path(), &inputs).expect("a written folder");
    std::fs::write(folder.path().join(name), text).expect("a written file");
    folder
}

/// Everything the readers say about a folder, errors or not.
pub(super) fn all_faults(folder: &Path) -> String {
    match files::read_inputs(folder) {
        Ok((_, faults)) => faults.iter().map(|f| format!("{f}\n")).collect(),
        Err(faults) => faults.to_string(),
    }
}

#[track_caller]
fn faults_of(name: &str, text: &str) -> String {
    all_faults(folder_with(name, text.as_bytes()).path())
}

fn errors_of(name: &str, text: &str) -> Faults {
    files::read_inputs(folder_with(name, text.as_bytes()).path()).expect_err("an error")
}

#[test]
fn every_fault_of_a_history_is_named_at_its_cell() {
    let text = "interval_start,queue,offered,aht_seconds,answered,colour\n\
        2025-11-10T09:00,Phone,12,300,11,red\n\
        2025-11-10T09:00,Phone,13,300,11,red\n\
        2025-11-10T09:15,Phone,12,300,11,red\n\
        2025-02-30T09:00,Phone,12,300,11,red\n\
        2025-11-10T09:30,phone,12,300,11,red\n\
        2025-11-10T09:30,Fax,-1,1e999,NaN,red\n\
        2025-11-10T10:00,Phone,twelve,300,,red\n\
        ,Phone,,300,11,red\n\
        2025-11-10T10:30,Phone,12,300,13,red\n\
        2025-11-10T11:00,Phone,12\n\
        2025-11-10T12:00,Phone,\"12\"x,300,11,red\n\
        2025-11-10T09:30:30,Phone,12,300,11,red\n\
        2025-11-10T13:30,Phone,\"12,300,11,red\n";
    insta::assert_snapshot!(faults_of("history.csv", text));
}

#[test]
fn a_row_without_a_readable_time_still_names_its_other_faults() {
    let text = "interval_start,queue,offered\n2025-02-30T09:00,Fax,-4\n";
    let faults = errors_of("history.csv", text).to_string();
    for cause in ["does not exist", "`Fax` is not in centre.toml", "must be at least 0"] {
        assert!(faults.contains(cause), "{cause}: {faults}");
    }
}

#[test]
fn every_fault_of_the_people_is_named() {
    let text = "agent_id,name,team,contract,skills,hire_date,seniority,overtime_to_date_hours\n\
        A01,Ada,north,full_time,presales_chat:1.0,2020-02-30,chief,-3\n\
        A01,Bo,north,fulltime,fax:1.0|Phone,,senior,7.33\n\
        ,Cy,north,part_time,Phone:0|Phone:1e999,01.02.2020,,x\n";
    insta::assert_snapshot!(faults_of("agents.csv", text));
}

#[test]
fn every_fault_of_the_availability_is_named() {
    let text = "agent_id,start,end,kind,weight\n\
        A01,2025-10-27,2025-10-28,leave,\n\
        A01,2025-10-28T12:00,2025-10-29,leave,\n\
        A09,2025-10-27,2025-10-28,leave,\n\
        A02,2025-10-28,2025-10-27,holiday,\n\
        A02,2025-10-28,2025-10-27,leave,0.5\n\
        A02,2025-10-28,2025-10-29,prefer_off,1.5\n\
        A02,2025-10-28,2025-10-29,prefer_on,\n";
    insta::assert_snapshot!(faults_of("availability.csv", text));
}

#[test]
fn every_fault_of_the_calendar_is_named() {
    let text = "start,end,name,kind,phase,queue,effect,value,intensity,statutory\n\
        2025-10-01,2025-10-03,Feast,holiday,,,,,,maybe\n\
        2025-10-04,2025-10-03,Feast,holiday,main,,,,,\n\
        2025-10-01,2025-10-03,,fest,,fax,relative,,-1,\n\
        2025-10-01,2025-10-03,Sale,promotion,mane,,automatic,2,,\n";
    insta::assert_snapshot!(faults_of("calendar.csv", text));
}

#[test]
fn every_fault_of_last_weeks_roster_is_named() {
    let text = "agent_id,date,start,end,activity,queue\n\
        A01,2025-10-24,09:00,12:00,work,Phone\n\
        A01,2025-10-24,11:00,12:00,meal,\n\
        A01,2025-10-24,12:00,12:00,meal,\n\
        A01,2025-10-24,12:00,12:10,idle,\n\
        A01,2025-10-24,14:00,15:00,work,\n\
        A01,2025-10-24,15:00,16:00,break,Phone\n\
        A01,2025-10-24,16:00,17:00,work,fax\n\
        A01,2025-10-24,17:00,18:00,nap,\n\
        A01,2025-10-24,49:00,50:00,idle,\n\
        A01,2025-10-24,33:00,34:00,idle,\n\
        A77,2025-10-24,09:00,10:00,idle,\n";
    insta::assert_snapshot!(faults_of("previous.csv", text));
}

#[test]
fn every_fault_of_the_centre_is_named() {
    insta::assert_snapshot!(faults_of("centre.toml", CENTRE));
}

const CENTRE: &str = r#"
name = "Broken"
timezone = "Mars/Olympus"
currency = "JPY"
interval_minutes = 25
week_start = "mittwoch"
colour = "red"
[[queues]]
id = "care"
channel = "fax"
hours = { weekdays = "08:00-20:10", weekend = "nine to five" }
targets = [{ service_level = 1.2, within_seconds = 20 }, { deadline = 0.9, mean_wait_seconds = 3 }]
shrinkage = -0.1
patience = 90
[[queues]]
id = "care"
channel = "chat"
concurrency = 3
speed = [1.0, 1.7]
measured_at = 4
hours = "always"
targets = []
shrinkage = 1.0
shortage = { light = 10, heavy = 5.001 }
[[contracts]]
id = "full"
week_hours_min = 40
week_hours_max = 38
week_days_min = 6
week_days_max = 5
templates = ["day", "dya"]
wage = "a lot"
[[shift_templates]]
id = "day"
starts = { from = "25:00", to = "08:00" }
length_hours = 7.33
breaks = [{ kind = "nap", minutes = 20, earliest_hours = 3, latest_hours = 2, paid = "no" }]
"#;

#[test]
fn every_fault_of_the_rules_is_named() {
    let text = "profile = \"mars\"\n\
        daily_rest = { strength = \"hard\", rest_hours = \"eleven\", price = 3 }\n\
        weekly_rest = \"soft\"\n\
        dayly_hours = \"off\"\n\
        consecutive_days_max = { strength = \"soft\", max_days = 6.5 }\n\
        fairness = { strength = \"soft\", price = -1, late_after = \"99:00\", late_mx = 2 }\n\
        minimum_staffing = { strength = \"hard\", floors = { fax = 2, Phone = -1 } }\n\
        seat_cap = 12\n";
    insta::assert_snapshot!(faults_of("rules.toml", text));
}

#[test]
fn broken_toml_names_the_line_and_what_else_could_be_read() {
    let text = "profile = \"china\nnight = \"22:00-06:00\"\ndaily_rest = \"loose\"\n= 3\n[[[\n";
    let faults = errors_of("rules.toml", text).sorted();
    let syntax: Vec<_> = faults.iter().filter(|f| f.code == "E1101").collect();
    assert_eq!(syntax.first().and_then(|f| f.line), Some(1));
    assert!(syntax.len() >= 2, "{faults:?}");
}

#[test]
fn headers_name_what_is_missing_unknown_and_twice() {
    insta::assert_snapshot!(faults_of(
        "agents.csv",
        "agent_id,nam,team,team,skills\nA01,Ada,n,n,Phone\n"
    ));
}

#[test]
fn missing_files_are_named_or_noted() {
    let folder = folder_with("calendar.csv", b"start,end,name,kind\n");
    for name in ["history.csv", "agents.csv", "rules.toml", "previous.csv"] {
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
    insta::assert_snapshot!(all_faults(folder.path()));
    let nothing = tempfile::tempdir().unwrap();
    insta::assert_snapshot!("an_empty_folder", all_faults(nothing.path()));
}

#[test]
fn a_thousand_faults_are_counted_and_two_hundred_printed() {
    let mut text = String::from("interval_start,queue,offered\n");
    text.push_str(&"2025-11-10T09:00,Phone,many\n".repeat(1000));
    let faults = errors_of("history.csv", &text);
    let of_history = |f: &&files::Fault| f.file == "history.csv" && f.severity == Severity::Error;
    assert_eq!(faults.count(Severity::Error), 1000, "{}", faults.summary());
    assert_eq!(faults.sorted().iter().filter(of_history).count(), 200);
    let printed = faults.to_string();
    assert!(printed.contains("more in history.csv"), "{printed}");
    assert_eq!(printed.matches("] history.csv").count(), 200);
}

#[test]
fn two_files_for_one_thing_are_a_fault() {
    let folder = folder_with("agents.tsv", b"agent_id\n");
    assert!(all_faults(folder.path()).contains("E1920"));
}
