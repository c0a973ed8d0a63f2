//! A person's data: all of it for them, none of it once they are gone.

use super::runs::{lighthouse, over, taken};
use super::world::{Answer, World};
use serde_json::{Value, json};

#[test]
fn a_person_is_told_everything_and_then_forgotten_everywhere() {
    let world = World::new();
    std::fs::write(
        world.path().join("history.csv"),
        "interval_start,queue,offered,aht_seconds\n2025-11-03T09:00,sales,10,180\n",
    )
    .unwrap();
    let client = world.serve();
    world.calendar("A03", true).unwrap();
    let told = client.get("/api/v1/agents/external:HR%2C3/data").json();
    assert_eq!(told["shifts"].as_array().unwrap().len(), 5);
    assert_eq!(told["changes"].as_array().unwrap().len(), 5);
    assert!(told["inputs"]["agents.csv"][1].as_str().unwrap().contains("Cora Cent"));

    let gone = client.write("DELETE", "/api/v1/agents/A03/data", &[], &json!({}));
    let gone = gone.json();
    let pseudonym = gone["pseudonym"].as_str().unwrap().to_owned();
    assert!(pseudonym.starts_with("erased-"));
    client.get("/api/v1/agents/A03/data").is_problem(404, "E4060");
    let left = client.get("/api/v1/schedules/shifts?limit=1000");
    assert!(!left.text.contains("A03") && left.text.contains(&pseudonym));
    assert_eq!(left.json()["shifts"].as_array().unwrap().len(), 13);
    assert_eq!(world.calendar("A03", false), None);
    let centre = world.centre();
    let documents = client.get(&format!("/api/v1/centres/{centre}/documents")).json();
    for document in documents["documents"].as_array().unwrap() {
        let path =
            format!("/api/v1/centres/{centre}/documents/{}", document["id"].as_str().unwrap());
        for file in client.get(&path).json()["files"].as_array().unwrap() {
            let text = client.get(&format!("{path}/files/{}", file["name"].as_str().unwrap())).text;
            for name in ["A03", "Cora", "HR,3"] {
                assert!(!text.contains(name), "{name} is left in {}", file["name"]);
            }
        }
    }
    let audit = client.get("/api/v1/audit?limit=1000").text;
    assert!(!audit.contains("A03") && audit.contains("person:erase"));
}

/// What a store holds, as lines of JSON, its files unpacked.
fn everything(world: &World) -> String {
    let file = world.path().join("whole.backup");
    world.with(async |store| store.backup(&file).await.unwrap());
    let script = r#"
import base64, gzip, json, sys
for line in gzip.open(sys.argv[1], "rt", encoding="utf-8"):
    row = json.loads(line)
    for cell in row if isinstance(row, list) else [row]:
        if isinstance(cell, dict) and "b" in cell:
            cell = gzip.decompress(base64.b64decode(cell["b"])).decode("utf-8", "replace")
        print(cell)
"#;
    let out = std::process::Command::new("python3").args(["-c", script]).arg(&file).output();
    let out = out.unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Ada is in scenarios, comparisons, actuals, runs and reasons; then she is in nothing.
fn forgotten_everywhere(world: &World) {
    let client = world.serve_and_work();
    lighthouse(&client);
    let id = |answer: &Answer| {
        assert_eq!(answer.status, 201, "{}", answer.text);
        let made: Value = serde_json::from_str(&answer.text).unwrap();
        made["id"].as_str().unwrap().to_owned()
    };
    let base = "/api/v1/centres/light";
    let agents = std::fs::read_to_string(crate::cli::file("agents.csv")).unwrap();
    let name = agents.lines().find(|l| l.starts_with("ada,")).unwrap().split(',').nth(1).unwrap();
    let done = |spec: Value| {
        let run = over(&client, &taken(&client, &spec));
        assert_eq!(run["state"], "succeeded", "{run}");
        run["result"].as_str().unwrap().to_owned()
    };
    let roster = done(json!({"kind": "roster", "work_limit": 40}));
    let story = format!(
        "# asked for by {name}\nname = \"without ada\"\nstory = \"{name} leaves.\"\n\
         [[change]]\nvolume = 1.1\n"
    );
    let scenarios = format!("{base}/scenarios");
    let scenario = id(&client.upload(&scenarios, &[], &[("leaves.toml", &story)]));
    let compared = json!({"kind": "whatif", "scenarios": [scenario], "outline": true});
    let comparison = done(compared);
    let actuals = "interval_start,queue,offered,answered_within,aht_seconds,attended\n\
                   2025-03-10T10:00,phone,9,7,260,2\n";
    let path = format!("{base}/rosters/{roster}/actuals");
    let actuals = id(&client.upload(&path, &[], &[("actuals.csv", actuals)]));
    let spec = json!({"kind": "reconcile", "roster": roster, "actuals": actuals});
    let reconciliation = done(spec.clone());
    let publish = format!("{base}/rosters/{roster}/publish");
    let reason = json!({"reason": format!("{name} asked for it")});
    assert_eq!(client.write("POST", &publish, &[("if-match", "\"v0\"")], &reason).status, 200);
    let absent = json!({"absent": [{"agent": "ada", "from": "2025-03-11"}]});
    let again =
        done(json!({"kind": "replan", "roster": roster, "work_limit": 40, "again": absent}));

    // as a word: hashes have these letters too
    let ids =
        |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|w| *w == "ada").count();
    let named = |text: &str| ids(text) + text.matches(name).count();
    assert!(named(&everything(world)) > 20);
    let gone = client.write("DELETE", "/api/v1/agents/ada/data?centre=light", &[], &json!({}));
    let pseudonym = gone.json()["pseudonym"].as_str().unwrap().to_owned();
    let left = everything(world);
    let places: Vec<&str> = left.lines().filter(|line| named(line) > 0).collect();
    assert!(places.is_empty(), "{} places, such as {}", places.len(), places[0]);
    assert!(left.contains(&pseudonym) && left.contains("person:erase"));

    for (document, file, part) in [
        (&scenario, "leaves.toml", "volume = 1.1"),
        (&comparison, "result.json", "scenarios"),
        (&actuals, "actuals.csv", "2025-03-10T10:00,phone,9,7,260,2"),
        (&reconciliation, "result.json", "queues"),
        (&again, "roster.csv", pseudonym.as_str()),
    ] {
        let text = client.get(&format!("{base}/documents/{document}/files/{file}")).text;
        assert!(text.contains(part), "{file} of {document}: {text}");
    }
    let shifts = client.get("/api/v1/schedules/shifts?centre=light&limit=1000").json();
    let shifts = shifts["shifts"].as_array().unwrap();
    assert!(shifts.iter().any(|s| s["agent"] == pseudonym.as_str()), "their shifts are still told");
    done(json!({"kind": "roster", "work_limit": 40, "seed": 2}));
    done(json!({"kind": "whatif", "scenarios": [scenario], "outline": true, "seed": 2}));
    done(spec);
    let audit = client.get("/api/v1/audit?limit=1000&centre=light").json();
    let what = |name: &str| {
        audit["lines"].as_array().unwrap().iter().filter(|l| l["what"] == name).count()
    };
    assert_eq!((what("publish"), what("person:erase")), (1, 1), "the audit log stays");
    assert!(what("run:submit") >= 7, "{}", what("run:submit"));
}

#[test]
fn a_person_goes_from_scenarios_comparisons_actuals_and_runs_and_these_go_on() {
    forgotten_everywhere(&World::new());
}

#[test]
fn a_person_goes_from_everything_on_postgresql() {
    forgotten_everywhere(&World::postgres());
}

#[test]
fn a_person_who_was_never_published_is_erased_all_the_same() {
    let world = World::new();
    let client = world.serve();
    lighthouse(&client);
    let told = client.get("/api/v1/agents/ada/data?centre=light").json();
    assert!(told["inputs"]["agents.csv"][1].as_str().unwrap().starts_with("ada,"));
    let gone = client.write("DELETE", "/api/v1/agents/ada/data?centre=light", &[], &json!({}));
    assert_eq!(gone.status, 200, "{}", gone.text);
    client.get("/api/v1/agents/ada/data?centre=light").is_problem(404, "E4060");
}
