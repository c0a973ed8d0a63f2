//! A server starts, says where, answers, and ends when it is told to.

use super::redact::redacted;
use super::{by_hand, printed};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

/// A server that is stopped when a test ends early.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // one that has ended already cannot be killed, which is what is wanted
        let _ = self.0.kill();
    }
}

#[test]
fn a_server_starts_answers_and_stops_when_told() {
    let folder = by_hand();
    let centre = folder.path().join("light");
    let centre = centre.to_str().expect("a path");
    let key = printed(&["keys", "add", centre, "hr", "--quiet"]);
    let mut server = Running(
        Command::new(super::binary())
            .args(["serve", centre, "--address", "127.0.0.1:0", "--json"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs"),
    );
    let mut out = BufReader::new(server.0.stdout.take().expect("a pipe"));
    let mut text = String::new();
    while !text.ends_with("}\n") {
        assert!(out.read_line(&mut text).expect("a line") > 0, "it ended: {text}");
    }
    let said: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let address = said["address"].as_str().expect("an address");
    let shifts = format!("{address}api/v1/schedules/shifts?limit=3");
    let answer =
        ureq::get(&shifts).header("Authorization", format!("Bearer {}", key.trim())).call();
    let page: serde_json::Value =
        answer.expect("an answer").body_mut().read_json().expect("a page");
    assert_eq!(page["shifts"][0]["agent"], "ada");

    let stop = Command::new("kill").args(["-TERM", &server.0.id().to_string()]).status();
    assert!(stop.expect("kill").success());
    let mut log = String::new();
    let mut errors = server.0.stderr.take().expect("a pipe");
    errors.read_to_string(&mut log).expect("a log");
    assert_eq!(server.0.wait().expect("it ends").code(), Some(0), "{log}");
    insta::assert_snapshot!(redacted(&text, folder.path()));
}
