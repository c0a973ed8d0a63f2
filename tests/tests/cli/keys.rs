//! Keys on the command line: made once, listed without what opens anything, revoked.

use super::redact::redacted;
use super::{by_hand, printed};

#[test]
fn a_key_is_made_listed_and_revoked() {
    let folder = by_hand();
    let centre = folder.path().join("light");
    let centre = centre.to_str().expect("a path");
    let session = |args: &[&str]| redacted(&printed(args), folder.path());
    let made = printed(&["keys", "add", centre, "payroll", "--expires-in", "90", "--quiet"]);
    let key = made.trim();
    let team = session(&["keys", "add", centre, "night-lead", "--team", "harbour"]);
    let listed = printed(&["keys", "list", centre]);
    assert!(!listed.contains(key), "a list never shows a key");
    let id = listed.split_whitespace().next().expect("an id").to_owned();
    let revoked = session(&["keys", "revoke", centre, &id]);
    let left = session(&["keys", "list", centre]);
    let calendar = session(&["keys", "calendar", centre, "ada"]);
    let (path, token) = calendar.split_once("&token=").expect("a token");
    assert_eq!(token.trim(), "[hash]");
    let told = [team, redacted(&listed, folder.path()), revoked, left, path.to_owned()];
    insta::assert_snapshot!(told.join("\n"));
}
