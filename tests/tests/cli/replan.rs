//! Planning again what people were told: absences covered, few changes, nothing lost.

use super::{by_hand, paiban};
use serde_json::Value;
use std::path::Path;

/// Runs `replan` on the roster written by hand and reads its JSON.
fn replanned(folder: &Path, more: &[&str]) -> Value {
    let args = ["replan", "light", "light/roster.csv", "--work-limit", "60", "--json"];
    let out = paiban(&[&args[..], more].concat()).current_dir(folder).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{more:?}: {e}: {said}"))
}

/// Agent, date and start of every shift of a roster.
fn shifts(roster: &Value) -> Vec<(String, String, String)> {
    let text = |shift: &Value, key: &str| shift[key].as_str().expect("text").to_owned();
    let all = roster["shifts"].as_array().expect("shifts").iter();
    all.map(|s| (text(s, "agent"), text(s, "date"), text(s, "start"))).collect()
}

#[test]
fn an_absence_is_told_covered_and_the_told_roster_stays_on_disk() {
    let folder = by_hand();
    let roster = folder.path().join("light/roster.csv");
    let before = std::fs::read(&roster).expect("the roster");
    let dear = ["--day-price", "1000000", "--person-price", "0"];
    let told = replanned(folder.path(), &dear);
    assert_eq!(told["changes"], Value::Array(Vec::new()), "nobody is absent");
    let all = shifts(&told["roster"]);
    let (agent, date, _) = all[0].clone();
    let absent = format!("{agent}={date}");
    let week = replanned(folder.path(), &["--absent", &absent, "--day-price", "0.5"]);
    let changes = week["changes"].as_array().expect("changes");
    let forced: Vec<&Value> = changes.iter().filter(|c| c["forced"] == true).collect();
    assert!(forced.iter().any(|c| c["agent"] == agent && c["date"] == date), "{changes:?}");
    assert!(!shifts(&week["roster"]).iter().any(|s| s.0 == agent && s.1 == date));
    let parent = week["roster"]["provenance"]["parent"].as_str().expect("a parent");
    assert_eq!(parent.len(), 64);
    let charged = 0.5 * (changes.len() - forced.len()) as f64;
    let people: std::collections::BTreeSet<_> =
        changes.iter().filter(|c| c["forced"] == false).map(|c| c["agent"].to_string()).collect();
    let charged = charged + 50.0 * people.len() as f64;
    assert!((week["charged"].as_f64().expect("a charge") - charged).abs() < 1e-9, "{week}");
    assert_eq!(std::fs::read(&roster).expect("the roster"), before, "the told roster is untouched");
    assert!(folder.path().join("light/replan/roster.csv").exists());
}

#[test]
fn dearer_changes_are_never_more_and_the_frontier_says_so() {
    let folder = by_hand();
    let frontier = replanned(folder.path(), &["--frontier"]);
    let points = frontier["points"].as_array().expect("points");
    let days: Vec<u64> = points.iter().map(|p| p["days"].as_u64().expect("days")).collect();
    assert!(days.len() == 7 && days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let costs = points.iter().map(|p| p["cost"]["total"].as_f64().expect("a cost"));
    let costs: Vec<f64> = costs.collect();
    assert!(costs.is_sorted_by(|a, b| a <= b), "{costs:?}");
}

#[test]
fn what_cannot_be_meant_is_answered_with_its_cure() {
    let folder = by_hand();
    for (more, code) in [
        (["--absent", "nobody=2025-03-10"], "E3005"),
        (["--absent", "ada=2031-03-10"], "E3013"),
        (["--absent", "ada"], "E3013"),
        (["--absent", "ada=2025-03-12..2025-03-10"], "E3013"),
    ] {
        let told = replanned(folder.path(), &more);
        assert_eq!(told["code"], code, "{told}");
        assert!(told["cure"].as_str().is_some_and(|cure| !cure.is_empty()), "{told}");
    }
}

#[test]
fn a_training_of_the_absent_is_left_out_and_said() {
    let folder = by_hand();
    let (agent, date) = {
        let told = replanned(folder.path(), &["--day-price", "1000000"]);
        let all = shifts(&told["roster"]);
        (all[0].0.clone(), all[0].1.clone())
    };
    let rows = folder.path().join("light/availability.csv");
    let mut text = std::fs::read_to_string(&rows).expect("the rows");
    text.push_str(&format!("{agent},{date}T10:00,{date}T11:00,training,\n"));
    std::fs::write(&rows, text).expect("written");
    let absent = format!("{agent}={date}");
    let line = ["replan", "light", "light/roster.csv", "--work-limit", "60", "--absent", &absent];
    let out = paiban(&line).current_dir(folder.path()).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{said}");
    assert!(said.contains(&format!("their training of {date} 10:00 is left out")), "{said}");
}

/// Neither `check` nor `replan` takes the roster in the centre's folder, and both say these words.
#[track_caller]
fn assert_refused(centre: &Path, words: [&str; 2]) {
    for command in ["check", "replan"] {
        let file = centre.join("roster.csv");
        let out = paiban(&[command]).arg(centre).arg(file).output().expect("it runs");
        let said = String::from_utf8_lossy(&out.stderr);
        assert_eq!(out.status.code(), Some(2), "{command}: {said}");
        assert!(words.iter().all(|word| said.contains(word)), "{command}: {said}");
    }
}

#[test]
fn a_roster_told_in_another_time_zone_is_refused() {
    let folder = by_hand();
    let centre = folder.path().join("light");
    let file = centre.join("roster.csv");
    let text = std::fs::read_to_string(&file).expect("a roster");
    let moved = text.replace("in Europe/Berlin", "in Asia/Shanghai");
    assert_ne!(moved, text, "the head names the zone");
    std::fs::write(&file, moved).expect("a file");
    assert_refused(&centre, ["E1312", "Asia/Shanghai"]);
}

#[test]
fn a_person_in_two_places_is_refused() {
    let folder = by_hand();
    let centre = folder.path().join("light");
    let file = centre.join("roster.csv");
    let text = std::fs::read_to_string(&file).expect("a roster");
    let works = text.lines().find(|l| l.contains(",work,")).expect("somebody works");
    let [agent, date] = works.split(',').take(2).collect::<Vec<_>>()[..] else { panic!("{works}") };
    let day: chrono::NaiveDate = date.parse().expect("a date");
    let eve = day.pred_opt().expect("a day before");
    // from ten in the evening until eight in the next one
    let earlier =
        format!("agent_id,date,start,end,activity,queue\n{agent},{eve},22:00,44:00,idle,\n");
    std::fs::write(centre.join("previous.csv"), earlier).expect("a file");
    assert_refused(&centre, ["E1310", "previous.csv"]);
}

#[test]
fn a_roster_without_a_shift_is_an_empty_week_if_it_says_which_and_an_error_if_not() {
    let folder = by_hand();
    let centre = folder.path().join("light");
    let file = centre.join("roster.csv");
    let text = std::fs::read_to_string(&file).expect("a roster");
    let head = text.lines().find(|line| !line.starts_with('#')).expect("the columns' names");
    let horizon = text.lines().find(|line| line.starts_with("# horizon")).expect("the horizon");
    std::fs::write(&file, format!("{head}\n")).expect("a file");
    let cause = "neither a horizon nor a shift that can be read is given";
    assert_refused(&centre, ["E1312", cause]);
    std::fs::write(&file, format!("{horizon}\n{head}\n")).expect("a file");
    let out = paiban(&["check", "--json"]).arg(&centre).arg(&file).output().expect("it runs");
    let verdict: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert!(verdict["missing"].as_array().is_some_and(|all| !all.is_empty()), "{verdict}");
    let week = replanned(folder.path(), &["--day-price", "0", "--person-price", "0"]);
    assert!(!shifts(&week["roster"]).is_empty(), "replan fills it");
}
