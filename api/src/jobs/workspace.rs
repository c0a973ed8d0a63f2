//! A folder of its own for documents that have to be files for a moment.

use crate::keys::random_hex;
use crate::store::Files;
use std::io;
use std::path::{Path, PathBuf};

/// A folder that only this user may read, and that goes away with this value.
#[derive(Debug)]
pub(crate) struct Workspace(PathBuf);

impl Workspace {
    /// Makes an empty folder among the system's temporary ones.
    pub(crate) fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("paiban-{}", &random_hex()?[..20]));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A folder within it.
    pub(crate) fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.0.join(name);
        std::fs::create_dir_all(&path)?;
        Ok(path)
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        // what cannot be removed is the system's to clear; nothing can be done about it here
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Writes files into a folder. Their names were checked when they were taken in.
pub(crate) fn lay_out(folder: &Path, files: &Files) -> io::Result<()> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// Every file of a folder, those in its folders with their path.
pub(crate) fn gather(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(files)
}
