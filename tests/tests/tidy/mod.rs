//! Taste is a test: sizes, arrows between crates, and documents that keep up with the code.

mod arrows;
mod documents;
mod json;
mod security;
mod sizes;

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the project, with its path from the root.
struct Text {
    path: String,
    body: String,
}

impl Text {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
    /// Rust source that ships, as opposed to tests, examples and benchmarks.
    fn is_product(&self) -> bool {
        self.is_rust() && self.path.contains("/src/") && !self.path.starts_with("tests/")
    }
    fn crate_name(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }
    /// Its lines of code with their numbers, without comments and without unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let product = self.body.split("#[cfg(test)]").next().unwrap_or_default();
        let numbered = product.lines().enumerate().map(|(n, line)| (n + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every text file of the project, hidden folders and build output aside.
fn project() -> Vec<Text> {
    let mut found = Vec::new();
    collect(&root(), &mut String::new(), &mut found);
    assert!(found.len() > 50, "the project's files were not found");
    found
}

fn collect(folder: &Path, prefix: &mut String, found: &mut Vec<Text>) {
    let skipped = ["target", "node_modules", "out", ".git", "snapshots"];
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if skipped.contains(&name.as_str()) {
            continue;
        }
        let length = prefix.len();
        prefix.push_str(&name);
        if entry.path().is_dir() {
            prefix.push('/');
            collect(&entry.path(), prefix, found);
        } else if let Ok(body) = fs::read_to_string(entry.path()) {
            found.push(Text { path: prefix.clone(), body });
        }
        prefix.truncate(length);
    }
}

/// Fails with every finding at once.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}
