//! Tables of aligned columns without lines: the first column reads left, the others right.

use super::Style;
use comfy_table::{CellAlignment, Table as Grid, presets};
use std::io::{self, Write};

/// A table in the making.
pub(crate) struct Table {
    grid: Grid,
    left: Vec<usize>,
}

impl Table {
    /// A table with these column heads, the first read from the left, the others from the right.
    pub(crate) fn new(head: &[&str]) -> Self {
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING).force_no_tty().set_header(head.to_vec());
        Self { grid, left: vec![0] }
    }

    /// Reads another column from the left.
    pub(crate) fn read_left(mut self, column: usize) -> Self {
        self.left.push(column);
        self
    }

    /// Adds a line.
    pub(crate) fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.grid.add_row(cells.into_iter().map(Into::into).collect::<Vec<String>>());
    }

    /// Prints the table, its head emphasised.
    pub(crate) fn print(mut self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        for (n, column) in self.grid.column_iter_mut().enumerate() {
            let left = self.left.contains(&n);
            column.set_cell_alignment(if left {
                CellAlignment::Left
            } else {
                CellAlignment::Right
            });
        }
        for (n, line) in self.grid.lines().enumerate() {
            let line = format!(" {}", line.trim_end());
            writeln!(out, "{}", if n == 0 { style.bold(&line) } else { line })?;
        }
        Ok(())
    }
}
