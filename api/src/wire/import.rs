//! What an import understood and wrote, on the wire.

use super::{Centre, Fault, Written};
use crate::files;
use crate::files::import::Mapping;
use serde::Serialize;

/// What an import understood and wrote.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    /// Which foreign column stands for which of ours.
    pub columns: Vec<MappedColumn>,
    /// How many rows were read: intervals, or people.
    pub rows: usize,
    /// The starter centre that was made; absent when the folder had one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starter: Option<Centre>,
    /// Warnings and notes: what was guessed, assumed, replaced or left out.
    pub remarks: Vec<Fault>,
    /// Files written.
    #[serde(flatten)]
    pub written: Written,
}

/// A foreign column and ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MappedColumn {
    /// Our column.
    pub ours: String,
    /// Theirs, lower case.
    pub theirs: String,
}

impl Imported {
    /// What was understood and written.
    #[must_use]
    pub fn new(
        mapping: &Mapping,
        rows: usize,
        starter: Option<&domain::Centre>,
        remarks: &[files::Fault],
        written: &Written,
    ) -> Self {
        let column = |(ours, theirs): &(String, String)| MappedColumn {
            ours: ours.clone(),
            theirs: theirs.clone(),
        };
        Self {
            columns: mapping.columns.iter().map(column).collect(),
            rows,
            starter: starter.map(Centre::from),
            remarks: Fault::all(remarks),
            written: written.clone(),
        }
    }
}
