//! Why a roster costs what it costs, as a planner is told.

use super::{by_hand, masked, paiban};
use serde_json::Value;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

/// Runs `explain` on the roster written by hand and reads its JSON.
fn explained(folder: &Path, more: &[&str]) -> Value {
    let args = ["explain", "light", "light/roster.csv", "--json"];
    let out = paiban(&[&args[..], more].concat()).current_dir(folder).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{more:?}: {e}: {said}"))
}

fn cents(value: &Value) -> i64 {
    (value.as_f64().expect("an amount") * 100.0).round() as i64
}

#[test]
fn cost_less_bound_is_split_to_the_cent_and_everything_has_a_price() {
    let folder = by_hand();
    let told = explained(folder.path(), &[]);
    let split = &told["bounded"];
    assert_eq!(cents(&split["cost"]), cents(&told["cost"]["total"]));
    let parts = ["people_total", "intervals_total", "rounding"].map(|part| cents(&split[part]));
    assert_eq!(cents(&split["difference"]), parts.iter().sum::<i64>());
    let people: i64 =
        split["people"].as_array().expect("people").iter().map(|p| cents(&p["slack"])).sum();
    assert_eq!(people, parts[0]);
    assert!(told["one_more"].as_array().is_some_and(|all| !all.is_empty()));
    // here an hour is worth what it is paid, so that no law keeps the bound up
    assert!(told["laws"].is_array());
    assert!(split["prices"].as_array().expect("prices").iter().all(|p| cents(&p["agent"]) >= 0));
    let plain = explained(folder.path(), &["--no-prices"]);
    assert!(plain["bounded"].is_null() && plain["laws"].is_null());
}

/// The page of the roster written by hand.
fn page(folder: &Path, more: &[&str]) -> String {
    let args = ["report", "light", "light/roster.csv", "--out", "page.html"];
    let out = paiban(&[&args[..], more].concat()).current_dir(folder).output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    std::fs::read_to_string(folder.join("page.html")).expect("a page")
}

#[test]
fn a_page_shows_a_bound_and_its_prices_where_they_are_asked_for() {
    let folder = by_hand();
    let (plain, proved) = (page(folder.path(), &[]), page(folder.path(), &["--prove", "20"]));
    for words in ["Why it is not cheaper", "No lawful roster costs less than"] {
        assert!(!plain.contains(words) && proved.contains(words), "{words}");
    }
    let in_intervals = "the expected volume, every target in every interval";
    assert!(plain.contains(in_intervals));
    let file = folder.path().join("light/centre.toml");
    let text = std::fs::read_to_string(&file).expect("a centre");
    std::fs::write(&file, text.replace("\"interval\"", "\"day\"")).expect("a file");
    let promised = page(folder.path(), &[]);
    assert!(promised.contains("on service curves") && !promised.contains(in_intervals));
}

#[test]
fn the_reasons_are_told_in_words() {
    let folder = by_hand();
    let run = |more: &[&str]| {
        let args = ["explain", "light", "light/roster.csv", "--top", "3"];
        let out = paiban(&[&args[..], more].concat()).current_dir(folder.path()).output();
        String::from_utf8(out.expect("it runs").stdout).expect("UTF-8")
    };
    let everything = run(&[]);
    let reasons = everything.split_once("Why it is not cheaper").expect("reasons").1;
    insta::assert_snapshot!(masked(reasons.trim_start()));
    let person = run(&["--agent", "ada"]);
    assert!(person.contains("their best week would be "), "{person}");
}

#[test]
fn a_price_is_checked_by_solving_again() {
    let folder = by_hand();
    let asked = ["--without-agent", "ada", "--work-limit", "200"];
    let told = explained(folder.path(), &asked);
    let checked = &told["checked"];
    let possible = checked["possible"].as_array().expect("a range");
    let found = cents(&checked["difference"]);
    assert!((cents(&possible[0])..=cents(&possible[1])).contains(&found), "{checked}");
    assert!(checked["changed_cost"].is_number() && checked["estimate"].is_number(), "{checked}");
    let args = ["explain", "light", "light/roster.csv", "--without-rule", "gravity"];
    let out = paiban(&args).current_dir(folder.path()).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2));
    assert!(said.contains("error[E3014]"), "{said}");
}

#[test]
fn a_roster_is_held_against_an_earlier_one_in_sentences() {
    let folder = by_hand();
    let file = folder.path().join("light/roster.csv");
    let text = std::fs::read_to_string(&file).expect("the roster");
    std::fs::copy(&file, folder.path().join("old.csv")).expect("a copy");
    let kept = text.lines().filter(|line| !line.starts_with("ada,2025-03-11"));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    std::fs::write(&file, kept).expect("written");
    let args = ["explain", "light", "light/roster.csv", "--against", "old.csv", "--no-prices"];
    let out = paiban(&args).current_dir(folder.path()).output().expect("it runs");
    let said = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(said.contains("It changes 1 day of 1 person and "), "{said}");
    assert!(said.contains("is off on Tue 11 Mar instead of "), "{said}");
}

#[test]
fn an_impossible_week_names_law_person_and_days_and_the_cheapest_way_out() {
    let folder = by_hand();
    let path = folder.path().join("light/availability.csv");
    let mut file = OpenOptions::new().append(true).open(path).expect("the file");
    writeln!(file, "carla,2025-03-10 00:00,2025-03-17 00:00,unavailable,").expect("written");
    let args = ["roster", "light", "--work-limit", "100"];
    let out = paiban(&args).current_dir(folder.path()).output().expect("it runs");
    assert_eq!(out.status.code(), Some(3));
    let said = String::from_utf8(out.stdout).expect("UTF-8");
    insta::assert_snapshot!(masked(&said));
}
