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

fn scenarios(world: &World) {
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

fn months(world: &World) {
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

fn replanned(world: &World) {
    let client = world.serve_and_work();
    lighthouse(&client);
    let told = over(&client, &taken(&client, &json!({"kind": "roster", "work_limit": 40})));
    let told = told["result"].as_str().unwrap();
    let publish = |roster: &str, version: &str| {
        let path = format!("/api/v1/centres/light/rosters/{roster}/publish");
        let sent = client.write("POST", &path, &[("if-match", version)], &json!({}));
        assert_eq!(sent.status, 200, "{}", sent.text);
    };
    publish(told, "\"v0\"");
    let shifts = client.get("/api/v1/schedules/shifts?centre=light").json();
    let ill = &shifts["shifts"][0];
    let again = json!({
        "absent": [{"agent": ill["agent"], "from": ill["date"]}],
        "keep": ["weekly-paid"],
        "day_price": 1.5,
    });
    let spec = json!({"kind": "replan", "roster": told, "work_limit": 40, "again": again});
    let run = over(&client, &taken(&client, &spec));
    assert_eq!(run["state"], "succeeded", "{run}");
    let result = client.get(&format!("/api/v1/runs/{}/result", run["id"].as_str().unwrap())).json();
    let forced = |c: &&Value| c["forced"] == true;
    let gone: Vec<&Value> = result["changes"].as_array().unwrap().iter().filter(forced).collect();
    assert!(gone.iter().any(|c| c["agent"] == ill["agent"] && c["date"] == ill["date"]));
    let new = run["result"].as_str().unwrap();
    let document = client.get(&format!("/api/v1/centres/light/documents/{new}")).json();
    assert_eq!((&document["kind"], &document["parents"][1]), (&json!("roster"), &json!(told)));
    let checked = over(&client, &taken(&client, &json!({"kind": "check", "roster": new})));
    assert_eq!(checked["state"], "succeeded", "{checked}");
    publish(new, "\"v1\"");
    let query = format!("centre=light&status=cancelled&agent={}", ill["agent"].as_str().unwrap());
    let off = client.get(&format!("/api/v1/schedules/shifts?{query}")).json();
    let off = off["shifts"].as_array().unwrap();
    assert!(off.iter().any(|s| s["id"] == ill["id"]), "HR is told that the shift is off");

    let bad = |again: Value| {
        let spec = json!({"kind": "replan", "roster": told, "again": again});
        let answer = ask(&client, &spec);
        answer.is_problem(422, "E4062");
        answer.text
    };
    bad(json!({"absent": [{"agent": "ada", "from": "2025-03-12", "to": "2025-03-10"}]}));
    bad(json!({"absent": [{"agent": "--out=x", "from": "2025-03-12"}]}));
    bad(json!({"keep": ["breaks"]}));
    bad(json!({"day_price": -1}));
    let pointer = bad(json!({"freeze": "noon"}));
    assert!(pointer.contains("#/again/freeze"), "{pointer}");
    ask(&client, &json!({"kind": "replan"})).is_problem(422, "E4062");
    ask(&client, &json!({"kind": "roster", "again": {}})).is_problem(422, "E4062");
    let nobody = json!({"absent": [{"agent": "nobody", "from": "2025-03-10"}]});
    let spec = json!({"kind": "replan", "roster": told, "again": nobody});
    let failed = over(&client, &taken(&client, &spec));
    assert_eq!(failed["error"]["code"], "E3005", "{failed}");
}

fn reconciled(world: &World) {
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

/// Each of these on both databases.
macro_rules! on_both {
    ($($work:ident: $sqlite:ident, $postgresql:ident;)*) => {$(
        #[test]
        fn $sqlite() {
            $work(&World::new());
        }
        #[test]
        fn $postgresql() {
            $work(&World::postgres());
        }
    )*};
}

on_both! {
    scenarios: scenarios_are_read_kept_listed_and_held_against_the_centre,
        scenarios_are_held_against_the_centre_on_postgresql;
    months: the_months_ahead_are_planned_as_the_inputs_ask,
        the_months_ahead_are_planned_on_postgresql;
    reconciled: a_week_that_is_over_is_reconciled_with_its_roster,
        a_week_that_is_over_is_reconciled_on_postgresql;
    replanned: a_told_roster_is_planned_again_around_an_absence,
        a_told_roster_is_planned_again_on_postgresql;
}
