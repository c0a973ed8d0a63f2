//! Ways to end a search early: what was found is judged, printed and written.

use super::{binary, lighthouse, printed};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longer than any of these searches may take.
const LONG: &str = "600";

#[test]
fn ctrl_c_ends_the_search_and_keeps_the_best_roster() {
    let out = tempfile::tempdir().expect("a folder");
    let mut running = Command::new(binary())
        .arg("roster")
        .arg(lighthouse())
        .args(["--time-limit", LONG, "--out"])
        .arg(out.path())
        .env("NO_COLOR", "1")
        // a worker's child tells its progress in lines: that shows when the search has begun
        .env("PAIBAN_CHILD", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    // a child whose worker lets go of its input ends itself
    let held = running.stdin.take();
    let told = BufReader::new(running.stderr.take().expect("its messages"));
    let searching = |line: &String| line.starts_with("{\"phase\":\"improve\"");
    let mut lines = told.lines().map_while(Result::ok);
    assert!(lines.any(|line| searching(&line)), "the search never began");
    let begun = Instant::now();
    let id = running.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
    let rest = std::thread::spawn(move || lines.count());
    let done = running.wait_with_output().expect("it ends");
    rest.join().expect("its messages");
    drop(held);
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    let text = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && text.contains("stopped by the user"), "{text}");
    assert!(out.path().join("roster.csv").exists());
}

#[test]
fn a_search_that_finds_nothing_better_for_long_ends() {
    let out = tempfile::tempdir().expect("a folder");
    let (centre, folder) = (lighthouse(), out.path().to_str().expect("a path"));
    let centre = centre.to_str().expect("a path");
    let limits = ["--time-limit", LONG, "--stall", "0.5"];
    let text = printed(&[&["roster", centre, "--out", folder], &limits[..]].concat());
    assert!(text.contains("stopped when nothing better was found for long"), "{text}");
}
