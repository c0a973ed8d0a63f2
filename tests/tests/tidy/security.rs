//! The threat model names tests that exist.

use super::project;
use std::collections::BTreeSet;

#[test]
fn every_line_of_the_threat_model_names_tests_that_exist() {
    let texts = project();
    let page = texts.iter().find(|t| t.path == "docs/security.md").expect("the page");
    let tests: BTreeSet<String> = texts
        .iter()
        .filter(|t| t.is_rust())
        .flat_map(|t| {
            let named = t.body.split("#[test]").skip(1);
            named.filter_map(|after| Some(after.split_once("fn ")?.1.split_once('(')?.0.to_owned()))
        })
        .collect();
    assert!(tests.len() > 100, "the tests were not found");
    let rows: Vec<&str> = page.body.lines().filter(|l| l.starts_with("| ")).collect();
    let risks = (1..=10).map(|n| format!("| {n} "));
    let ten = risks.map(|risk| *rows.iter().find(|r| r.starts_with(&risk)).expect("all ten"));
    let sessions = page.body.split("## The console's sessions").nth(1).expect("the sessions");
    let sessions = sessions.split("\n## ").next().expect("a section");
    let threats: Vec<&str> = sessions.lines().filter(|l| l.starts_with("| ")).skip(1).collect();
    assert!(threats.len() > 5, "the threats to sessions were not found");
    for row in ten.chain(threats) {
        let cell = row.trim_end_matches('|').rsplit('|').next().expect("a last cell");
        let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test in: {row}");
        for name in names {
            assert!(tests.contains(name), "docs/security.md names the test {name}, which is none");
        }
    }
}
