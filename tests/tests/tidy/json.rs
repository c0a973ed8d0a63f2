//! The reference of JSON is written from the wire types themselves, and kept up to date.
//!
//! `INSTA_UPDATE=always cargo test --release -p tests --test all tidy::json` writes the page anew.

use super::{Text, project, root};
use std::fmt::Write;
use std::fs;

const PAGE: &str = "docs/reference/json.md";

const HEAD: &str = include_str!("json_head.md");

/// The types of one file of the wire, as sections of the page.
fn sections(text: &Text) -> String {
    let mut page = String::new();
    let (mut told, mut attributes, mut inside) = (Vec::new(), String::new(), false);
    for line in text.body.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            told.push(words.trim().to_owned());
        } else if line.starts_with("#[") {
            attributes.push_str(line);
        } else if let Some(name) =
            line.strip_prefix("pub struct ").and_then(|l| l.strip_suffix(" {"))
        {
            let _ = write!(page, "\n## {name}\n\n{}\n\n", told.join(" "));
            page.push_str("| field | type | meaning |\n|---|---|---|\n");
            inside = true;
        } else if let (true, Some(field)) = (inside, line.strip_prefix("pub ")) {
            let (name, kind) = field.trim_end_matches(',').split_once(": ").expect("a field");
            let absent =
                if attributes.contains("skip_serializing_if") { "; may be absent" } else { "" };
            let meaning = told.join(" ");
            if attributes.contains("flatten") {
                let _ = writeln!(page, "| | the fields of `{kind}` | {meaning} |");
            } else {
                let _ = writeln!(page, "| `{name}` | {}{absent} | {meaning} |", plain(kind));
            }
        } else if line == "}" {
            inside = false;
        }
        if !line.starts_with("///") && !line.starts_with("#[") {
            told.clear();
            attributes.clear();
        }
    }
    page
}

/// A type in words.
fn plain(kind: &str) -> String {
    let inner =
        |open: &str, close: char| kind.strip_prefix(open).and_then(|k| k.strip_suffix(close));
    if let Some(kind) = inner("Option<", '>') {
        return plain(kind);
    }
    if let Some(kind) = inner("Vec<", '>') {
        return format!("list of {}", plain(kind));
    }
    if let Some((kind, count)) = inner("[", ']').and_then(|k| k.split_once("; ")) {
        return format!("list of {count} {}", plain(kind));
    }
    if let Some(kind) = inner("BTreeMap<", '>').and_then(|k| k.split_once(", ")) {
        return format!("object of {}", plain(kind.1));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "f64" => "number".to_owned(),
        "usize" | "u32" | "u64" | "i64" => "whole number".to_owned(),
        "Parameter" => "number, text, or an object of whole numbers".to_owned(),
        other => format!("`{other}`"),
    }
}

#[test]
fn the_json_reference_tells_every_type_as_it_is() {
    let mut files: Vec<Text> =
        project().into_iter().filter(|t| t.path.starts_with("api/src/wire/")).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let types: String = files.iter().map(sections).collect();
    assert!(types.matches("\n## ").count() > 30, "the wire types were not found");
    let page = format!("{HEAD}{types}");
    let path = root().join(PAGE);
    if std::env::var_os("INSTA_UPDATE").is_some_and(|v| v == "always") {
        fs::write(&path, &page).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{PAGE} is not up to date; write it anew as the test's file says");
}
