//! Documents keep up with the code: error codes, laws, links.

use super::{Text, none, project, root};
use std::collections::BTreeSet;

fn document<'a>(texts: &'a [Text], path: &str) -> &'a str {
    &texts.iter().find(|t| t.path == path).unwrap_or_else(|| panic!("{path} is missing")).body
}

/// Codes like `E1203` or `W1101` between double quotes or backquotes.
fn codes(body: &str, quote: char) -> BTreeSet<String> {
    let is_code = |s: &&str| {
        s.len() == 5 && s.starts_with(['E', 'W']) && s[1..].chars().all(|c| c.is_ascii_digit())
    };
    body.split(quote).filter(is_code).map(str::to_owned).collect()
}

#[test]
fn every_error_code_is_documented_and_every_documented_code_exists() {
    let texts = project();
    let mut used = BTreeSet::new();
    for text in texts.iter().filter(|t| t.is_product()) {
        let body: String = text.code().map(|(_, line)| format!("{line}\n")).collect();
        used.extend(codes(&body, '"'));
    }
    assert!(used.len() > 10, "codes were not found in the source");
    let told = codes(document(&texts, "docs/errors.md"), '`');
    let missing = used.difference(&told).map(|c| format!("docs/errors.md lacks {c}"));
    let stale = told.difference(&used).map(|c| format!("docs/errors.md tells of {c}, unused"));
    none(&missing.chain(stale).collect::<Vec<_>>());
}

#[test]
fn every_law_stands_in_the_model_table() {
    let texts = project();
    let model = document(&texts, "docs/model.md");
    let mut missing = Vec::new();
    let mut laws = 0;
    for text in texts.iter().filter(|t| t.path.starts_with("domain/src/laws/")) {
        for line in text.body.lines().filter(|l| l.contains("const NAME: &'static str = ")) {
            let name = line.split('"').nth(1).expect("a quoted name");
            laws += 1;
            if !model.contains(&format!("`{name}`")) {
                missing.push(format!("docs/model.md lacks the law {name}"));
            }
        }
    }
    assert!(laws > 20, "the laws were not found");
    none(&missing);
}

#[test]
fn every_relative_link_in_a_document_leads_somewhere() {
    let mut broken = Vec::new();
    for text in project().iter().filter(|t| t.path.ends_with(".md")) {
        let folder = root().join(&text.path).parent().expect("a folder").to_path_buf();
        for piece in text.body.split("](").skip(1) {
            let link = piece.split([')', '#']).next().unwrap_or_default();
            let outside = link.contains("://") || link.starts_with("mailto:") || link.is_empty();
            if !outside && !folder.join(link).exists() {
                broken.push(format!("{}: {link}", text.path));
            }
        }
    }
    none(&broken);
}
