//! Help that teaches: every command has a purpose and examples.

use super::{masked, printed};

const COMMANDS: [&str; 22] = [
    "demo",
    "import",
    "forecast",
    "backtest",
    "staff",
    "roster",
    "check",
    "explain",
    "simulate",
    "reconcile",
    "whatif",
    "capacity",
    "robust",
    "report",
    "benchmark",
    "serve",
    "worker",
    "backup",
    "restore",
    "keys",
    "completions",
    "man",
];

#[test]
fn the_first_help_lists_commands_examples_and_exit_codes() {
    insta::assert_snapshot!(printed(&["--help"]));
}

#[test]
fn every_command_teaches_by_examples() {
    for command in COMMANDS {
        let text = printed(&[command, "--help"]);
        assert!(text.contains("Examples:"), "{command}: {text}");
        assert!(text.contains(&format!("paiban {command}")), "{command}: {text}");
    }
}

#[test]
fn the_roster_command_explains_its_limits() {
    insta::assert_snapshot!(printed(&["roster", "--help"]));
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let (bash, man) = (printed(&["completions", "bash"]), printed(&["man"]));
    for command in COMMANDS {
        assert!(bash.contains(command) && man.contains(command), "{command}");
    }
}

#[test]
fn the_version_is_told() {
    assert_eq!(masked(&printed(&["--version"])), "paiban #\n");
}
