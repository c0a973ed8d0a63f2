//! Files, functions and lines stay small enough to read.

use super::{Text, none, project};

#[test]
fn no_rust_file_is_longer_than_five_hundred_lines() {
    let long = |t: &Text| (t.body.lines().count() > 500).then(|| t.path.clone());
    none(&project().iter().filter(|t| t.is_rust()).filter_map(long).collect::<Vec<_>>());
}

#[test]
fn no_line_of_rust_is_longer_than_a_hundred_characters() {
    let mut found = Vec::new();
    for text in project().iter().filter(|t| t.is_rust()) {
        for (n, line) in text.body.lines().enumerate() {
            if line.chars().count() > 100 && !line.contains("http") {
                found.push(format!("{}:{}", text.path, n + 1));
            }
        }
    }
    none(&found);
}

#[test]
fn no_left_over_notes_and_no_paths_of_one_machine() {
    let marks = ["TODO", "FIXME", "XXX"];
    let homes = ["/root/", "/tmp/", "/work/"];
    let mut found = Vec::new();
    for text in project().iter().filter(|t| !t.path.starts_with("tests/tests/tidy/")) {
        for (n, line) in text.body.lines().enumerate() {
            let note = text.is_rust() && marks.iter().any(|m| line.contains(m));
            let home = homes.iter().any(|h| line.contains(&format!(" {h}")));
            if note || home {
                found.push(format!("{}:{}: {}", text.path, n + 1, line.trim()));
            }
        }
    }
    none(&found);
}
