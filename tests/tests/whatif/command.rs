//! `paiban whatif` and `paiban capacity` as a planner meets them.

use crate::cli::{copy, paiban, printed};
use serde_json::Value;
use std::fs;

const NULL: &str = "story = \"Nothing changes.\"\n[[change]]\nvolume = 1.0\n";
const BUSY: &str = "name = \"busy\"\nstory = \"Calls rise by a third and wages by a tenth.\"\n\
                    [[change]]\nvolume = 1.33\nqueues = [\"phone\"]\n[[change]]\nwage = 1.1\n";

#[test]
fn a_null_scenario_differs_in_nothing_and_parts_add_up() {
    let folder = copy();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    fs::write(path("null.toml"), NULL).expect("a file");
    fs::write(path("busy.toml"), BUSY).expect("a file");
    let centre = path("");
    let run = || {
        let files = [path("null.toml"), path("busy.toml")];
        let args = ["whatif", &centre, &files[0], &files[1], "--json"];
        let more = ["--work-limit", "60", "--replications", "12"];
        printed(&[&args[..], &more[..]].concat())
    };
    let first = run();
    let found: Value = serde_json::from_str(&first).expect("JSON");
    let (null, busy) = (&found["scenarios"][0], &found["scenarios"][1]);
    assert_eq!(null["cost_difference"], 0.0);
    assert_eq!(null["cost_difference_range"], serde_json::json!([0.0, 0.0]));
    let level = &null["service"][0]["total"]["service_level"];
    assert_eq!(level, &serde_json::json!([0.0, 0.0]), "not even noise");
    let cents = |v: &Value| (v.as_f64().expect("a number") * 100.0).round() as i64;
    let parts = busy["drivers"].as_array().expect("drivers");
    let sum: i64 = parts.iter().map(|part| cents(&part[1])).sum();
    assert_eq!(sum + cents(&busy["rest"]), cents(&busy["cost_difference"]));
    assert_eq!(parts.len(), 2, "volume and prices");
    assert!(cents(&busy["cost_difference"]) > 0);
    let page = fs::read_to_string(path("whatif/compare.html")).expect("the page");
    assert!(page.contains("Which half-hours break") && !page.contains("<script"));
    // the second run finds its rosters
    let kept = fs::read_dir(path("whatif/rosters")).expect("kept").count();
    assert_eq!(kept, 4, "two rosters with their proofs: null is the base");
    assert_eq!(run(), first);
}

#[test]
fn faults_of_all_scenarios_are_told_at_once() {
    let folder = copy();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    fs::write(path("a.toml"), "story = \"A.\"\n[[change]]\nvolume = \"many\"\n").expect("a file");
    fs::write(path("b.toml"), "[[change]]\nwage = 1.1\n").expect("a file");
    let out = paiban(&["whatif", &path(""), &path("a.toml"), &path("b.toml")]).output();
    let out = out.expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("a.toml:3") && said.contains("`story` is missing"), "{said}");
}

#[test]
fn months_ahead_are_planned_from_the_folder() {
    let folder = copy();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let text = "weeks = 6\nroster_loss = 0.15\n\n[[groups]]\nname = \"office\"\nteam = \"TEAM\"\n\
                contract = \"full_time\"\nleave_weeks = 0.5\nhire = { lead_weeks = 1 }\n";
    let agents = fs::read_to_string(path("agents.csv")).expect("agents");
    let row = agents.lines().find(|line| line.contains("full_time")).expect("a row");
    let team = row.split(',').nth(2).expect("a team");
    fs::write(path("capacity.toml"), text.replace("TEAM", team)).expect("a file");
    let found: Value =
        serde_json::from_str(&printed(&["capacity", &path(""), "--json"])).expect("JSON");
    assert_eq!(found["weeks"].as_array().map(Vec::len), Some(6));
    let weeks = found["groups"][0]["weeks"].as_array().expect("weeks");
    let leave: f64 = weeks.iter().filter_map(|w| w["leave"].as_f64()).sum();
    let staff = weeks[0]["staff"].as_f64().expect("people");
    assert!((leave - 0.5 * staff).abs() < 1e-6, "{leave} of {staff}");
}
