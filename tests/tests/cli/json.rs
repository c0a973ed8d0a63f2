//! `--json` on every command: one document, whatever happens.

use super::{benchmark, by_hand, copy, paiban};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Every command without commands below it, such as `keys add`.
fn leaves(command: &clap::Command, path: &str) -> Vec<String> {
    let below = command.get_subcommands().filter(|c| c.get_name() != "help");
    let below: Vec<String> =
        below.flat_map(|c| leaves(c, format!("{path} {}", c.get_name()).trim())).collect();
    if below.is_empty() { vec![path.to_owned()] } else { below }
}

fn every_command() -> (clap::Command, BTreeSet<String>) {
    let mut command = api::cli::command();
    command.build();
    let all = leaves(&command, "").into_iter().collect();
    (command, all)
}

#[test]
fn every_command_has_json() {
    let (command, all) = every_command();
    assert!(all.len() >= 16, "{all:?}");
    for path in all {
        let found = path
            .split(' ')
            .fold(&command, |c, name| c.find_subcommand(name).expect("a command of this name"));
        assert!(found.get_arguments().any(|a| a.get_long() == Some("json")), "{path}");
    }
}

/// A call of every command in a folder with the centre `light`, and a key of its document.
const CALLS: [(&str, &str, &str); 26] = [
    ("demo", "demo light --sample lighthouse --no-plan", "files"),
    ("import", "import calls.csv --out new", "columns"),
    ("forecast", "forecast light", "queues"),
    ("backtest", "backtest light --origins 1 --weeks 1", "queues"),
    ("staff", "staff light", "queues"),
    ("roster", "roster light --work-limit 20 --out out", "roster"),
    ("replan", "replan light light/roster.csv --work-limit 20 --out again", "changes"),
    ("check", "check light light/roster.csv", "lawful"),
    ("explain", "explain light light/roster.csv", "people"),
    ("simulate", "simulate light light/roster.csv --replications 2", "replications"),
    ("reconcile", "reconcile light light/roster.csv actuals.csv", "queues"),
    ("whatif", "whatif light busy.toml --outline", "scenarios"),
    ("capacity", "capacity light --file months.toml", "groups"),
    ("robust", "robust light --futures 3 --work-limit 20", "price_of_robustness"),
    ("report", "report light light/roster.csv", "files"),
    ("benchmark shift24", "benchmark shift24 small.txt --work-limit 20000", "objective"),
    ("benchmark centre", "benchmark centre two.json --work-limit 2000", "objective"),
    ("serve", "serve light --openapi", "openapi"),
    ("keys add", "keys add light hr", "key"),
    ("keys list", "keys list light", "keys"),
    ("keys revoke", "keys revoke light ID", "revoked"),
    ("keys calendar", "keys calendar light ada", "path"),
    ("backup", "backup kept.backup --store light/paiban.db", "rows"),
    ("restore", "restore kept.backup --store new.db", "rows"),
    ("completions", "completions bash", "script"),
    ("man", "man", "page"),
];

/// Commands that end only when told to: `http::runs` reads what they print.
const ENDLESS: [&str; 1] = ["worker"];

/// What a call in `folder` prints, and its exit code.
fn document(folder: &Path, line: &str) -> (Value, i32) {
    let args: Vec<&str> = line.split(' ').chain(["--json"]).collect();
    let out = paiban(&args).current_dir(folder).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    let document = serde_json::from_slice(&out.stdout);
    let document = document.unwrap_or_else(|e| panic!("{line}: {e}: {said}"));
    (document, out.status.code().expect("a code"))
}

#[test]
fn every_command_prints_one_document() {
    let (_, all) = every_command();
    let called: BTreeSet<String> = CALLS.iter().map(|(name, _, _)| (*name).to_owned()).collect();
    let endless = |name: &&String| ENDLESS.contains(&name.as_str());
    let missing: Vec<&String> = all.difference(&called).filter(|n| !endless(n)).collect();
    assert!(missing.is_empty(), "call these too: {missing:?}");
    let folder = by_hand();
    std::fs::write(
        folder.path().join("calls.csv"),
        "Interval,Queue,Calls,AHT\n2025-03-03 09:00,Sales,4,180\n2025-03-03 09:30,Sales,5,200\n",
    )
    .expect("written");
    let busy = "story = \"Busy.\"\n[[change]]\nvolume = 1.2\n";
    let months = "weeks = 4\nroster_loss = 0.1\n[[groups]]\nname = \"all\"\nteam = \"harbour\"\n\
                  contract = \"full_time\"\n";
    let actuals = "interval_start,queue,offered,answered_within\n2025-03-10 09:00,phone,6,5\n";
    for (name, text) in [
        ("actuals.csv", actuals.to_owned()),
        ("small.txt", benchmark::SHIFTS.to_owned()),
        ("two.json", benchmark::centre()),
        ("busy.toml", busy.to_owned()),
        ("months.toml", months.to_owned()),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let mut id = String::new();
    for (_, line, key) in CALLS {
        let (document, code) = document(folder.path(), &line.replace("ID", &id));
        assert_eq!(code, 0, "{line}: {document}");
        assert!(document.get(key).is_some(), "{line} lacks {key}: {document}");
        if let Some(made) = document["id"].as_str() {
            made.clone_into(&mut id);
        }
    }
}

#[test]
fn a_planned_week_holds_its_roster_and_a_verdict_its_remarks() {
    let folder = by_hand();
    std::fs::remove_file(folder.path().join("light/previous.csv")).expect("removed");
    let (week, _) = document(folder.path(), "roster light --work-limit 20 --out out");
    let shift = &week["roster"]["shifts"][0];
    assert_eq!((&shift["agent"], shift["stretches"].is_array()), (&"ada".into(), true));
    assert_eq!(week["roster"]["provenance"]["seed"], 1);
    assert_eq!(week["remarks"][0]["code"], "N1316", "{}", week["remarks"]);
    let (judged, code) = document(folder.path(), "check light out/roster.csv");
    assert_eq!((judged["lawful"].as_bool(), code), (Some(true), 0));
    assert_eq!(judged["remarks"][0]["severity"], "note");
    assert_eq!(judged["cost"], week["verdict"]["cost"]);
}

#[test]
fn an_error_is_a_document_too_with_every_fault() {
    let folder = copy();
    let agents = "agent_id,name,team,contract,skills\nzoe,,harbour,freelance,fax:1\n";
    std::fs::write(folder.path().join("agents.csv"), agents).expect("written");
    let (problem, code) = document(folder.path(), "roster .");
    assert_eq!(code, 2);
    let codes: Vec<&str> = problem["faults"]
        .as_array()
        .expect("faults")
        .iter()
        .flat_map(|f| f["code"].as_str())
        .collect();
    for wanted in ["E1911", "E1302", "E1303"] {
        assert!(codes.contains(&wanted), "{codes:?}");
    }
    assert_eq!(problem["faults"][0]["file"], "agents.csv");
    let (problem, code) = document(folder.path(), "report . no-such-roster.csv");
    assert_eq!((problem["code"].as_str().is_some(), code), (true, 2));
}

#[test]
fn a_starter_centre_is_told_in_full() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows =
        "Interval,Queue,Calls,AHT\n2025-03-03 09:00,Sales,4,180\n2025-03-03 09:30,Sales,5,9\n";
    std::fs::write(folder.path().join("calls.csv"), rows).expect("written");
    let (told, _) = document(folder.path(), "import calls.csv --out new");
    let starter = &told["starter"];
    assert_eq!(starter["queues"][0]["hours"][0][0], "09:00-10:00");
    assert_eq!(starter["queues"][0]["targets"][0]["kind"], "service_level");
    assert_eq!(starter["contracts"][0]["wage"], 30.0);
    let laws = starter["rules"]["laws"].as_array().expect("laws");
    let rest = laws.iter().find(|l| l["law"] == "daily_rest").expect("the law of daily rest");
    assert_eq!(rest["parameters"]["rest_hours"], 11.0);
    assert_eq!(told["columns"][1]["ours"], "interval_start");
}
