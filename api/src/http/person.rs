//! How a person is named in what is kept, and how that is taken out of it.

use serde_json::Value as Json;

/// A person and the pseudonym that takes their place.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) external_id: Option<String>,
    pub(super) pseudonym: String,
}

/// What stands where a name stood.
const GONE: &str = "erased";

impl Person {
    /// Whether `text` names them, by id or otherwise.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        self.scrubbed(text).is_some() || self.unmarked(&text.replace("&#39;", "'")).is_some()
    }

    /// `text` without them; `None` when it does not name them.
    pub(super) fn scrubbed(&self, text: &str) -> Option<String> {
        let free = self.unmarked(text);
        let text = free.as_deref().unwrap_or(text);
        replaced(text, &self.id, &self.pseudonym).or(free)
    }

    /// `text` without their name and their id elsewhere; ids of other systems that are bare numbers
    /// are looked for only where an id of another system stands.
    pub(super) fn unmarked(&self, text: &str) -> Option<String> {
        let telling = |mark: &&str| mark.chars().any(char::is_alphabetic);
        let marks = [Some(self.name.as_str()), self.external_id.as_deref()];
        let mut free: Option<String> = None;
        for mark in marks.into_iter().flatten().filter(telling) {
            if let Some(next) = replaced(free.as_deref().unwrap_or(text), mark, GONE) {
                free = Some(next);
            }
        }
        free
    }

    /// Takes them out of every text and every name of a field; whether they were there.
    pub(super) fn scrub(&self, json: &mut Json) -> bool {
        match json {
            Json::String(text) => {
                let Some(free) = self.scrubbed(text) else { return false };
                *text = free;
                true
            }
            Json::Array(items) => items.iter_mut().fold(false, |f, item| self.scrub(item) | f),
            Json::Object(map) => {
                let mut found = map.values_mut().fold(false, |f, item| self.scrub(item) | f);
                if let Some(own) = map.remove(&self.id) {
                    map.insert(self.pseudonym.clone(), own);
                    found = true;
                }
                let external = self.external_id.as_deref();
                match map.get_mut("external_id") {
                    Some(id) if external.is_some() && id.as_str() == external => {
                        *id = Json::Null;
                        true
                    }
                    _ => found,
                }
            }
            _ => false,
        }
    }

    /// A document of JSON, kept as text, without them; `None` when it does not name them.
    pub(super) fn scrubbed_json(&self, text: &str) -> Option<String> {
        let mut json: Json = serde_json::from_str(text).ok()?;
        self.scrub(&mut json).then(|| json.to_string())
    }
}

/// `text` with every `mark` that stands by itself replaced; `None` when there is none.
fn replaced(text: &str, mark: &str, by: &str) -> Option<String> {
    if mark.is_empty() {
        return None;
    }
    // scripts without spaces do not set a name apart
    let within = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let (mut free, mut rest, mut found) = (String::new(), text, false);
    while let Some(at) = rest.find(mark) {
        let (before, after) = (&rest[..at], &rest[at + mark.len()..]);
        let joined = (mark.starts_with(within)
            && before.chars().next_back().or(free.chars().next_back()).is_some_and(within))
            || (mark.ends_with(within) && after.starts_with(within));
        free.push_str(before);
        free.push_str(if joined { mark } else { by });
        found |= !joined;
        rest = after;
    }
    free.push_str(rest);
    found.then_some(free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn cora() -> Person {
        Person {
            id: "A03".into(),
            name: "Cora Cent".into(),
            external_id: Some("HR-3".into()),
            pseudonym: "erased-1".into(),
        }
    }

    #[test]
    fn a_person_is_found_by_every_name_and_nobody_else_is() {
        let free = |text: &str| cora().scrubbed(text);
        assert_eq!(free("A03 rests").as_deref(), Some("erased-1 rests"));
        assert_eq!(free("for Cora Cent (HR-3)").as_deref(), Some("for erased (erased)"));
        assert_eq!(free("xA03, A031, A03-b and A0 3"), None);
        let li = Person { name: "王强".into(), ..cora() };
        assert_eq!(li.scrubbed("今天王强病了").as_deref(), Some("今天erased病了"));
        let number = Person { external_id: Some("3".into()), ..cora() };
        assert_eq!(number.scrubbed("3 people"), None);
        assert!(cora().is_named_in("<b>Cora Cent</b>") && !cora().is_named_in("Cora"));
    }

    #[test]
    fn a_document_loses_the_person_in_values_and_names_of_fields() {
        let mut kept = json!({
            "A03": {"external_id": "HR-3", "n": 3},
            "list": ["A03", "Cora Cent is ill", "A04"]
        });
        assert!(cora().scrub(&mut kept));
        let free = json!({
            "erased-1": {"external_id": "erased", "n": 3},
            "list": ["erased-1", "erased is ill", "A04"]
        });
        assert_eq!(kept, free);
        assert!(!cora().scrub(&mut kept));
    }
}
