//! Outlines of sweeps and futures, kept by what they depend on.

use crate::cli::{CliError, tell};
use crate::files::{Faults, Place, codes::KEPT_OTHERWISE, outlines_hash, write_text};
use crate::keys::fingerprint;
use domain::{ContractId, Requirement};
use scenarios::change::World;
use scenarios::compare::Memory;
use serde::{Deserialize, Serialize};
use solver::outline::Outline;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A folder of chains of outlines, each called by the hash of the people and needs it is of.
///
/// A file's first line is the hash of its name and of the second line, which holds the outlines.
#[derive(Debug)]
pub(crate) struct Outlines {
    folder: PathBuf,
}

/// An [`Outline`] as it is written: numbers by their bits, so that they come back as they were.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    cost: u64,
    pay: u64,
    shortage: u64,
    hours: Vec<(String, u64)>,
    overtime: u64,
    missing: Vec<Vec<u64>>,
    prices: Vec<Vec<u64>>,
}

impl Outlines {
    /// The outlines kept in `folder`, which is made.
    pub(crate) fn open(folder: &Path) -> Result<Self, CliError> {
        let failed = |source| CliError::Write { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        Ok(Self { folder: folder.to_owned() })
    }

    fn path(&self, world: &World, needs: &[&Requirement]) -> PathBuf {
        let hash = outlines_hash(&world.inputs, needs, env!("CARGO_PKG_VERSION"));
        self.folder.join(format!("{hash}.json"))
    }
}

impl Memory for Outlines {
    fn known(&self, world: &World, needs: &[&Requirement]) -> Option<Vec<Outline>> {
        let path = self.path(world, needs);
        let text = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            // what cannot be read is not as it was kept
            read => read.unwrap_or_default(),
        };
        let sound = read(&path, &text).filter(|all| all.len() == needs.len());
        if sound.is_none() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut faults = Faults::default();
            faults.add(
                Place::file(&name),
                KEPT_OTHERWISE,
                "these are not the outlines that were kept",
            );
            faults.sorted().iter().for_each(|fault| tell(&fault.to_string()));
        }
        sound
    }

    fn keep(&self, world: &World, needs: &[&Requirement], made: &[Outline]) {
        let kept: Vec<Kept> = made.iter().map(Kept::from).collect();
        let Ok(text) = serde_json::to_string(&kept) else { return };
        let path = self.path(world, needs);
        let text = format!("{}\n{text}\n", digest(&path, &text));
        // what could not be kept is solved again; that is all
        if let Err(faults) = write_text(&path, &text) {
            tell(&faults.to_string());
        }
    }
}

fn digest(path: &Path, outlines: &str) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    fingerprint(format!("{name}\n{outlines}").as_bytes())
}

fn read(path: &Path, text: &str) -> Option<Vec<Outline>> {
    let (said, outlines) = text.trim_end().split_once('\n')?;
    let kept: Vec<Kept> = serde_json::from_str(outlines).ok()?;
    let sound = digest(path, outlines) == said;
    sound.then(|| kept.into_iter().map(Outline::from).collect())
}

fn bits(rows: &[Vec<f64>]) -> Vec<Vec<u64>> {
    rows.iter().map(|row| row.iter().map(|value| value.to_bits()).collect()).collect()
}

fn values(rows: Vec<Vec<u64>>) -> Vec<Vec<f64>> {
    rows.into_iter().map(|row| row.into_iter().map(f64::from_bits).collect()).collect()
}

impl From<&Outline> for Kept {
    fn from(outline: &Outline) -> Self {
        let hours = outline.hours.iter().map(|(id, hours)| (id.to_string(), hours.to_bits()));
        Self {
            cost: outline.cost.to_bits(),
            pay: outline.pay.to_bits(),
            shortage: outline.shortage.to_bits(),
            hours: hours.collect(),
            overtime: outline.overtime.to_bits(),
            missing: bits(&outline.missing),
            prices: bits(&outline.prices),
        }
    }
}

impl From<Kept> for Outline {
    fn from(kept: Kept) -> Self {
        let hours = kept.hours.into_iter();
        Self {
            cost: f64::from_bits(kept.cost),
            pay: f64::from_bits(kept.pay),
            shortage: f64::from_bits(kept.shortage),
            hours: hours.map(|(id, hours)| (ContractId::new(id), f64::from_bits(hours))).collect(),
            overtime: f64::from_bits(kept.overtime),
            missing: values(kept.missing),
            prices: values(kept.prices),
        }
    }
}
