//! Emphasis on a terminal, none elsewhere: every text reads the same without it.

use std::io::IsTerminal;

/// Whether emphasis is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Style {
    on: bool,
}

impl Style {
    /// On when standard output is a terminal and `NO_COLOR` is not set.
    pub(crate) fn detect() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self { on: std::io::stdout().is_terminal() && !refused }
    }
    /// A heading.
    pub(crate) fn bold(self, text: &str) -> String {
        self.wrap("1", text)
    }
    /// A remark beside the matter.
    pub(crate) fn faint(self, text: &str) -> String {
        self.wrap("2", text)
    }
    /// Something wrong.
    pub(crate) fn red(self, text: &str) -> String {
        self.wrap("31", text)
    }
    /// Something in order.
    pub(crate) fn green(self, text: &str) -> String {
        self.wrap("32", text)
    }

    fn wrap(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
