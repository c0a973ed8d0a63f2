//! Transcripts of the chain on the Lighthouse sample; numbers are masked, words are not.

use super::{file, lighthouse, masked, printed};
use std::fs;

#[test]
fn the_forecast_shows_days_bands_and_reasons() {
    let text = printed(&["forecast", &file("")]);
    let days = text.lines().take_while(|l| !l.contains("note:")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(masked(&days));
}

#[test]
fn the_staffing_shows_peaks_and_the_targets_that_ask_for_them() {
    let text = printed(&["staff", &file("")]);
    let text = text.replace(lighthouse().to_str().expect("a path"), "light");
    insta::assert_snapshot!(masked(&text));
}

#[test]
fn the_week_names_demand_cost_rules_people_and_definitions() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().to_str().expect("a path");
    let text = printed(&["roster", &file(""), "--work-limit", "150", "--out", folder]);
    let words = [
        "Lighthouse, Bremen (generated sample)",
        "week of Mon 10 Mar 2025 · 8 people · 2 queues",
        "80 % band",
        "hours missing",
        "Cost",
        "wages",
        "Soft rules bent",
        "Dearest intervals of 30 minutes",
        "People by contract",
        "gap: (total - bound) / total",
        "paiban 0.1.0 · seed 1 · inputs ",
    ];
    for word in words {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
    for name in ["roster.csv", "roster.xlsx", "report.html", "demand.csv", "requirement.csv"] {
        assert!(text.contains(&format!("/{name}")), "{name} is told");
        assert!(fs::metadata(out.path().join(name)).expect(name).len() > 100, "{name} is written");
    }
    assert!(fs::read_dir(out.path().join("ics")).expect("calendars").count() >= 8);
}

#[test]
fn the_same_seed_and_work_write_the_same_roster() {
    let written = |_| {
        let out = tempfile::tempdir().expect("a folder");
        let folder = out.path().to_str().expect("a path");
        printed(&["roster", &file(""), "--work-limit", "60", "--seed", "3", "--out", folder]);
        fs::read_to_string(out.path().join("roster.csv")).expect("a roster")
    };
    assert_eq!(written(1), written(2));
}

#[test]
fn json_says_what_the_text_says() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().to_str().expect("a path");
    let args = ["roster", &file(""), "--work-limit", "60", "--out", folder, "--json"];
    let text = printed(&args);
    for key in ["\"lawful\": true", "\"bound\": ", "\"stopped\": \"work\"", "\"input_hash\": \""] {
        assert!(text.contains(key), "{key}");
    }
    let verdict = printed(&["check", &file(""), &file("roster.csv"), "--json"]);
    assert!(verdict.contains("\"lawful\": true") && verdict.contains("\"total\": "));
    let demand = printed(&["forecast", &file(""), "--json", "--out", &file("demand.csv")]);
    assert!(demand.contains("\"quantiles\": ["));
}

#[test]
fn the_explanation_orders_prices_from_the_dearest() {
    let text = printed(&["explain", &file(""), &file("roster.csv"), "--top", "5"]);
    assert!(text.contains("Missing people: ") && text.contains("Rules broken: "), "{text}");
    let person = printed(&["explain", &file(""), &file("roster.csv"), "--agent", "ada"]);
    assert!(person.starts_with("ada Ada Brandt\n") && person.contains("h paid"), "{person}");
}

#[test]
fn the_simulation_states_its_definition_and_precision() {
    let args = ["simulate", &file(""), &file("roster.csv"), "--replications", "4"];
    let text = printed(&args);
    assert!(text.contains("service level: answered within 20 s ÷ offered"), "{text}");
    assert!(text.contains("4 replications") && text.contains(" ± "), "{text}");
}

#[test]
fn the_backtest_stands_beside_last_week() {
    let text = printed(&["backtest", &file(""), "--origins", "1", "--weeks", "1"]);
    for word in ["paiban", "last week", "4-week mean", "WAPE", "in band"] {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
}

#[test]
fn the_report_is_one_page_that_needs_no_network() {
    let page = fs::read_to_string(lighthouse().join("report.html")).expect("a report");
    assert!(page.contains("Generated sample"), "labelled as generated");
    assert!(!page.contains("<script") && !page.contains("src=\"http"), "self-contained");
    let out = tempfile::tempdir().expect("a folder");
    let target = out.path().join("page.html");
    let target = target.to_str().expect("a path");
    let text = printed(&["report", &file(""), &file("roster.csv"), "--out", target]);
    assert!(text.contains("page.html"), "{text}");
}

#[test]
fn a_foreign_report_becomes_a_centre() {
    let out = tempfile::tempdir().expect("a folder");
    let foreign = out.path().join("calls.csv");
    let rows =
        (0..48).map(|n| format!("2025-03-03 {:02}:{:02},Sales,{n},180\n", n / 2, n % 2 * 30));
    let text: String =
        std::iter::once("Interval,Queue,Calls offered,AHT\n".to_owned()).chain(rows).collect();
    fs::write(&foreign, text).expect("written");
    let into = out.path().join("new");
    let (foreign, into) = (foreign.to_str().expect("a path"), into.to_str().expect("a path"));
    let said = printed(&["import", foreign, "--out", into]);
    assert!(said.contains("starter centre") && said.contains("48 intervals"), "{said}");
    let again = printed(&["import", foreign, "--out", into]);
    assert!(!again.contains("starter centre"), "the centre is there already: {again}");
}
