//! Half-hours that break, what more people are worth, and who is ill in the futures.

use crate::cli::{copy, printed};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// What a comparison of these scenarios with the Lighthouse sample says, and its page.
fn compared(scenarios: &[&str], more: &[&str]) -> (Value, String) {
    let folder: TempDir = copy();
    let path = |name: &str| folder.path().join(name).to_str().expect("a path").to_owned();
    let mut args = vec!["whatif".to_owned(), path(""), "--json".to_owned()];
    for (n, text) in scenarios.iter().enumerate() {
        let file = path(&format!("s{n}.toml"));
        fs::write(&file, text).expect("a file");
        args.push(file);
    }
    args.extend(more.iter().map(|m| (*m).to_owned()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let found = serde_json::from_str(&printed(&args)).expect("JSON");
    (found, fs::read_to_string(path("whatif/compare.html")).expect("the page"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

const QUIET: &str = "name = \"quiet\"\nstory = \"Hardly anybody calls or writes.\"\n\
                     [[change]]\nvolume = 0.1\n";
const RUSH: &str = "name = \"rush\"\nstory = \"Hardly anybody, but for one hour.\"\n\
                    extends = [\"s0.toml\"]\n\
                    [[change]]\nvolume = 120.0\nqueues = [\"phone\"]\n\
                    dates = [\"2025-03-11\", \"2025-03-11\"]\nhours = \"12:00-13:00\"\n";

#[test]
fn the_half_hours_of_a_rush_break_and_no_others() {
    let broken = |side: &Value| number(&side["broken_half_hours"][0]);
    let (found, page) = compared(&[QUIET, RUSH], &["--outline"]);
    let (quiet, rush) = (&found["scenarios"][0], &found["scenarios"][1]);
    assert_eq!(broken(quiet), 0.0, "in outline");
    assert!((2.0..=4.0).contains(&broken(rush)), "{}: an hour and little beside it", broken(rush));
    assert!(page.contains("Phone, Tue 11 Mar 12:"), "the worst half-hour is named");
    assert!(page.contains("Tue 11 Mar 12:30: "), "and every half-hour can be read");
    let (found, _) = compared(&[QUIET, RUSH], &["--work-limit", "40", "--replications", "8"]);
    let (quiet, rush) = (&found["scenarios"][0], &found["scenarios"][1]);
    assert_eq!(broken(quiet), 0.0, "simulated");
    assert!((2.0..=6.0).contains(&broken(rush)), "{}: the queue takes a while", broken(rush));
}

/// A scenario of no change with a few futures and a change whose worth is asked.
fn asked(more: &str) -> (f64, f64, f64, f64) {
    let text = format!(
        "name = \"asked\"\nstory = \"Is it worth it?\"\n[[change]]\nvolume = 1.0\n\
         [uncertainty]\nfutures = 12\nmore = {{ {more} }}\n"
    );
    let (found, _) = compared(&[&text], &["--outline"]);
    let told = &found["futures"][0];
    let mean = number(&told["known_in_time"][0]);
    let worth = number(&told["worth_of_more"]);
    (worth, number(&told["worth_half_width"]), number(&told["worth_pays"]), mean)
}

#[test]
fn what_more_is_worth_is_what_it_saves_in_the_same_futures_less_its_fees() {
    assert_eq!(asked("volume = 1.0").0, 0.0, "nothing more is worth nothing");
    let (worth, half_width, pays, mean) = asked("wage = 0.9");
    assert!((0.07 * mean..=0.1 * mean).contains(&worth), "a tenth of pay: {worth} of {mean}");
    assert!(half_width < 0.1 * worth, "the same futures with and without: ± {half_width}");
    assert_eq!(pays, 1.0);
    let helper = "outsource = 1, contract = \"part_time\", skills = \"phone\"";
    let (free, ..) = asked(helper);
    let (dear, _, pays, _) = asked(&format!("{helper}, fee = 5000.00"));
    assert!((free - dear - 5000.0).abs() < 0.02, "the fee is taken off: {free}, {dear}");
    assert_eq!(pays, 0.0);
}

#[test]
fn ten_more_are_worth_more_than_one_and_less_than_ten_times_as_much() {
    let helpers = |n: u32| {
        let helper = "contract = \"part_time\", skills = \"phone\"";
        asked(&format!("outsource = {n}, {helper}")).0
    };
    let (one, ten) = (helpers(1), helpers(10));
    assert!(one > 0.0 || ten < one, "{one}, {ten}");
    assert!(ten < 10.0 * one.abs().max(1.0), "worth falls with each: {one}, {ten}");
}

#[test]
fn whoever_is_ill_in_the_futures_is_ill_under_every_plan() {
    let ill = "name = \"half ill\"\nstory = \"Half of all have the flu.\"\n\
               [[change]]\nabsence = 0.5\nspell_days = 7\n[uncertainty]\nfutures = 6\n";
    let (found, _) = compared(&[ill], &["--work-limit", "40", "--replications", "4"]);
    let plans = found["futures"][0]["plans"].as_array().expect("plans");
    assert_eq!((&plans[0]["plan"], &plans[1]["plan"]), (&"base".into(), &"half ill".into()));
    let mean = |n: usize| number(&plans[n]["mean"]);
    let healthy = number(&found["base"]["cost"]);
    assert!(mean(0) > 1.5 * healthy, "the base's plan is short of them: {} of {healthy}", mean(0));
    assert!(mean(0) > mean(1), "shifts made for those who come do better: {}", mean(1));
}
