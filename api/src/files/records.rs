//! Text to records: a tokenizer for separated values that knows where it is and never gives up.
//!
//! It follows RFC 4180 (quotes, doubled quotes, line ends inside quotes), skips blank lines and
//! keeps
//! lines that begin with `#` apart. Whatever is malformed becomes a fault at its line and column,
//! and reading goes on.

use super::codes;
use super::fault::{Faults, Place};
use std::borrow::Cow;

/// One cell of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Character in its line, from 1.
    pub(crate) column: u32,
}

/// The longest cell accepted, in bytes.
const CELL_MAX: usize = 64 * 1024;

/// Records of a text, one at a time.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    file: &'a str,
    rest: &'a str,
    separator: char,
    line: u32,
    comments: Vec<(u32, String)>,
}

impl<'a> Records<'a> {
    /// Records of `text`; the separator is guessed from the first line that is not a comment.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        let header = text.lines().find(|l| !l.trim().is_empty() && !l.starts_with('#'));
        let separator = super::text::separator(header.unwrap_or(""));
        Self { file, rest: text, separator, line: 1, comments: Vec::new() }
    }

    /// The separator in use.
    pub(crate) const fn separator(&self) -> char {
        self.separator
    }

    /// Comment lines met so far, without the `#`.
    pub(crate) fn comments(&self) -> &[(u32, String)] {
        &self.comments
    }

    /// Reads the next record into `cells` and returns the line it begins on.
    pub(crate) fn next(&mut self, cells: &mut Vec<Cell<'a>>, faults: &mut Faults) -> Option<u32> {
        cells.clear();
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            let line = self.rest[..end].trim_end_matches('\r');
            if let Some(comment) = comment(line, self.separator) {
                self.comments.push((self.line, comment));
            } else if !line.trim().is_empty() {
                break;
            }
            self.skip_line(end);
        }
        let begin = self.line;
        let mut column = 1;
        while self.cell(cells, &mut column, faults) {}
        Some(begin)
    }

    fn skip_line(&mut self, end: usize) {
        self.rest = self.rest.get(end + 1..).unwrap_or("");
        self.line += 1;
    }

    /// Reads one cell; whether another follows on the same record.
    fn cell(&mut self, into: &mut Vec<Cell<'a>>, column: &mut u32, faults: &mut Faults) -> bool {
        let at = Place::at(self.file, self.line, *column);
        let start = *column;
        let quoted = self.rest.starts_with('"');
        let text = if quoted { self.quoted(column, at, faults) } else { self.plain(column) };
        if text.len() > CELL_MAX {
            faults.add(at, codes::CELL_HUGE, format!("this cell has {} bytes", text.len()));
        }
        if text.bytes().any(|b| b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t') || b == 0x7F) {
            faults.add(at, codes::CONTROL_BYTE, "this cell contains a control character");
        }
        into.push(Cell { text, column: start });
        self.ended(column)
    }

    /// Steps over a separator (true) or a line end (false).
    fn ended(&mut self, column: &mut u32) -> bool {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            *column += 1;
            return true;
        }
        self.rest = self.rest.strip_prefix('\r').unwrap_or(self.rest);
        if let Some(rest) = self.rest.strip_prefix('\n') {
            self.rest = rest;
            self.line += 1;
        }
        false
    }

    fn plain(&mut self, column: &mut u32) -> Cow<'a, str> {
        let separator = self.separator as u8;
        let end = self.rest.bytes().position(|b| b == separator || b == b'\n');
        let end = end.unwrap_or(self.rest.len());
        let (mut text, rest) = self.rest.split_at(end);
        if rest.starts_with('\n') || rest.is_empty() {
            text = text.strip_suffix('\r').unwrap_or(text);
        }
        self.rest = rest;
        *column += text.chars().count() as u32;
        Cow::Borrowed(text.trim())
    }

    fn quoted(&mut self, column: &mut u32, at: Place<'_>, faults: &mut Faults) -> Cow<'a, str> {
        let body = &self.rest[1..];
        let Some(length) = closing_quote(body) else {
            // Not closed: take the line as it stands, so that later lines are still read.
            faults.add(at, codes::QUOTE_BAD, "this cell opens a quote that is never closed");
            return self.plain(column);
        };
        let text = &body[..length];
        self.rest = &body[length + 1..];
        let breaks = text.matches('\n').count() as u32;
        self.line += breaks;
        let last = text.rsplit('\n').next().unwrap_or(text).chars().count() as u32;
        *column = if breaks > 0 { last + 2 } else { *column + last + 2 };
        if !self.rest.is_empty() && !self.rest.starts_with([self.separator, '\n', '\r']) {
            faults.add(at, codes::QUOTE_BAD, "this cell goes on after its closing quote");
            self.plain(column);
        }
        if text.contains('"') { Cow::Owned(text.replace("\"\"", "\"")) } else { text.into() }
    }
}

/// The comment on a line, without the quotes and separators that a spreadsheet puts around it.
fn comment(line: &str, separator: char) -> Option<String> {
    let padding = |text: &str| text.trim_end_matches(separator).to_owned();
    match line.strip_prefix('#') {
        Some(comment) => Some(padding(comment)),
        None => {
            let padded = padding(line.strip_prefix("\"#")?);
            Some(padded.strip_suffix('"').unwrap_or(&padded).replace("\"\"", "\""))
        }
    }
}

/// Where the quote that closes `body` stands; doubled quotes do not close.
fn closing_quote(body: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + body[from..].find('"')?;
        if body[at + 1..].starts_with('"') {
            from = at + 2;
        } else {
            return Some(at);
        }
    }
}

/// `text` as a cell of a file with separator `,`: quoted where it must be.
pub(crate) fn quote(text: &str) -> Cow<'_, str> {
    let special = |c: char| matches!(c, ',' | ';' | '\t' | '"' | '\n' | '\r');
    let edge = text.trim() != text || text.starts_with('#');
    if text.contains(special) || edge {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}
