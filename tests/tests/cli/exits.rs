//! Exit codes mean something, and every error says what to do.

use super::{copy, file, lighthouse, paiban, printed};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// The exit code and what was said on standard error.
fn ended(args: &[&str]) -> (i32, String) {
    let out = paiban(args).output().expect("it runs");
    (out.status.code().expect("a code"), String::from_utf8_lossy(&out.stderr).into_owned())
}

fn append(folder: &Path, name: &str, line: &str) {
    let mut text = fs::read_to_string(folder.join(name)).expect("the file");
    text.push_str(line);
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn zero_when_the_roster_is_lawful() {
    let (code, said) = ended(&["check", &file(""), &file("roster.csv")]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn one_when_a_hard_law_is_broken_and_the_breach_is_named() {
    let folder = copy();
    append(folder.path(), "availability.csv", "ada,2025-03-10 00:00,2025-03-17 00:00,leave,\n");
    let centre = folder.path().to_str().expect("a path");
    let out = paiban(&["check", centre, &file("roster.csv")]).output().expect("it runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(1), "{text}");
    assert!(text.contains("availability: Ada Brandt"), "{text}");
    assert!(text.contains("not lawful"), "{text}");
}

#[test]
fn two_when_a_file_cannot_be_used_and_every_fault_is_told() {
    let folder = copy();
    append(folder.path(), "agents.csv", "zoe,Zoe,harbour,no_such_contract,phone:1,2024-01-01\n");
    append(folder.path(), "availability.csv", "nobody,2025-03-11,2025-03-12,leave,\n");
    let (code, said) = ended(&["roster", folder.path().to_str().expect("a path")]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("agents.csv:10") && said.contains("availability.csv:7"), "{said}");
    assert!(said.contains("hint: "), "{said}");
}

#[test]
fn two_when_the_folder_is_missing_or_an_option_is_wrong() {
    assert_eq!(ended(&["roster", "/no/such/folder"]).0, 2);
    assert_eq!(ended(&["roster", &file(""), "--weeks", "9"]).0, 2);
    assert_eq!(ended(&["roster", &file(""), "--gap", "nan"]).0, 2);
    assert_eq!(ended(&["no_such_command"]).0, 2);
}

#[test]
fn three_when_nobody_could_keep_every_hard_law_and_the_person_is_named() {
    let folder = copy();
    let away = "carla,2025-03-10 00:00,2025-03-17 00:00,unavailable,\n";
    append(folder.path(), "availability.csv", away);
    let centre = folder.path().to_str().expect("a path");
    let out = paiban(&["roster", centre, "--work-limit", "50"]).output().expect("it runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert_eq!(out.status.code(), Some(3), "{text}");
    assert!(text.contains("Carla Dietz (carla)"), "{text}");
}

#[test]
fn a_demo_never_writes_over_a_folder_it_did_not_make() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("letter.txt"), "dear all").expect("written");
    let path = folder.path().to_str().expect("a path");
    let (code, said) = ended(&["demo", path, "--no-plan"]);
    assert_eq!(code, 2);
    assert!(said.contains("error[E3002]") && said.contains("hint: name an empty"), "{said}");
    assert!(!folder.path().join("agents.csv").exists());
}

#[test]
fn an_unknown_person_is_an_error_with_a_cure() {
    let args = ["explain", &file(""), &file("roster.csv"), "--agent", "zoe"];
    let (code, said) = ended(&args);
    assert_eq!(code, 2);
    assert!(said.contains("error[E3005]"), "{said}");
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let mut child = Command::new(super::binary())
        .args(["forecast", &file(""), "--json", "--out", &file("demand.csv")])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut pipe = child.stdout.take().expect("a pipe");
    let mut first = [0; 10];
    pipe.read_exact(&mut first).expect("some output");
    drop(pipe);
    let out = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success() && !said.contains("panic"), "{said}");
}

#[test]
fn a_second_demo_writes_over_the_first() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    let text = printed(&["demo", path, "--sample", "lighthouse", "--no-plan"]);
    assert!(text.contains("wrote the sample centre"), "{text}");
    assert!(lighthouse().join("GENERATED.txt").exists());
}
