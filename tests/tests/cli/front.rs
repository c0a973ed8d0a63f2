//! From the forecast to the week that is over: what a planner asks on the way, on the Lighthouse
//! sample.

use super::{copy, file, paiban, printed};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&printed(args)).expect("JSON")
}

/// The rows of a `demand.csv` of the phone queue: start, expected contacts.
fn expected(folder: &Path) -> Vec<(String, f64)> {
    let text = fs::read_to_string(folder.join("demand.csv")).expect("a demand");
    let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    let cells = rows.map(|l| l.split(',').map(str::to_owned).collect::<Vec<_>>());
    let phone = cells.filter(|c| c[1] == "phone" && c[2] == "yes");
    phone.map(|c| (c[0].clone(), c[3].parse().expect("a number"))).collect()
}

fn append(folder: &Path, name: &str, line: &str) {
    let mut text = fs::read_to_string(folder.join(name)).expect("the file");
    text.push_str(line);
    fs::write(folder.join(name), text).expect("written");
}

#[test]
fn the_explanation_multiplies_out() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    let text = printed(&["forecast", path, "--explain"]);
    for word in ["  base ", "  weekday ", "  = expected ", "×"] {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
    let shown = json(&["forecast", path, "--json"]);
    let monday = &shown["queues"][0]["days"][0];
    let factors = monday["effects"].as_array().expect("effects").iter();
    let product: f64 = factors.map(|e| e["factor"].as_f64().expect("a factor")).product();
    let made = monday["ordinary"].as_f64().expect("a base") * product;
    assert!((made / monday["expected"].as_f64().expect("contacts") - 1.0).abs() < 1e-6);
}

#[test]
fn a_statement_stands_beside_the_model_and_explains_what_changed() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    let earlier = folder.path().join("earlier.csv");
    let earlier = earlier.to_str().expect("a path");
    printed(&["forecast", path, "--out", earlier]);
    let same = printed(&["forecast", path, "--against", earlier]);
    assert!(same.contains("No day moved by more than 2.0 %"), "{same}");
    let calendar = folder.path().join("calendar.csv");
    let text = fs::read_to_string(&calendar).unwrap_or_default();
    let columns = text.lines().next().map(|head| head.split(',').count());
    let head = "start,end,name,kind,phase,queue,effect,value,class,intensity,confidence,statutory";
    if columns != Some(12) {
        fs::write(&calendar, format!("{head}\n")).expect("written");
    }
    let event = "2025-03-12 00:00,2025-03-13 00:00,regatta,event,,,relative,2,regatta,1,firm,\n";
    append(folder.path(), "calendar.csv", event);
    let moved = printed(&["forecast", path, "--against", earlier]);
    for word in ["stated event", "regatta", "Changed since then", "Wed 12 Mar", "because"] {
        assert!(moved.contains(word), "{word} is missing in:\n{moved}");
    }
    assert!(moved.contains("stated by the planner ×"), "{moved}");
    let shown = json(&["forecast", path, "--against", earlier, "--json"]);
    let change = &shown["changes"][0];
    let reasons = change["reasons"].as_array().expect("reasons").iter();
    let product: f64 = reasons.map(|r| r["factor"].as_f64().expect("a factor")).product();
    let grown =
        change["after"].as_f64().expect("after") / change["before"].as_f64().expect("before");
    assert!((product / grown - 1.0).abs() < 1e-9, "{change}");
    assert_eq!(shown["queues"][0]["stated"][0]["planner"], 2.0);
}

#[test]
fn forecasts_of_other_weeks_cannot_be_compared() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    printed(&["forecast", path]);
    let demand = folder.path().join("demand.csv");
    let demand = demand.to_str().expect("a path");
    let args = ["forecast", path, "--from", "2025-06-02", "--against", demand];
    let out = paiban(&args).output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(said.contains("error[E3010]") && said.contains("no day in common"), "{said}");
}

#[test]
fn a_busy_morning_moves_the_rest_of_the_day() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    printed(&["forecast", path]);
    let mut today = "interval_start,queue,offered,aht_seconds\n".to_owned();
    for (start, contacts) in expected(folder.path()) {
        if start.starts_with("2025-03-10") && start[11..16] < *"12:00" {
            let _ = writeln!(today, "{start},phone,{:.0},200", 2.0 * contacts);
        }
    }
    let reports = folder.path().join("today.csv");
    fs::write(&reports, today).expect("written");
    let reports = reports.to_str().expect("a path");
    let args = ["forecast", path, "--now", "2025-03-10 12:00", "--today", reports];
    let text = printed(&args);
    assert!(text.contains("Today, as of Mon 10 Mar 12:00"), "{text}");
    let line = text.lines().find(|l| l.contains("→")).expect("the phone's line");
    let factor = line.split("(×").nth(1).expect("a factor").split(')').next().expect("a number");
    assert!(factor.parse::<f64>().expect("a number") > 1.2, "{line}");
    let alone = paiban(&args[..4]).output().expect("it runs");
    assert_eq!(alone.status.code(), Some(2), "--now needs --today");
}

#[test]
fn the_staffing_draws_a_map_and_tells_why() {
    let text = printed(&["staff", &file(""), "--map"]);
    assert!(text.contains('█') && text.contains('░') && text.contains("map: a row per day"));
    let why = printed(&["staff", &file(""), "--why", "phone", "Tue 10:00"]);
    for word in ["phone, Tue 2025-03-11 10:00", "load", "target", "at desks", "on the roster"] {
        assert!(why.contains(word), "{word} is missing in:\n{why}");
    }
    let shown = json(&["staff", &file(""), "--why", "phone", "2025-03-11 10:00", "--json"]);
    let live = &shown["live"];
    let points = live["around"].as_array().expect("points");
    assert_eq!(points[1]["seated"], live["seated"]);
    let wrong = paiban(&["staff", &file(""), "--why", "fax", "10:00"]).output().expect("it runs");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("error[E3012]"));
    let late = ["staff", &file(""), "--why", "phone", "2026-01-01 10:00"];
    let late = paiban(&late).output().expect("it runs");
    assert!(String::from_utf8_lossy(&late.stderr).contains("error[E3011]"));
}

#[test]
fn the_simulation_names_the_worst_half_hours_and_why() {
    let args = ["simulate", &file(""), &file("roster.csv"), "--replications", "8"];
    let text = printed(&[&args[..], &["--reasons"]].concat());
    for word in ["Worst half-hours", "not in time", "why"] {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
    let each = printed(&[&args[..], &["--intervals"]].concat());
    assert!(each.contains("Mon 10 Mar 10:00") && each.len() > text.len() + 2000);
    let shown = json(&[&args[..], &["--json"]].concat());
    assert_eq!(shown["queues"][0]["intervals"].as_array().expect("intervals").len(), 336);
    assert!(shown["misses"].is_array());
}

#[test]
fn settling_tells_what_every_round_did() {
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().to_str().expect("a path");
    let args =
        ["roster", &file(""), "--settle", "--rounds", "1", "--work-limit", "60", "--out", folder];
    let text = printed(&args);
    assert!(text.contains("Simulated, and solved again where it fell short"), "{text}");
    let known = ["round 1:", "every promise", "Promises not kept"];
    assert!(known.iter().any(|word| text.contains(word)), "{text}");
    let shown = json(&[&args[..], &["--json"]].concat());
    assert!(shown["settled"]["rounds"].as_array().expect("rounds").len() <= 1);
    let holds = shown["settled"]["holds"].as_bool().expect("holds");
    assert_eq!(holds, shown["settled"]["misses"].as_array().expect("misses").is_empty());
}

#[test]
fn a_week_that_is_over_is_split_into_causes_that_add_up() {
    let folder = copy();
    let path = folder.path().to_str().expect("a path");
    printed(&["forecast", path]);
    let mut actuals =
        "interval_start,queue,offered,answered_within,aht_seconds,attended\n".to_owned();
    for (start, contacts) in expected(folder.path()) {
        let offered = (1.3 * contacts).round();
        let _ = writeln!(actuals, "{start},phone,{offered},{},260,2.5", (0.7 * offered).floor());
    }
    let report = folder.path().join("actuals.csv");
    fs::write(&report, &actuals).expect("written");
    let (report, roster) = (report.to_str().expect("a path"), file("roster.csv"));
    let text = printed(&["reconcile", path, &roster, report]);
    for word in
        ["promised", "volume", "attendance", "model", "actual", "all days", "left out: mail"]
    {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
    let shown = json(&["reconcile", path, &roster, report, "--json"]);
    assert_eq!(shown["attendance_assumed"], 0);
    let queue = &shown["queues"][0];
    let days = queue["days"].as_array().expect("days").iter().filter(|d| !d.is_null());
    for split in days.chain([&queue["horizon"]]) {
        let part = |name: &str| split[name].as_f64().expect("a part");
        let names =
            ["promised", "margin", "volume", "handle_time", "roster_gaps", "attendance", "model"];
        let sum: f64 = names.iter().map(|name| part(name)).sum();
        assert!((sum - part("actual")).abs() < 1e-12, "{split}");
    }
    assert!(queue["horizon"]["volume"].as_f64().expect("volume") < 0.0, "more came than planned");
    let plain: String =
        actuals.lines().map(|l| l.rsplit_once(',').expect("columns").0.to_owned() + "\n").collect();
    fs::write(folder.path().join("plain.csv"), plain).expect("written");
    let plain = folder.path().join("plain.csv");
    let text = printed(&["reconcile", path, &roster, plain.to_str().expect("a path")]);
    assert!(text.contains("attendance counts as planned"), "{text}");
}

#[test]
fn the_backtest_draws_and_writes_what_it_predicted() {
    let out = tempfile::tempdir().expect("a folder");
    let at = |name: &str| out.path().join(name).to_str().expect("a path").to_owned();
    let (plot, csv) = (at("errors.svg"), at("predictions.csv"));
    let args = ["backtest", &file(""), "--origins", "2", "--weeks", "1"];
    let text = printed(&[&args[..], &["--plot", &plot, "--predictions", &csv]].concat());
    for word in ["people", "MASE", "in 95 %", "forecast again at", "14:00", "of tomorrow"] {
        assert!(text.contains(word), "{word} is missing in:\n{text}");
    }
    let drawn = fs::read_to_string(plot).expect("a drawing");
    assert!(drawn.starts_with("<svg xmlns") && drawn.contains("WAPE by week ahead"));
    let written = fs::read_to_string(csv).expect("predictions");
    let mut lines = written.lines();
    let head = "model,series,origin,timestamp,mean,q025,q10,q90,q975,secs";
    assert_eq!(lines.next(), Some(head));
    let models = ["paiban", "seasonal_naive", "weekday_mean"];
    assert!(models.iter().all(|m| written.contains(&format!("\n{m},phone,"))));
    assert!(lines.all(|l| l.split(',').count() == 10));
}

#[test]
fn exported_series_are_forecast_for_a_scorer() {
    let out = tempfile::tempdir().expect("a folder");
    let origin = out.path().join("exp/desk/2025-03-31");
    fs::create_dir_all(&origin).expect("folders");
    let day =
        |n: u64| chrono::NaiveDate::from_ymd_opt(2025, 1, 6).expect("a day") + chrono::Days::new(n);
    let hours = |n: u64| (16..36).map(move |s| (day(n), s / 2, s % 2 * 30));
    let mut train = "timestamp,value\n".to_owned();
    for (date, hour, minute) in (0..84).flat_map(hours) {
        let count = 20 + (hour + minute / 30) % 5;
        let _ = writeln!(train, "{date}T{hour:02}:{minute:02}:00,{count}");
    }
    let mut future = "timestamp\n".to_owned();
    for (date, hour, minute) in (84..98).flat_map(hours) {
        let _ = writeln!(future, "{date}T{hour:02}:{minute:02}:00");
    }
    fs::write(origin.join("train.csv"), train).expect("written");
    fs::write(origin.join("future.csv"), future).expect("written");
    fs::write(origin.join("calendar.csv"), "date,name,kind,class,intensity\n").expect("written");
    let (exp, csv) = (out.path().join("exp"), out.path().join("out.csv"));
    let (exp, file) = (exp.to_str().expect("a path"), csv.to_str().expect("a path"));
    let text = printed(&["backtest", exp, "--predictions", file]);
    assert!(text.contains("1 forecast of exported series"), "{text}");
    let written = fs::read_to_string(&csv).expect("predictions");
    assert_eq!(written.lines().count(), 1 + 14 * 20);
    let first = written.lines().nth(1).expect("a row");
    assert!(first.starts_with("paiban,desk,2025-03-31,2025-03-31T08:00:00,"), "{first}");
    let mean: f64 = first.split(',').nth(4).expect("a mean").parse().expect("a number");
    assert!((mean / 23.0 - 1.0).abs() < 0.05, "{mean}");
}

#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;
    let folder = copy();
    let pipe = folder.path().join("pipe.csv");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("what was written")
    });
    let (centre, out) = (folder.path().to_str().expect("a path"), pipe.to_str().expect("a path"));
    printed(&["forecast", centre, "--out", out]);
    assert!(reader.join().expect("read").contains("interval_start,queue"));
    assert!(fs::metadata(&pipe).expect("it is there").file_type().is_fifo());
}
