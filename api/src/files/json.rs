//! Faults as JSON, for programs.

use super::fault::{Fault, Faults, Severity};
use serde::Serialize;

/// Every fault of a reading.
#[derive(Debug, Serialize)]
struct List<'a> {
    errors: usize,
    warnings: usize,
    notes: usize,
    faults: Vec<One<'a>>,
}

/// One fault.
#[derive(Debug, Serialize)]
struct One<'a> {
    severity: &'a str,
    code: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    cause: &'a str,
    cure: &'a str,
}

impl Faults {
    /// `{"errors": 2, "warnings": 0, "notes": 0, "faults": [{"severity": …, "code": …, …}]}`; the
    /// counts are complete, the list holds what was kept.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        let kept = self.sorted();
        let list = List {
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            notes: self.count(Severity::Note),
            faults: kept.iter().map(one).collect(),
        };
        serde_json::to_value(&list).unwrap_or_default()
    }
}

/// Warnings and notes as a list of the same form.
#[must_use]
pub fn told(remarks: &[Fault]) -> serde_json::Value {
    serde_json::to_value(remarks.iter().map(one).collect::<Vec<_>>()).unwrap_or_default()
}

fn one(fault: &Fault) -> One<'_> {
    One {
        severity: fault.severity.word(),
        code: fault.code,
        file: &fault.file,
        line: fault.line,
        column: fault.column,
        cause: &fault.cause,
        cure: &fault.cure,
    }
}
