//! Scenario files: read whole, faults all at once, examples that work.

use super::shop;
use api::files::{Severity, read_scenario};
use scenarios::library::WHATIFS;
use std::fs;
use tempfile::TempDir;

/// A folder with the library's scenarios and one of this text.
fn folder(text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in WHATIFS {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    fs::write(folder.path().join("own.toml"), text).expect("a file");
    folder
}

#[test]
fn every_ready_scenario_can_be_made_of_the_sample_centre() {
    let (world, grid) = shop();
    let folder = folder("");
    for (name, _) in WHATIFS {
        let read = read_scenario(&folder.path().join(name), &world.inputs.centre);
        let (file, remarks) = read.unwrap_or_else(|faults| panic!("{name}: {faults}"));
        assert!(remarks.is_empty(), "{name}: {remarks:?}");
        if let Err(why) = file.scenario.world(&world, &grid) {
            panic!("{name}: {why}");
        }
    }
}

#[test]
fn every_example_of_the_reference_is_read_without_a_remark() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/reference/scenarios.md");
    let page = fs::read_to_string(page).expect("the reference");
    let (world, grid) = shop();
    let mut read = 0;
    for block in page.split("```toml\n").skip(1) {
        let text = block.split("```").next().unwrap_or_default();
        let story = if text.contains("story =") { "" } else { "story = \"An example.\"\n" };
        let folder = folder(&format!("{story}{text}"));
        let found = read_scenario(&folder.path().join("own.toml"), &world.inputs.centre);
        let (file, remarks) = found.unwrap_or_else(|faults| panic!("{text}: {faults}"));
        assert!(remarks.is_empty(), "{text}: {remarks:?}");
        assert!(file.scenario.world(&world, &grid).is_ok(), "{text}");
        read += 1;
    }
    assert!(read >= 14, "the examples were not found");
}

#[test]
fn extending_puts_the_changes_of_others_first() {
    let (world, _) = shop();
    let folder = folder(
        "story = \"Both.\"\nextends = [\"bot.toml\", \"flu.toml\"]\n\n[[change]]\nvolume = 1.1\n",
    );
    let read = read_scenario(&folder.path().join("own.toml"), &world.inputs.centre);
    let (file, _) = read.expect("a scenario");
    let causes: Vec<_> = file.scenario.changes.iter().map(|c| c.cause().name()).collect();
    assert_eq!(causes, ["volume", "people", "volume"]);
}

#[test]
fn a_scenario_that_extends_itself_is_told() {
    let (world, _) = shop();
    let folder = folder("story = \"Round and round.\"\nextends = [\"own.toml\"]\n");
    let faults = read_scenario(&folder.path().join("own.toml"), &world.inputs.centre);
    let faults = faults.expect_err("a circle").sorted();
    assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), ["E1512"]);
}

#[test]
fn every_fault_is_told_at_once_with_its_place_and_cure() {
    let (world, _) = shop();
    let text = "\
extends = \"nowhere.toml\"
[[change]]
volume = -1
queues = [\"presales\"]
[[change]]
absence = 0.1
volume = 2
[[change]]
dates = \"2025-11-11\"
[[change]]
hire = 2.5
contract = \"temp\"
skills = \"phone:zero\"
";
    let folder = folder(text);
    let faults = read_scenario(&folder.path().join("own.toml"), &world.inputs.centre);
    let faults = faults.expect_err("faults").sorted();
    let errors = faults.iter().filter(|f| f.severity == Severity::Error);
    let found: Vec<(Option<u32>, &str)> = errors.map(|f| (f.line, f.code)).collect();
    let expected = [
        (Some(0), "E1102"), // no story
        (Some(1), "E1512"),
        (Some(3), "E1105"),
        (Some(5), "E1511"), // two verbs
        (Some(8), "E1511"), // none
        (Some(11), "E1104"),
    ];
    for (line, code) in expected {
        let there = found.iter().any(|(at, c)| *c == code && (line == Some(0) || *at == line));
        assert!(there, "{code} on line {line:?} is missing of {found:?}");
    }
    assert!(faults.iter().all(|f| !f.cure.is_empty() && f.file == "own.toml"));
}
