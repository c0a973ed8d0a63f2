//! Tables: a header and rows of cells, from separated values or from a worksheet, read with faults.

use super::codes;
use super::fault::{Faults, Place};
use super::records::Records;
use std::path::Path;

/// A small file in memory; every cell is text, worksheets' dates and numbers included.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub(crate) file: String,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// Lines that begin with `#`, without it.
    pub(crate) comments: Vec<(u32, String)>,
    /// Whether numbers may have a decimal comma.
    pub(crate) comma: bool,
    /// Whether it is a worksheet, where dates may be serial numbers.
    pub(crate) sheet: bool,
}

/// One row with the line it begins on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) line: u32,
    pub(crate) cells: Vec<(String, u32)>,
}

impl Table {
    /// Reads a table by the ending of `path`; `name` is how faults call it, `sheet` the worksheet.
    pub(crate) fn open(path: &Path, name: &str, sheet: &str, faults: &mut Faults) -> Option<Self> {
        let bytes = read_bytes(path, name, faults)?;
        let workbook = ["xlsx", "xlsm", "xls", "ods"];
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
        if workbook.contains(&ending.as_str()) {
            super::worksheet::table(name, bytes, sheet, faults)
        } else {
            Self::from_bytes(name, &bytes, faults)
        }
    }

    /// Reads separated values.
    pub(crate) fn from_bytes(name: &str, bytes: &[u8], faults: &mut Faults) -> Option<Self> {
        let text = super::text::decode(name, bytes, faults)?;
        Self::from_text(name, &text, faults)
    }

    /// Reads separated values from text.
    pub(crate) fn from_text(name: &str, text: &str, faults: &mut Faults) -> Option<Self> {
        let text = unix_lines(text);
        let mut records = Records::new(name, &text);
        let mut table =
            Self { file: name.into(), comma: records.separator() != ',', ..Self::default() };
        let mut cells = Vec::new();
        while let Some(line) = records.next(&mut cells, faults) {
            if table.header.is_empty() {
                table.header = cells.iter().map(|c| heading(&c.text)).collect();
                continue;
            }
            let cells = cells.drain(..).map(|c| (c.text.into_owned(), c.column)).collect();
            table.rows.push(Row { line, cells });
        }
        table.comments = records.comments().to_vec();
        table.squared(faults).then_some(table)
    }

    /// Names every ragged row; whether there is anything to read.
    pub(crate) fn squared(&mut self, faults: &mut Faults) -> bool {
        let place = Place::file(&self.file);
        if self.header.is_empty() {
            faults.add(place, codes::FILE_EMPTY, "the file is empty");
            return false;
        }
        let width = self.header.len();
        for row in &mut self.rows {
            // spreadsheets pad rows with empty cells
            while row.cells.len() > width && row.cells.last().is_some_and(|c| c.0.is_empty()) {
                row.cells.pop();
            }
        }
        for row in self.rows.iter().filter(|r| r.cells.len() != width) {
            self.ragged(row, faults);
        }
        true
    }

    /// Names a row that has more or fewer cells than the header.
    pub(crate) fn ragged(&self, row: &Row, faults: &mut Faults) {
        let (cells, width) = (row.cells.len(), self.header.len());
        let cause = format!("this row has {cells} cells, the header {width}");
        let place = Place::line(&self.file, row.line);
        if cells > width && !self.comma && !self.sheet {
            let cure = "give every row as many cells as the header; a decimal comma cuts a number \
                        in two, write a point";
            faults.add_with(place, codes::ROW_RAGGED, cause, cure);
        } else {
            faults.add(place, codes::ROW_RAGGED, cause);
        }
    }

    /// Checks the header: every needed column there, none twice, others told.
    pub(crate) fn expect(&self, needed: &[&str], known: &[&str], faults: &mut Faults) -> bool {
        let complete = expect_columns(&self.file, &self.header, needed, known, faults);
        if !complete {
            let cells = |row: &Row| row.cells.iter().map(|c| heading(&c.0)).collect();
            let rows = self.rows.iter().take(TITLES).map(|row| (row.line, cells(row)));
            late_header(&self.file, rows, needed, faults);
        }
        complete
    }

    /// Says that a table without rows is an error.
    pub(crate) fn expect_rows(&self, faults: &mut Faults) {
        if self.rows.is_empty() {
            let place = Place::file(&self.file);
            faults.add(place, codes::FILE_EMPTY, "the file has a header and no rows");
        }
    }
}

/// How many lines of titles above a header are looked through.
pub(crate) const TITLES: usize = 20;

/// Says where the header is when it stands below lines of titles.
pub(crate) fn late_header(
    file: &str,
    mut rows: impl Iterator<Item = (u32, Vec<String>)>,
    needed: &[&str],
    faults: &mut Faults,
) {
    let is_header = |cells: &[String]| needed.iter().all(|n| cells.iter().any(|c| c == n));
    if let Some((line, _)) = rows.find(|(_, cells)| is_header(cells)) {
        let cause = "this line looks like the header";
        let cure = "remove the lines above it";
        faults.add_with(Place::line(file, line), codes::COLUMN_MISSING, cause, cure);
    }
}

/// Checks a header line; whether every needed column is there.
pub(crate) fn expect_columns(
    file: &str,
    header: &[String],
    needed: &[&str],
    known: &[&str],
    faults: &mut Faults,
) -> bool {
    let place = Place::line(file, 1);
    let mut complete = true;
    for name in needed.iter().filter(|n| !header.iter().any(|h| h == *n)) {
        complete = false;
        let cause = format!("there is no column `{name}`");
        faults.add_with(place, codes::COLUMN_MISSING, cause, format!("add a column named {name}"));
    }
    for (n, name) in header.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if header[..n].contains(name) {
            faults.add(place, codes::COLUMN_TWICE, format!("the column `{name}` is given twice"));
        } else if !needed.iter().chain(known).any(|k| k == name) {
            let cause = format!("the column `{}` is not known", super::number::clip(name));
            let all: Vec<&str> = needed.iter().chain(known).copied().collect();
            let cure = alike(name, &all).map(|near| format!("did you mean `{near}`?"));
            faults.add_with(
                place,
                codes::COLUMN_UNKNOWN,
                cause,
                cure.as_deref().unwrap_or(codes::COLUMN_UNKNOWN.cure),
            );
        }
    }
    complete
}

/// The whole file, or a fault.
pub(crate) fn read_bytes(path: &Path, name: &str, faults: &mut Faults) -> Option<Vec<u8>> {
    match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            faults.add(Place::file(name), codes::READ_FAILED, format!("cannot be read: {error}"));
            None
        }
    }
}

/// Line ends of old Macintosh files as newlines.
pub(crate) fn unix_lines(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// A column's name as compared: trimmed, lower case.
pub(crate) fn heading(text: &str) -> String {
    text.trim().trim_start_matches('\u{FEFF}').to_lowercase()
}

/// The word of `all` that `word` is most likely a misspelling of.
pub(crate) fn alike<'a>(word: &str, all: &[&'a str]) -> Option<&'a str> {
    let near = all.iter().map(|k| (distance(word, k), *k)).min()?;
    (near.0 <= 2 && near.0 < word.chars().count()).then_some(near.1)
}

/// Edit distance with insertions, deletions and replacements.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().take(64).enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let change = corner + usize::from(ca != *cb);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}
