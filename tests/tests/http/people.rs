//! A person's data: all of it for them, none of it once they are gone.

use super::world::World;
use serde_json::json;

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
