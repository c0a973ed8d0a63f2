//! Solving with a symmetric positive definite matrix whose first rows are nearly empty.
//!
//! The day model's level is a chain of nodes, each tied to its neighbours only, so the first rows
//! of its normal equations hold two numbers each. Storing every row from its first non-zero to the
//! diagonal (a skyline) lets a Cholesky factorisation skip that emptiness; it fills nothing in.

/// A symmetric matrix, lower half, each row stored from its first non-zero column to the diagonal.
#[derive(Debug, Clone)]
pub(crate) struct Skyline {
    first: Vec<usize>,
    start: Vec<usize>,
    cells: Vec<f64>,
}

/// The Cholesky factor `L` of a [`Skyline`] matrix `A = L·Lᵀ`.
#[derive(Debug, Clone)]
pub(crate) struct Factor(Skyline);

impl Skyline {
    /// A zero matrix; row `i` keeps columns `first[i]..=i`.
    pub(crate) fn new(first: Vec<usize>) -> Self {
        let mut start = Vec::with_capacity(first.len() + 1);
        start.push(0);
        for (row, &column) in first.iter().enumerate() {
            start.push(start[row] + row + 1 - column);
        }
        let cells = vec![0.0; start[first.len()]];
        Self { first, start, cells }
    }

    /// Adds `value` at (`row`, `column`) and its mirror; `column ≤ row`, inside the skyline.
    pub(crate) fn add(&mut self, row: usize, column: usize, value: f64) {
        let at = self.start[row] + column - self.first[row];
        self.cells[at] += value;
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.cells[self.start[row]..self.start[row + 1]]
    }

    /// The Cholesky factor, or `None` when the matrix is not positive definite.
    pub(crate) fn factor(mut self) -> Option<Factor> {
        for row in 0..self.first.len() {
            let (above, rest) = self.cells.split_at_mut(self.start[row]);
            let current = &mut rest[..=row - self.first[row]];
            let first = self.first[row];
            for column in first..row {
                let their_first = self.first[column];
                let theirs = &above[self.start[column]..self.start[column + 1]];
                let from = first.max(their_first);
                let shared =
                    dot(&current[from - first..column - first], &theirs[from - their_first..]);
                current[column - first] =
                    (current[column - first] - shared) / theirs[column - their_first];
            }
            let (diagonal, before) = current.split_last_mut()?;
            let pivot = *diagonal - dot(before, before);
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            *diagonal = pivot.sqrt();
        }
        Some(Factor(self))
    }
}

impl Factor {
    /// `L⁻¹ b`, in place.
    pub(crate) fn forward(&self, b: &mut [f64]) {
        for row in 0..b.len() {
            let first = self.0.first[row];
            let cells = self.0.row(row);
            let known = dot(&cells[..row - first], &b[first..row]);
            b[row] = (b[row] - known) / cells[row - first];
        }
    }

    /// `A⁻¹ b`, in place.
    pub(crate) fn solve(&self, b: &mut [f64]) {
        self.forward(b);
        for row in (0..b.len()).rev() {
            let first = self.0.first[row];
            let cells = self.0.row(row);
            b[row] /= cells[row - first];
            let value = b[row];
            for (target, cell) in b[first..row].iter_mut().zip(cells) {
                *target -= value * cell;
            }
        }
    }

    /// `vᵀ A⁻¹ v`: the posterior variance of the combination `v` of coefficients.
    pub(crate) fn variance(&self, mut v: Vec<f64>) -> f64 {
        self.forward(&mut v);
        dot(&v, &v)
    }
}

/// `Σ a·b` over the shorter of the two, with four running sums so that it vectorises.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    let (a, b) = (&a[..n], &b[..n]);
    let (quads_a, quads_b) = (a.chunks_exact(4), b.chunks_exact(4));
    let rest: f64 = quads_a.remainder().iter().zip(quads_b.remainder()).map(|(x, y)| x * y).sum();
    let mut sums = [0.0; 4];
    for (x, y) in quads_a.zip(quads_b) {
        for lane in 0..4 {
            sums[lane] += x[lane] * y[lane];
        }
    }
    (sums[0] + sums[2]) + (sums[1] + sums[3]) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of three nodes with one dense row: 4 on the diagonal, −1 between neighbours, 1 below.
    fn chain() -> Skyline {
        let mut matrix = Skyline::new(vec![0, 0, 1, 0]);
        for node in 0..4 {
            matrix.add(node, node, 4.0);
        }
        for node in 1..3 {
            matrix.add(node, node - 1, -1.0);
        }
        for column in 0..3 {
            matrix.add(3, column, 1.0);
        }
        matrix
    }

    #[test]
    fn a_solution_put_back_gives_the_right_hand_side() {
        let factor = chain().factor().expect("positive definite");
        let mut x = vec![1.0, 2.0, 3.0, 4.0];
        factor.solve(&mut x);
        let dense = [[4., -1., 0., 1.], [-1., 4., -1., 1.], [0., -1., 4., 1.], [1., 1., 1., 4.]];
        for (row, expected) in dense.iter().zip([1.0, 2.0, 3.0, 4.0]) {
            assert!((dot(row, &x) - expected).abs() < 1e-12);
        }
    }

    #[test]
    fn a_variance_is_the_quadratic_form_of_the_inverse() {
        let factor = chain().factor().expect("positive definite");
        let mut column = vec![0.0, 0.0, 0.0, 1.0];
        let variance = factor.variance(column.clone());
        factor.solve(&mut column);
        assert!((variance - column[3]).abs() < 1e-12);
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_has_no_factor() {
        let mut matrix = Skyline::new(vec![0, 0]);
        matrix.add(0, 0, 1.0);
        matrix.add(1, 1, 1.0);
        matrix.add(1, 0, 2.0);
        assert!(matrix.factor().is_none());
    }
}
