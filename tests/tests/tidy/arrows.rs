//! The arrows between the crates point one way, and each door stays where it belongs.

use super::{none, project};

/// What each crate may depend on among ours.
const ARROWS: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("forecast", &["domain"]),
    ("solver", &["domain"]),
    ("scenarios", &["domain", "forecast", "solver"]),
    ("api", &["domain", "forecast", "solver", "scenarios"]),
];

#[test]
fn crates_depend_on_each_other_only_along_the_arrows() {
    let mut found = Vec::new();
    for (name, allowed) in ARROWS {
        let path = format!("{name}/Cargo.toml");
        let texts = project();
        let manifest = texts.iter().find(|t| t.path == path).expect("a manifest per crate");
        let shipped = manifest.body.split("[dev-dependencies]").next().unwrap_or_default();
        for (other, _) in ARROWS {
            let named = shipped.lines().any(|l| l.starts_with(&format!("{other}.")));
            if named && !allowed.contains(&other) {
                found.push(format!("{name} must not depend on {other}"));
            }
        }
    }
    none(&found);
}

#[test]
fn only_the_backend_names_the_solver_library_and_only_there_is_unsafe() {
    let mut found = Vec::new();
    for text in project().iter().filter(|t| t.is_product()) {
        let backend = text.path.starts_with("solver/src/backend");
        for (n, line) in text.code() {
            let ours = line.contains("backend::highs");
            let named = !ours && (line.contains("highs::") || line.contains("highs_sys"));
            let unsafe_code = line.contains("unsafe ") && !line.contains('"');
            if !backend && (named || unsafe_code) {
                found.push(format!("{}:{n}: {}", text.path, line.trim()));
            }
        }
    }
    none(&found);
}

#[test]
fn below_api_nothing_reads_files_the_environment_or_the_clock() {
    let doors = ["std::fs", "std::env", "SystemTime", "Utc::now", "Local::now", "serde", "tokio"];
    let mut found = Vec::new();
    for text in project().iter().filter(|t| t.is_product() && t.crate_name() != "api") {
        for (n, line) in text.code() {
            if doors.iter().any(|d| line.contains(d)) {
                found.push(format!("{}:{n}: {}", text.path, line.trim()));
            }
        }
    }
    none(&found);
}

#[test]
fn the_clock_that_stops_a_search_is_read_in_few_places() {
    let stopwatches = ["solver/src/roster/", "solver/src/shift24/", "solver/src/backend/"];
    let mut found = Vec::new();
    for text in project().iter().filter(|t| t.is_product() && t.crate_name() != "api") {
        let allowed = stopwatches.iter().any(|s| text.path.starts_with(s));
        for (n, line) in text.code() {
            if !allowed && line.contains("Instant::now") {
                found.push(format!("{}:{n}: {}", text.path, line.trim()));
            }
        }
    }
    none(&found);
}
