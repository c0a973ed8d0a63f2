//! Scenarios, the months ahead and the week that is over, through the API.

use super::runs::{ask, lighthouse, over, taken};
use super::world::{Answer, Client, World};
use serde_json::{Value, json};
use std::fmt::Write as _;

const BUSY: &str = "name = \"busy\"\nstory = \"A third more calls.\"\n\
                    [[change]]\nvolume = 1.33\nqueues = [\"phone\"]\n";

fn id(answer: &Answer) -> String {
    assert_eq!(answer.status, 201, "{}", answer.text);
    let document: Value = serde_json::from_str(&answer.text).unwrap();
    document["id"].as_str().unwrap().to_owned()
}

fn send(client: &Client, path: &str, name: &str, text: &str) -> Answer {
    client.upload(&format!("/api/v1/centres/light/{path}"), &[], &[(name, text)])
}

#[test]
fn scenarios_are_read_kept_listed_and_held_against_the_centre() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let base = "story = \"Dearer.\"\n[[change]]\nwage = 1.1\n";
    let dear = "name = \"busy and dear\"\nstory = \"Both.\"\nextends = [\"base.toml\"]\n\
                [[change]]\nvolume = 1.2\n";
    let busy = id(&send(&client, "scenarios", "busy.toml", BUSY));
    let files = [("base.toml", base), ("dear.toml", dear)];
    let both = id(&client.upload("/api/v1/centres/light/scenarios", &[], &files));
    let listed = client.get("/api/v1/centres/light/scenarios").json();
    let newest = &listed["documents"][0]["summary"]["scenarios"];
    assert_eq!(newest[1], json!({"file": "dear.toml", "name": "busy and dear", "story": "Both."}));

    let spec = json!({"kind": "whatif", "scenarios": [busy, both], "outline": true});
    let run = over(&client, &taken(&client, &spec));
    assert_eq!(run["state"], "succeeded", "{run}");
    let result = client.get(&format!("/api/v1/runs/{}/result", run["id"].as_str().unwrap())).json();
    let names: Vec<&str> = result["scenarios"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["busy", "base", "busy and dear"]);
    let kept = client.get("/api/v1/centres/light/comparisons").json();
    assert_eq!(kept["documents"][0]["id"], run["result"]);
    let page = format!(
        "/api/v1/centres/light/documents/{}/files/compare.html",
        run["result"].as_str().unwrap()
    );
    assert!(client.get(&page).text.contains("busy and dear"));
}

#[test]
fn scenarios_with_faults_are_refused_with_all_of_them() {
    let world = World::new();
    let client = world.serve();
    lighthouse(&client);
    let bad = "[[change]]\nvolume = \"many\"\nqueues = [\"fax\"]\n";
    let refused = send(&client, "scenarios", "bad.toml", bad);
    refused.is_problem(422, "E4063");
    assert!(refused.text.contains("story") && refused.text.contains("many"), "{}", refused.text);
    for name in ["../up.toml", "flu.csv", ".toml", "a b.toml"] {
        send(&client, "scenarios", name, BUSY).is_problem(422, "E4062");
    }
    let unknown = json!({"kind": "whatif", "scenarios": ["0000"]});
    ask(&client, &unknown).is_problem(404, "E4060");
}

#[test]
fn the_months_ahead_are_planned_as_the_inputs_ask() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    ask(&client, &json!({"kind": "capacity"})).is_problem(422, "E4062");
    let agents = std::fs::read_to_string(crate::cli::file("agents.csv")).unwrap();
    let row = agents.lines().find(|line| line.contains("full_time")).unwrap();
    let team = row.split(',').nth(2).unwrap();
    let text = format!(
        "weeks = 6\nroster_loss = 0.15\n\n[[groups]]\nname = \"office\"\nteam = \"{team}\"\n\
         contract = \"full_time\"\nleave_weeks = 0.5\nhire = {{ lead_weeks = 1 }}\n"
    );
    let wrong = text.replace("full_time", "nobody");
    send(&client, "documents", "capacity.toml", &wrong).is_problem(422, "E4063");
    assert_eq!(send(&client, "documents", "capacity.toml", &text).status, 201);
    let run = over(&client, &taken(&client, &json!({"kind": "capacity"})));
    assert_eq!(run["state"], "succeeded", "{run}");
    let result = client.get(&format!("/api/v1/runs/{}/result", run["id"].as_str().unwrap())).json();
    assert_eq!(result["weeks"].as_array().map(Vec::len), Some(6));
    let kept = client.get("/api/v1/centres/light/documents?kind=capacity").json();
    assert_eq!(kept["documents"][0]["id"], run["result"]);
}

#[test]
fn a_week_that_is_over_is_reconciled_with_its_roster() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let roster = std::fs::read_to_string(crate::cli::file("roster.csv")).unwrap();
    let roster = id(&send(&client, "rosters", "roster.csv", &roster));
    let demand = std::fs::read_to_string(crate::cli::file("demand.csv")).unwrap();
    let mut actuals =
        "interval_start,queue,offered,answered_within,aht_seconds,attended\n".to_owned();
    for row in demand.lines().filter(|l| l.contains(",phone,yes,")) {
        let cells: Vec<&str> = row.split(',').collect();
        let offered = (1.3 * cells[3].parse::<f64>().unwrap()).round();
        let within = (0.7 * offered).floor();
        let _ = writeln!(actuals, "{},phone,{offered},{within},260,2.5", cells[0]);
    }
    let path = format!("rosters/{roster}/actuals");
    let wrong = actuals.replace(",phone,", ",fax,");
    send(&client, &path, "actuals.csv", &wrong).is_problem(422, "E4063");
    send(&client, &path, "other.csv", &actuals).is_problem(422, "E4062");
    let actuals = id(&send(&client, &path, "actuals.csv", &actuals));
    let spec = json!({"kind": "reconcile", "roster": roster, "actuals": actuals});
    let run = over(&client, &taken(&client, &spec));
    assert_eq!(run["state"], "succeeded", "{run}");
    let result = client.get(&format!("/api/v1/runs/{}/result", run["id"].as_str().unwrap())).json();
    let volume = result["queues"][0]["horizon"]["volume"].as_f64().unwrap();
    assert!(volume < 0.0, "more came than planned: {volume}");
    ask(&client, &json!({"kind": "reconcile", "roster": roster})).is_problem(422, "E4062");
}
