//! Which foreign column stands for which of ours.

use super::synonyms::{names, plain};
use crate::files::codes;
use crate::files::document::{Document, toml_text};
use crate::files::fault::{Fault, Faults, Place};
use crate::files::number::clip;
use crate::files::table::{Table, heading, read_bytes};
use std::fmt::Write;
use std::path::Path;

/// What a foreign file lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Contacts per queue and interval.
    Report,
    /// People.
    Agents,
}

/// One of our columns, and whether a file must have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in our files.
    pub name: &'static str,
    /// Whether the import cannot do without it.
    pub needed: bool,
}

const fn field(name: &'static str, needed: bool) -> Field {
    Field { name, needed }
}

const REPORT: [Field; 7] = [
    field("interval_start", true),
    field("queue", false),
    field("offered", true),
    field("answered", false),
    field("abandoned", false),
    field("answered_within", false),
    field("aht_seconds", false),
];
const AGENTS: [Field; 9] = [
    field("agent_id", true),
    field("name", false),
    field("team", false),
    field("contract", false),
    field("skills", true),
    field("hire_date", false),
    field("external_id", false),
    field("seniority", false),
    field("protected", false),
];

impl Kind {
    /// Our columns that such a file may have.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Report => &REPORT,
            Self::Agents => &AGENTS,
        }
    }
}

/// A remembered mapping, as kept in `mapping.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The worksheet, where the file is a workbook.
    pub sheet: Option<String>,
    /// Pairs of our column and the foreign one, lower case.
    pub columns: Vec<(String, String)>,
}

impl Mapping {
    /// The foreign column that stands for ours.
    #[must_use]
    pub fn column(&self, ours: &str) -> Option<&str> {
        self.columns.iter().find(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str())
    }

    /// The mapping file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if let Some(sheet) = &self.sheet {
            let _ = writeln!(text, "sheet = {}", toml_text(sheet));
        }
        text.push_str("[columns]\n");
        for (ours, theirs) in &self.columns {
            let _ = writeln!(text, "{ours} = {}", toml_text(theirs));
        }
        text
    }

    /// Writes a mapping file.
    ///
    /// # Errors
    /// A fault when the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Faults> {
        crate::files::save::write_text(path, &self.text())
    }

    /// Reads a mapping file.
    ///
    /// # Errors
    /// Every fault of the file, when one of them is an error.
    pub fn load(path: &Path) -> Result<(Self, Vec<Fault>), Faults> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut faults = Faults::default();
        let bytes = read_bytes(path, &name, &mut faults).unwrap_or_default();
        let text = crate::files::text::decode(&name, &bytes, &mut faults).unwrap_or_default();
        let mapping = {
            let doc = Document::parse(&name, &text, &mut faults);
            let root = doc.root();
            let sheet = root.get("sheet").and_then(|v| v.text()).map(str::to_owned);
            let columns = root.need("columns").and_then(|v| v.section());
            let entries = columns.map(|s| s.entries()).unwrap_or_default();
            let pair = |(ours, theirs): &(&str, crate::files::document::Value<'_>)| {
                Some(((*ours).to_owned(), heading(theirs.text()?)))
            };
            let columns = entries.iter().filter_map(pair).collect();
            root.finish();
            Self { sheet, columns }
        };
        faults.settle(Some(mapping))
    }
}

/// Recognises the columns of a table; says every guess, and what is not used.
pub(super) fn recognise(
    table: &Table,
    kind: Kind,
    overrides: &[(String, String)],
    remembered: Option<&Mapping>,
    faults: &mut Faults,
) -> Mapping {
    let place = Place::line(&table.file, 1);
    let mut columns: Vec<(String, String)> = Vec::new();
    let listed = || table.header.join(", ");
    for (ours, theirs) in overrides {
        if !kind.fields().iter().any(|f| f.name == ours) {
            let all: Vec<&str> = kind.fields().iter().map(|f| f.name).collect();
            let cause = format!("`{}` is not one of our columns", clip(ours));
            faults.add_with(
                place,
                codes::IMPORT_MAP,
                cause,
                format!("map one of: {}", all.join(", ")),
            );
        } else if !table.header.contains(&heading(theirs)) {
            let cause = format!("there is no column `{}` for {ours}", clip(theirs));
            faults.add_with(
                place,
                codes::IMPORT_MAP,
                cause,
                format!("the columns are: {}", listed()),
            );
        } else {
            columns.push((ours.clone(), heading(theirs)));
        }
    }
    for field in kind.fields() {
        if columns.iter().any(|(ours, _)| ours == field.name) {
            continue;
        }
        let kept = remembered.and_then(|m| m.column(field.name));
        let kept = kept.filter(|name| table.header.iter().any(|h| h == name));
        if let Some(name) = kept {
            let cause = format!("column `{name}` is taken for {}, as remembered", field.name);
            let cure = format!("override it with --map {}=COLUMN if it is wrong", field.name);
            faults.add_with(place, codes::IMPORT_GUESS, cause, cure);
            columns.push((field.name.into(), name.to_owned()));
        } else if let Some(name) = guess(table, field.name, &columns) {
            let cause = format!("column `{name}` is taken for {}", field.name);
            let cure = format!("override it with --map {}=COLUMN if it is wrong", field.name);
            faults.add_with(place, codes::IMPORT_GUESS, cause, cure);
            columns.push((field.name.into(), name));
        } else if field.needed {
            let cause = format!("no column can be recognised for {}", field.name);
            let cure = format!("name it: --map {}=COLUMN, one of: {}", field.name, listed());
            faults.add_with(place, codes::IMPORT_COLUMN, cause, cure);
        }
    }
    for name in table.header.iter().filter(|h| !columns.iter().any(|(_, theirs)| theirs == *h)) {
        faults.add(place, codes::IMPORT_UNUSED, format!("column `{}` is not used", clip(name)));
    }
    columns.sort();
    Mapping { sheet: remembered.and_then(|m| m.sheet.clone()), columns }
}

fn guess(table: &Table, ours: &str, taken: &[(String, String)]) -> Option<String> {
    let free = |h: &&String| !taken.iter().any(|(_, theirs)| theirs == *h);
    names(ours)
        .find_map(|name| table.header.iter().filter(free).find(|h| plain(h) == name).cloned())
}
