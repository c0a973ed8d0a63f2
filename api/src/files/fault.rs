//! Faults: what is wrong in a file, where, and what to do about it. All of them, not the first.

use domain::Cure;
use std::collections::BTreeMap;
use std::fmt;

use super::codes::Code;

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The files cannot be used.
    Error,
    /// The files can be used, but a planner should look.
    Warning,
    /// Something was understood in a way that a planner should know of.
    Note,
}

/// One thing wrong, or worth knowing, in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, relative to the centre's folder.
    pub file: String,
    /// The line from 1 (the row of a worksheet, the record of a Parquet file), where there is one.
    pub line: Option<u32>,
    /// The character in the line from 1 (the column of a worksheet), where there is one.
    pub column: Option<u32>,
    /// The stable code, listed in `docs/errors.md`.
    pub code: &'static str,
    /// What is wrong.
    pub cause: String,
    /// What to do about it.
    pub cure: String,
    /// How much it matters.
    pub severity: Severity,
}

/// Every fault of one reading, counted completely, kept up to [`KEPT`] per file and code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<Fault>,
    counts: BTreeMap<String, BTreeMap<&'static str, usize>>,
}

/// How many faults of one code in one file are kept in full; all are counted.
pub const KEPT: usize = 200;

/// How many faults of one file are printed.
pub const PRINTED: usize = 200;

/// A place in a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: Option<u32>,
    pub(crate) column: Option<u32>,
}

impl<'a> Place<'a> {
    pub(crate) const fn file(file: &'a str) -> Self {
        Self { file, line: None, column: None }
    }
    pub(crate) const fn line(file: &'a str, line: u32) -> Self {
        Self { file, line: Some(line), column: None }
    }
    pub(crate) const fn at(file: &'a str, line: u32, column: u32) -> Self {
        Self { file, line: Some(line), column: Some(column) }
    }
}

impl Faults {
    /// Records that `cause` is wrong at `place`, with the code's usual cure.
    pub(crate) fn add(&mut self, place: Place<'_>, code: Code, cause: impl fmt::Display) {
        self.add_with(place, code, cause, code.cure);
    }

    /// Records that `cause` is wrong at `place`, with a cure of its own.
    pub(crate) fn add_with(
        &mut self,
        place: Place<'_>,
        code: Code,
        cause: impl fmt::Display,
        cure: impl fmt::Display,
    ) {
        if self.counted(place.file, code.id) {
            let severity = code.severity();
            self.kept.push(Fault {
                file: place.file.into(),
                line: place.line,
                column: place.column,
                code: code.id,
                cause: cause.to_string(),
                cure: cure.to_string(),
                severity,
            });
        }
    }

    /// Whether a fault of this code is known at this place.
    pub(crate) fn knows(&self, file: &str, line: Option<u32>, code: &str) -> bool {
        self.kept.iter().any(|f| f.file == file && f.line == line && f.code == code)
    }

    /// Records a fault made elsewhere.
    pub(crate) fn push(&mut self, fault: Fault) {
        if self.counted(&fault.file, fault.code) {
            self.kept.push(fault);
        }
    }

    /// Counts one more fault and says whether it is among those kept.
    fn counted(&mut self, file: &str, code: &'static str) -> bool {
        if !self.counts.contains_key(file) {
            self.counts.insert(file.into(), BTreeMap::new());
        }
        self.counts.get_mut(file).is_some_and(|codes| {
            let count = codes.entry(code).or_default();
            *count += 1;
            *count <= KEPT
        })
    }

    /// Takes over everything that `others` holds.
    pub fn extend(&mut self, others: Self) {
        self.kept.extend(others.kept);
        for (file, codes) in others.counts {
            let mine = self.counts.entry(file).or_default();
            for (code, n) in codes {
                *mine.entry(code).or_default() += n;
            }
        }
    }

    /// The kept faults by file, line, column and code.
    #[must_use]
    pub fn sorted(&self) -> Vec<Fault> {
        let mut all = self.kept.clone();
        all.sort();
        all
    }

    /// How many faults of this severity there are, kept or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.counts.values().flatten();
        all.filter(|(code, _)| Severity::of(code) == severity).map(|(_, n)| n).sum()
    }

    /// How many faults of any severity there are, kept or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.values().flat_map(BTreeMap::values).sum()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Whether the files cannot be used.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether one of the files cannot be used.
    pub(crate) fn has_errors_in(&self, file: &str) -> bool {
        let codes = self.counts.get(file).into_iter().flat_map(BTreeMap::keys);
        codes.into_iter().any(|code| Severity::of(code) == Severity::Error)
    }
    /// `Ok` with what was read and every warning and note, or all faults when one is an error.
    pub(crate) fn settle<T>(self, read: Option<T>) -> Result<(T, Vec<Fault>), Self> {
        match read {
            Some(value) if !self.has_errors() => Ok((value, self.sorted())),
            _ => Err(self),
        }
    }
}

impl Severity {
    /// The severity that a code's letter stands for.
    #[must_use]
    pub fn of(code: &str) -> Self {
        match code.as_bytes().first() {
            Some(b'W') => Self::Warning,
            Some(b'N') => Self::Note,
            _ => Self::Error,
        }
    }
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity.word(), self.code, self.file)?;
        for place in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{place}")?;
        }
        write!(f, ": {}", self.cause)?;
        if self.cure.is_empty() { Ok(()) } else { write!(f, "\n  hint: {}", self.cure) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.sorted();
        for (file, codes) in &self.counts {
            let of_file: Vec<&Fault> = all.iter().filter(|x| &x.file == file).collect();
            for fault in of_file.iter().take(PRINTED) {
                writeln!(f, "{fault}")?;
            }
            let more = codes.values().sum::<usize>() - of_file.len().min(PRINTED);
            if more > 0 {
                writeln!(f, "… and {more} more in {file}")?;
            }
        }
        f.write_str(&self.summary())
    }
}

impl Faults {
    /// One line such as `2 errors and 1 warning`.
    #[must_use]
    pub fn summary(&self) -> String {
        let part = |severity: Severity| {
            let n = self.count(severity);
            let plural = if n == 1 { "" } else { "s" };
            (n > 0).then(|| format!("{n} {}{plural}", severity.word()))
        };
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let parts: Vec<String> = all.into_iter().filter_map(part).collect();
        if parts.is_empty() { "no faults".into() } else { parts.join(", ") }
    }
}

impl std::error::Error for Faults {}

impl Cure for Faults {
    fn code(&self) -> &'static str {
        self.kept.iter().min().map_or("E1901", |f| f.code)
    }
    fn cure(&self) -> String {
        "mend the places named above; each line says how".into()
    }
}
