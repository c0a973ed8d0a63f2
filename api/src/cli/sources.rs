//! Where each setting of a server comes from, and what of it may be shown.

use super::config::Said;
use std::collections::BTreeSet;

/// Where settings come from, by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    flags: BTreeSet<String>,
    environment: BTreeSet<String>,
    file: BTreeSet<String>,
}

impl Sources {
    /// `said` in flags and in the environment, and in a file.
    pub(super) fn of(said: &Said, file: &Said) -> Self {
        let words: Vec<String> = std::env::args().collect();
        let is_flag = |name: &String| {
            let flag = format!("--{}", name.replace('_', "-"));
            let given = |w: &String| *w == flag || w.starts_with(&format!("{flag}="));
            words.iter().any(given)
        };
        let (flags, environment) = names(said).into_iter().partition(is_flag);
        Self { flags, environment, file: names(file) }
    }

    /// What counts for a setting.
    pub(super) fn of_setting(&self, name: &str) -> &'static str {
        if self.flags.contains(name) {
            "flag"
        } else if self.environment.contains(name) {
            "environment"
        } else if self.file.contains(name) {
            "file"
        } else {
            "default"
        }
    }
}

/// The settings that are said.
fn names(said: &Said) -> BTreeSet<String> {
    let table = toml::Table::try_from(said).unwrap_or_default();
    table.into_iter().map(|(name, _)| name).collect()
}

/// The address of a store without its password.
pub(super) fn without_password(store: &str) -> String {
    let Some((scheme, rest)) = store.split_once("://") else { return store.to_owned() };
    let (place, query) = rest.split_once('?').map_or((rest, None), |(p, q)| (p, Some(q)));
    let place = match place.rsplit_once('@') {
        Some((who, host)) if who.contains(':') => {
            format!("{}:***@{host}", who.split(':').next().unwrap_or_default())
        }
        _ => place.to_owned(),
    };
    let hidden = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if name.to_lowercase().contains("password") => format!("{name}=***"),
        _ => pair.to_owned(),
    };
    let query = query.map(|q| q.split('&').map(hidden).collect::<Vec<_>>().join("&"));
    match query {
        Some(query) => format!("{scheme}://{place}?{query}"),
        None => format!("{scheme}://{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_hidden_wherever_an_address_holds_it() {
        let told = without_password;
        assert_eq!(told("shop/paiban.db"), "shop/paiban.db");
        assert_eq!(told("postgres://p:s@db/x"), "postgres://p:***@db/x");
        assert_eq!(told("postgres://p:a@b:c@db/x"), "postgres://p:***@db/x");
        let query = "postgres://p@db/x?sslmode=verify-full&password=s3";
        assert_eq!(told(query), "postgres://p@db/x?sslmode=verify-full&password=***");
    }
}
