//! What differs from run to run, or with a better engine, as typed words in brackets; the layout
//! stays.

use std::path::Path;

/// `text` with every path below `folder` as a planner who stands there would write it, and keys,
/// their ids, stamps, ports and hashes by their sort.
pub(super) fn redacted(text: &str, folder: &Path) -> String {
    let here = format!("{}/", folder.display());
    let words = text.replace(&here, "");
    let mut told = String::new();
    for word in words.split_inclusive(|c: char| !(c.is_alphanumeric() || "_-:.".contains(c))) {
        let end = word.find(|c: char| !(c.is_alphanumeric() || "_-:.".contains(c)));
        let (core, rest) = word.split_at(end.unwrap_or(word.len()));
        told.push_str(sort(core).unwrap_or(core));
        told.push_str(rest);
    }
    told
}

/// The sort of a word that differs from run to run.
fn sort(word: &str) -> Option<&'static str> {
    let hex = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit());
    if word.strip_prefix("paiban_").is_some_and(hex) {
        return Some("[key]");
    }
    if word.strip_prefix("k_").is_some_and(hex) {
        return Some("[key id]");
    }
    if word.strip_prefix("127.0.0.1:").is_some_and(|port| port.parse::<u16>().is_ok()) {
        return Some("[address]");
    }
    let is_stamp = word.len() == 20 && word.ends_with('Z') && word.as_bytes()[10] == b'T';
    if is_stamp {
        return Some("[stamp]");
    }
    (hex(word) && matches!(word.len(), 12 | 64)).then_some("[hash]")
}

/// The printed week with everything that the search decides as `[n]`, `[money]` or the name of a
/// list; what forecast and staffing decide stays to the digit.
pub(super) fn searched(text: &str) -> String {
    let mut told = String::new();
    let mut section = "";
    for line in text.lines() {
        let head = line.trim_start();
        for name in ["Cost", "Soft rules bent", "Dearest intervals", "People by contract"] {
            if head.starts_with(name) {
                section = name;
                let is_list = matches!(name, "Soft rules bent" | "Dearest intervals");
                told.push_str(&if is_list { name.to_owned() } else { words(line, "[n]") });
            }
        }
        if line.is_empty() {
            section = "";
        }
        let decided = ["rostered then", "hours rostered", "hours missing", "gap "];
        match section {
            _ if section.is_empty() && decided.iter().any(|d| head.starts_with(d)) => {
                told.push_str(&words(line, "[n]"));
            }
            "" => told.push_str(line),
            "Cost" if head.starts_with("total ") => {
                told.push_str(&words(line, "[money]"));
                told.push_str("\n  [bound, gap, what ended the search]");
            }
            "Cost" if head.starts_with("wages ") => {
                told.push_str(&words(line, "[money]"));
                told.push_str("\n    [surcharges and prices]");
            }
            "People by contract" if !head.starts_with(section) => {
                told.push_str(&words(line, "[n]"));
            }
            _ if head.starts_with(section) => {
                if matches!(section, "Soft rules bent" | "Dearest intervals") {
                    told.push_str("\n  [list]");
                }
            }
            _ => continue,
        }
        told.push('\n');
    }
    told
}

/// A line with its numbers as `stand_in` and two spaces where there were more.
fn words(line: &str, stand_in: &str) -> String {
    let is_number = |word: &str| {
        word == "-" || word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(':')
    };
    let indent = &line[..line.len() - line.trim_start().len()];
    let cells = line.trim_start().split("  ").map(str::trim).filter(|cell| !cell.is_empty());
    let cell = |cell: &str| {
        let of = |word: &str| if is_number(word) { stand_in.to_owned() } else { word.to_owned() };
        cell.split(' ').map(of).collect::<Vec<_>>().join(" ")
    };
    format!("{indent}{}", cells.map(cell).collect::<Vec<_>>().join("  "))
}

#[test]
fn redactions_name_the_sort_of_what_they_hide() {
    let text = "wrote /planner/shop/a.csv\nkey k_1a2b3c4d\npaiban_00ff\nat http://127.0.0.1:4711/\n\
        until 2026-11-22T01:02:03Z · inputs 0123456789ab\n";
    let told = redacted(text, Path::new("/planner"));
    let hidden = "wrote shop/a.csv\nkey [key id]\n[key]\nat http://[address]/\n\
        until [stamp] · inputs [hash]\n";
    assert_eq!(told, hidden);
}
