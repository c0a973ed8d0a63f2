//! The session of `docs/guide/api-session.md`, typed into a shell against a real server.
//!
//! When an answer changes on purpose, have the page written anew and look at the difference:
//!
//! ```text
//! INSTA_UPDATE=always cargo test --release -p tests --test all http::session
//! git diff docs/guide/api-session.md
//! ```

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Ends the answer of one command.
const MARK: &str = "--- answered ---";
/// Where the page's server listens.
const SHOWN: &str = "127.0.0.1:8080";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/api-session.md")
}

/// The page with every command answered as it is now.
fn typed(page: &str) -> String {
    let commands: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("$ ")).collect();
    assert!(commands.len() > 20, "the page's commands were not found");
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let here = format!("127.0.0.1:{port}");
    let ended = "trap 'kill $SERVER 2>/dev/null' EXIT\n".to_owned();
    let script: String =
        commands.iter().map(|command| format!("{command}\nprintf '%s\\n' '{MARK}'\n")).collect();
    let binary = crate::cli::binary();
    let programs = binary.parent().unwrap().display().to_string();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
    let out = Command::new("sh")
        .args(["-c", &(ended + &script).replace(SHOWN, &here)])
        .current_dir(folder.path())
        .env("PATH", path)
        .output()
        .unwrap();
    let told = String::from_utf8(out.stdout).unwrap().replace(&here, SHOWN);
    assert_eq!(out.stderr, b"", "{}", String::from_utf8_lossy(&out.stderr));
    let mark = format!("{MARK}\n");
    let mut answers = told.split(mark.as_str());
    let mut text = String::new();
    let mut is_answer = false;
    for line in page.lines() {
        if line.starts_with("$ ") {
            is_answer = true;
            text += &format!("{line}\n{}", answers.next().unwrap());
        } else if !is_answer || line == "```" {
            is_answer = false;
            text += &format!("{line}\n");
        }
    }
    text
}

/// The page without what a better search would decide otherwise: who has which shift.
fn plain(text: &str) -> String {
    text.lines()
        .map(|line| if line.starts_with("ada,") { "ada,…\n".into() } else { free(line) })
        .collect()
}

fn free(line: &str) -> String {
    let mut line = format!("{line}\n");
    for key in ["id", "agent", "team", "date", "start", "end", "paid_minutes"] {
        let key = format!("\"{key}\":");
        let Some(at) = line.find(&key) else { continue };
        let from = at + key.len();
        let end = line[from..].find([',', '}', '\n']).map_or(line.len(), |end| from + end);
        line.replace_range(from..end, " …");
    }
    line
}

#[test]
fn the_page_shows_a_session_with_curl_as_it_is() {
    let shown = std::fs::read_to_string(page()).unwrap();
    let real = typed(&shown);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|v| v == "always") {
        std::fs::write(page(), &real).unwrap();
    }
    assert_eq!(plain(&shown), plain(&real), "the page is not up to date");
}
