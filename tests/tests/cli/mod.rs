//! The command line as a planner meets it: the real binary on the Lighthouse sample.

mod benchmark;
mod exits;
mod front;
mod help;
mod import;
mod json;
mod keys;
mod redact;
mod replan;
mod serve;
mod stops;
mod transcripts;
mod week;
mod why;

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tempfile::TempDir;

/// The `paiban` binary, built beside the tests.
pub(crate) fn binary() -> PathBuf {
    let tests = std::env::current_exe().expect("the test binary has a path");
    let folder = tests.ancestors().nth(2).expect("it lies in deps");
    let binary = folder.join(format!("paiban{}", std::env::consts::EXE_SUFFIX));
    assert!(
        binary.exists(),
        "{} is not built yet; these tests run the program itself: `make test` builds it first, or \
         `cargo build --release --bin paiban`",
        binary.display()
    );
    binary
}

/// A run of the binary without colours.
pub(crate) fn paiban(args: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.args(args).env("NO_COLOR", "1").env("COLUMNS", "100");
    command
}

/// What a run prints; it must end well.
#[track_caller]
pub(crate) fn printed(args: &[&str]) -> String {
    let out = paiban(args).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{args:?}: {said}");
    String::from_utf8(out.stdout).expect("UTF-8")
}

/// The Lighthouse centre with its planned week, made once for all tests that only read it.
fn lighthouse() -> &'static Path {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("light");
        let path = path.to_str().expect("a plain path");
        printed(&["demo", path, "--sample", "lighthouse", "--work-limit", "200"]);
        folder
    });
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| made.path().join("light"))
}

/// The Lighthouse centre with a roster that was written by hand, so that what is judged, explained
/// and simulated changes with the judge, the forecast and the simulator, never with the search.
fn by_hand() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let centre = folder.path().join("light");
    let path = centre.to_str().expect("a plain path");
    printed(&["demo", path, "--sample", "lighthouse", "--no-plan"]);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/lighthouse/roster.csv");
    std::fs::copy(source, centre.join("roster.csv")).expect("a copy");
    folder
}

/// A file of the Lighthouse centre.
pub(crate) fn file(name: &str) -> String {
    lighthouse().join(name).to_str().expect("a plain path").to_owned()
}

/// A copy of the Lighthouse centre that a test may change.
pub(crate) fn copy() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(lighthouse()).expect("the centre").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
        }
    }
    folder
}

/// Every number as `#`, so that a better forecast or engine does not change a transcript.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for line in text.lines() {
        let mut last = ' ';
        for c in line.trim_end().chars() {
            let number = c.is_ascii_digit() || (last == '#' && matches!(c, ',' | '.'));
            let c = if number { '#' } else { c };
            let repeated = (c == '#' || c == ' ' && !masked.is_empty()) && c == last;
            if !repeated {
                masked.push(c);
            }
            last = c;
        }
        masked.push('\n');
    }
    masked
}
