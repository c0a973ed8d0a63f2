//! Golden transcripts: what a planner sees, to the letter.
//!
//! The roster judged here was written by hand, so a better search changes nothing; the printed week
//! of a search keeps its words and its layout and hides the numbers that the search decides. When
//! the forecast, the staffing, the judge or a wording changes on purpose, look at the difference
//! and accept it:
//!
//! ```text
//! INSTA_UPDATE=always cargo test --release -p tests --test all cli::
//! git diff tests/tests/cli/snapshots
//! ```

use super::redact::{redacted, searched};
use super::{by_hand, paiban, printed};
use std::path::Path;
use std::sync::OnceLock;
use tempfile::TempDir;

/// The Lighthouse with its roster by hand, for tests that only read it.
fn light() -> &'static Path {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    MADE.get_or_init(by_hand).path()
}

/// The arguments of a session in the folder above the centre `light`.
fn told(folder: &Path, line: &str) -> String {
    let full = |word: &str| match word.split('/').next() {
        Some("light") => format!("{}/{word}", folder.display()),
        _ => word.to_owned(),
    };
    let args: Vec<String> = line.split(' ').map(full).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let out = paiban(&args).output().expect("it runs");
    let code = out.status.code().expect("a code");
    let text = [out.stdout, out.stderr].concat();
    let text = redacted(&String::from_utf8(text).expect("UTF-8"), folder);
    let end = if code == 0 { String::new() } else { format!("[exit code {code}]\n") };
    format!("$ paiban {line}\n{text}{end}")
}

#[test]
fn the_week_of_a_demo() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = "demo light --sample lighthouse --work-limit 40 --seed 1";
    insta::assert_snapshot!(searched(&told(folder.path(), demo)));
}

#[test]
fn a_roster_is_checked() {
    insta::assert_snapshot!(told(light(), "check light light/roster.csv"));
}

#[test]
fn a_roster_that_breaks_hard_laws_is_checked() {
    let folder = by_hand();
    let file = folder.path().join("light/roster.csv");
    let text = std::fs::read_to_string(&file).expect("the roster");
    // Ada comes at noon on Tuesday and answers mail without the break that her shift must have
    let long = "ada,2025-03-11,12:00,20:30,work,mail\n";
    let kept = text.lines().filter(|l| !l.starts_with("ada,2025-03-11"));
    let kept: String = kept.map(|l| format!("{l}\n")).collect();
    std::fs::write(&file, kept + long).expect("written");
    let session = [
        told(folder.path(), "check light light/roster.csv"),
        told(folder.path(), "report light light/roster.csv"),
    ];
    insta::assert_snapshot!(session.concat());
}

#[test]
fn a_roster_is_explained() {
    let session = [
        told(light(), "explain light light/roster.csv --top 6 --no-prices"),
        told(light(), "explain light light/roster.csv --agent hanno --no-prices"),
        told(light(), "explain light light/roster.csv --agent nobody"),
    ];
    insta::assert_snapshot!(session.join("\n"));
}

#[test]
fn a_roster_is_simulated() {
    let line = "simulate light light/roster.csv --replications 4 --seed 1";
    insta::assert_snapshot!(told(light(), line));
}

#[test]
fn a_centre_is_forecast_and_staffed() {
    let folder = by_hand();
    let session = [told(folder.path(), "forecast light"), told(folder.path(), "staff light")];
    insta::assert_snapshot!(session.join("\n"));
}

#[test]
fn broken_files_are_answered_with_all_their_faults() {
    let folder = by_hand();
    let change = |name: &str, from: &str, to: &str| {
        let path = folder.path().join("light").join(name);
        let text = std::fs::read_to_string(&path).expect(name);
        assert!(text.contains(from), "{name} has no {from}");
        std::fs::write(path, text.replacen(from, to, 1)).expect(name);
    };
    change("agents.csv", "phone:1.0|mail:1.0", "fone:1.0|mail:fast");
    change("centre.toml", "wage = 22.00", "wage = \"22 EUR\"");
    change("availability.csv", "leave", "holliday");
    change("history.csv", "2024-12-16T08:30,phone,14", "16.12.2024 8:30,phone,#REF!");
    insta::assert_snapshot!(told(folder.path(), "roster light"));
}

#[test]
fn the_guide_shows_sessions_as_they_are() {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/first-week.md");
    let guide = std::fs::read_to_string(guide).expect("the guide");
    let blocks = guide.split("```").skip(1).step_by(2);
    let sessions: Vec<&str> =
        blocks.filter_map(|b| b.strip_prefix("text\n")).filter(|b| b.starts_with("$ ")).collect();
    assert!(sessions.len() >= 3, "the guide's sessions were not found");
    let folder = tempfile::tempdir().expect("a folder");
    for shown in sessions {
        let line =
            shown.lines().next().and_then(|l| l.strip_prefix("$ paiban ")).expect("a command");
        let real = told(folder.path(), line);
        let shown = redacted(shown, folder.path());
        assert_eq!(searched(&shown), searched(&real), "the guide is not up to date");
    }
}

#[test]
fn the_same_seed_and_work_print_the_same_week() {
    let folder = tempfile::tempdir().expect("a folder");
    let demo = "demo light --sample lighthouse --work-limit 40 --seed 2";
    assert_eq!(told(folder.path(), demo), told(folder.path(), demo));
    printed(&["--version"]);
}
