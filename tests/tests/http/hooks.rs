//! Webhooks: signed, sent again when they fail, and sent once when they do not.

use super::world::World;
use api::webhooks::signature;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// What a receiver of events heard.
struct Heard {
    headers: Vec<(String, String)>,
    body: String,
}

impl Heard {
    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }
}

/// A receiver that answers with `statuses`, then with 200.
fn receiver(statuses: &'static [u16]) -> (String, Receiver<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    let (tell, heard) = channel();
    std::thread::spawn(move || {
        for (n, stream) in listener.incoming().flatten().enumerate() {
            let mut reader = BufReader::new(stream);
            let mut headers = Vec::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).unwrap();
                let Some((name, value)) = line.trim().split_once(": ") else {
                    if line.trim().is_empty() {
                        break;
                    }
                    continue;
                };
                headers.push((name.to_lowercase(), value.to_owned()));
            }
            let mut heard = Heard { headers, body: String::new() };
            let mut body = vec![0; heard.header("content-length").parse().unwrap()];
            reader.read_exact(&mut body).unwrap();
            heard.body = String::from_utf8(body).unwrap();
            let status = statuses.get(n).copied().unwrap_or(200);
            let answer =
                format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            reader.get_mut().write_all(answer.as_bytes()).unwrap();
            if tell.send(heard).is_err() {
                return;
            }
        }
    });
    (address, heard)
}

#[test]
fn a_publication_is_told_with_a_signature_and_told_again_until_it_is_heard() {
    let world = World::new();
    let client = world.serve();
    let centre = world.centre();
    let (url, heard) = receiver(&[500]);
    let hooks = format!("/api/v1/centres/{centre}/webhooks");
    let made =
        client.write("POST", &hooks, &[], &json!({"url": url, "events": ["schedule.published"]}));
    assert_eq!(made.status, 201, "{}", made.text);
    let made: Value = serde_json::from_str(&made.text).unwrap();
    let secret = made["secret"].as_str().unwrap();

    let documents = client.get(&format!("/api/v1/centres/{centre}/rosters")).json();
    let roster = documents["documents"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/centres/{centre}/rosters/{roster}/publish");
    let told = client.write("POST", &path, &[("if-match", "\"v1\"")], &json!({}));
    assert_eq!(told.status, 200, "{}", told.text);

    let wait = Duration::from_secs(20);
    let (first, second) = (heard.recv_timeout(wait).unwrap(), heard.recv_timeout(wait).unwrap());
    assert_eq!(first.header("paiban-delivery"), second.header("paiban-delivery"));
    for heard in [&first, &second] {
        let at = heard.header("paiban-timestamp").parse().unwrap();
        let signed = signature(secret, heard.header("paiban-delivery"), at, &heard.body);
        assert_eq!(heard.header("paiban-signature"), signed);
        assert_eq!(heard.header("paiban-event"), "schedule.published");
        let body: Value = serde_json::from_str(&heard.body).unwrap();
        assert_eq!((&body["version"], &body["roster"]), (&json!(2), &json!(roster)));
    }
    assert!(
        heard.recv_timeout(Duration::from_millis(300)).is_err(),
        "once heard, it is not resent"
    );
    let id = made["id"].as_str().unwrap();
    let sent = client
        .until(&format!("{hooks}/{id}/deliveries"), |d| d["deliveries"][0]["state"] == "delivered");
    assert_eq!(sent["deliveries"][0]["attempt"], 2);
    let listed = client.get(&hooks).text;
    assert!(!listed.contains(secret), "a secret is shown once");
}

#[test]
fn the_server_knocks_at_no_door_of_its_own_network() {
    let world = World::new();
    let mut options = world.options();
    options.private_hooks = false;
    let client = super::world::Client::start(&options, &world.key);
    let hooks = format!("/api/v1/centres/{}/webhooks", world.centre());
    for url in ["http://127.0.0.1:1/", "https://169.254.169.254/", "https://localhost/", "x"] {
        let body = json!({"url": url, "events": ["run.ended"]});
        client.write("POST", &hooks, &[], &body).is_problem(422, "E4074");
    }
    let body = json!({"url": "https://hr.example.com/", "events": ["fax"]});
    client.write("POST", &hooks, &[], &body).is_problem(422, "E4062");
}
