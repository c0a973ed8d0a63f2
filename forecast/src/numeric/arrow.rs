//! Solving with an arrow matrix: a chain in which each node is tied to the next, and a dense
//! border.
//!
//! The day model's level is such a chain; its other effects meet every node. Ordering the chain
//! first keeps its rows empty, so a Cholesky factorisation costs what the border costs:
//!
//! ```text
//! A = | T  Bᵀ |    T = C·Cᵀ (two diagonals),   V = B·C⁻ᵀ,   S = M − V·Vᵀ = L·Lᵀ
//!     | B  M  |
//! ```

use faer::linalg::matmul::triangular::{BlockStructure, matmul};
use faer::linalg::triangular_solve::{
    solve_lower_triangular_in_place, solve_upper_triangular_in_place,
};
use faer::{Accum, ColMut, Mat, MatRef, Par, Side};

/// A symmetric arrow matrix; only the lower half is kept.
#[derive(Debug, Clone)]
pub(crate) struct Arrow {
    /// Diagonal of the chain `T`.
    diagonal: Vec<f64>,
    /// `T` between each node and the next.
    links: Vec<f64>,
    /// `B`: one row per border coefficient, one column per node, column by column.
    border: Vec<f64>,
    /// `M`.
    corner: Mat<f64>,
}

/// The Cholesky factor of an [`Arrow`].
#[derive(Debug, Clone)]
pub(crate) struct Factor {
    diagonal: Vec<f64>,
    links: Vec<f64>,
    border: Vec<f64>,
    corner: Mat<f64>,
}

impl Arrow {
    /// A zero matrix with `nodes` chain nodes, at least one, and `border` dense rows.
    pub(crate) fn new(nodes: usize, border: usize) -> Self {
        Self {
            diagonal: vec![0.0; nodes],
            links: vec![0.0; nodes - 1],
            border: vec![0.0; border * nodes],
            corner: Mat::zeros(border, border),
        }
    }

    /// Adds `weight · v vᵀ` of a sparse row `v` with ascending positions; of the chain it may hold
    /// one node, or two neighbours.
    ///
    /// The row's end is fastest where its positions follow one another: it is added as slices.
    pub(crate) fn add_row(&mut self, weight: f64, row: &[(usize, f64)]) {
        let (nodes, height) = (self.diagonal.len(), self.corner.nrows());
        let split = row.iter().take_while(|(at, _)| *at < nodes).count();
        let (chain, border) = row.split_at(split);
        let run = run(border);
        let (sparse, dense) = border.split_at(border.len() - run);
        let begin = dense.first().map_or(height, |(at, _)| at - nodes);
        for &(node, value) in chain {
            let weighted = weight * value;
            self.diagonal[node] += weighted * value;
            let column = &mut self.border[node * height..(node + 1) * height];
            for &(at, other) in sparse {
                column[at - nodes] += weighted * other;
            }
            add(&mut column[begin..], weighted, dense);
        }
        if let [(first, a), (_, b)] = chain {
            self.links[*first] += weight * a * b;
        }
        for (nth, &(at, value)) in sparse.iter().enumerate() {
            let weighted = weight * value;
            let column = self.corner.col_as_slice_mut(at - nodes);
            for &(below, other) in &sparse[nth..] {
                column[below - nodes] += weighted * other;
            }
            add(&mut column[begin..], weighted, dense);
        }
        for (nth, &(at, value)) in dense.iter().enumerate() {
            let column = self.corner.col_as_slice_mut(at - nodes);
            add(&mut column[at - nodes..], weight * value, &dense[nth..]);
        }
    }

    /// Adds `value` to the diagonal.
    pub(crate) fn add_diagonal(&mut self, at: usize, value: f64) {
        match at.checked_sub(self.diagonal.len()) {
            None => self.diagonal[at] += value,
            Some(at) => self.corner[(at, at)] += value,
        }
    }

    /// Ties node `node` to the next: adds `precision · (x(node+1) − x(node))²`.
    pub(crate) fn tie(&mut self, node: usize, precision: f64) {
        self.diagonal[node] += precision;
        self.diagonal[node + 1] += precision;
        self.links[node] -= precision;
    }

    /// The Cholesky factor, or `None` when the matrix is not positive definite.
    pub(crate) fn factor(mut self) -> Option<Factor> {
        let height = self.corner.nrows();
        for node in 0..self.diagonal.len() {
            let link = if node > 0 { self.links[node - 1] } else { 0.0 };
            let pivot = self.diagonal[node] - link * link;
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            let root = pivot.sqrt();
            self.diagonal[node] = root;
            if let Some(next) = self.links.get_mut(node) {
                *next /= root;
            }
            let (before, from) = self.border.split_at_mut(node * height);
            let before = &before[node.saturating_sub(1) * height..];
            from[..height].iter_mut().zip(before).for_each(|(x, y)| *x -= link * y);
            from[..height].iter_mut().for_each(|x| *x /= root);
        }
        let border = MatRef::from_column_major_slice(&self.border, height, self.diagonal.len());
        matmul(
            self.corner.as_mut(),
            BlockStructure::TriangularLower,
            Accum::Add,
            border,
            BlockStructure::Rectangular,
            border.transpose(),
            BlockStructure::Rectangular,
            -1.0,
            Par::Seq,
        );
        let corner = self.corner.llt(Side::Lower).ok()?.L().to_owned();
        let Self { diagonal, links, border, .. } = self;
        Some(Factor { diagonal, links, border, corner })
    }
}

/// How many of a row's last positions follow one another.
fn run(row: &[(usize, f64)]) -> usize {
    let follows = |pair: &&[(usize, f64)]| pair[0].0 + 1 == pair[1].0;
    usize::from(!row.is_empty()) + row.windows(2).rev().take_while(follows).count()
}

/// Adds `weight` times the values of `terms` to as many entries of a column, from its first.
fn add(column: &mut [f64], weight: f64, terms: &[(usize, f64)]) {
    column.iter_mut().zip(terms).for_each(|(sum, (_, value))| *sum += weight * value);
}

impl Factor {
    /// The border's entries of one node.
    fn column(&self, node: usize) -> &[f64] {
        let height = self.corner.nrows();
        &self.border[node * height..(node + 1) * height]
    }

    /// `F⁻¹ b` for the factor `F`, in place.
    fn forward(&self, b: &mut [f64]) {
        let (chain, rest) = b.split_at_mut(self.diagonal.len());
        for node in 0..chain.len() {
            let before = if node > 0 { self.links[node - 1] * chain[node - 1] } else { 0.0 };
            chain[node] = (chain[node] - before) / self.diagonal[node];
            let column = self.column(node);
            rest.iter_mut().zip(column).for_each(|(x, v)| *x -= chain[node] * v);
        }
        let rest = ColMut::from_slice_mut(rest).as_mat_mut();
        solve_lower_triangular_in_place(self.corner.as_ref(), rest, Par::Seq);
    }

    /// `A⁻¹ b`, in place.
    pub(crate) fn solve(&self, b: &mut [f64]) {
        self.forward(b);
        let (chain, rest) = b.split_at_mut(self.diagonal.len());
        let whole = ColMut::from_slice_mut(rest).as_mat_mut();
        solve_upper_triangular_in_place(self.corner.transpose(), whole, Par::Seq);
        let mut next = 0.0;
        for node in (0..chain.len()).rev() {
            let column = self.column(node);
            let border: f64 = column.iter().zip(rest.iter()).map(|(v, x)| v * x).sum();
            let link = self.links.get(node).map_or(0.0, |link| link * next);
            chain[node] = (chain[node] - link - border) / self.diagonal[node];
            next = chain[node];
        }
    }

    /// `vᵀ A⁻¹ v`: the posterior variance of the combination `v` of coefficients.
    pub(crate) fn variance(&self, mut v: Vec<f64>) -> f64 {
        self.forward(&mut v);
        v.iter().map(|x| x * x).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of three nodes with one dense row: 4 on the diagonal, −1 between neighbours, 1
    /// below.
    fn chain() -> Arrow {
        let mut matrix = Arrow::new(3, 1);
        matrix.tie(0, 1.0);
        matrix.tie(1, 1.0);
        for (node, value) in [3.0, 2.0, 3.0].into_iter().enumerate() {
            matrix.add_diagonal(node, value - 1.0);
            matrix.add_row(1.0, &[(node, 1.0), (3, 1.0)]);
        }
        matrix.add_diagonal(3, 1.0);
        matrix
    }

    const DENSE: [[f64; 4]; 4] =
        [[4., -1., 0., 1.], [-1., 4., -1., 1.], [0., -1., 4., 1.], [1., 1., 1., 4.]];

    #[test]
    fn a_solution_put_back_gives_the_right_hand_side() {
        let factor = chain().factor().expect("positive definite");
        let mut x = vec![1.0, 2.0, 3.0, 4.0];
        factor.solve(&mut x);
        for (row, expected) in DENSE.iter().zip([1.0, 2.0, 3.0, 4.0]) {
            let product: f64 = row.iter().zip(&x).map(|(a, x)| a * x).sum();
            assert!((product - expected).abs() < 1e-12, "{product} for {expected}");
        }
    }

    #[test]
    fn a_variance_is_the_quadratic_form_of_the_inverse() {
        let factor = chain().factor().expect("positive definite");
        let mut column = vec![0.0, 1.0, 0.0, 0.0];
        let variance = factor.variance(column.clone());
        factor.solve(&mut column);
        assert!((variance - column[1]).abs() < 1e-12);
    }

    #[test]
    fn neighbours_in_one_row_share_a_link() {
        let mut matrix = Arrow::new(2, 1);
        matrix.add_row(2.0, &[(0, 0.5), (1, 0.5), (2, 1.0)]);
        (0..3).for_each(|at| matrix.add_diagonal(at, 1.0));
        let factor = matrix.factor().expect("positive definite");
        // A = I + 2 v vᵀ with v = (½, ½, 1): vᵀ A⁻¹ v = |v|²/(1 + 2|v|²) = 1.5/4
        let variance = factor.variance(vec![0.5, 0.5, 1.0]);
        assert!((variance - 0.375).abs() < 1e-12);
    }

    #[test]
    fn a_matrix_that_is_not_positive_definite_has_no_factor() {
        let mut matrix = Arrow::new(1, 1);
        matrix.add_row(1.0, &[(0, 1.0), (1, 2.0)]);
        matrix.add_diagonal(1, -3.5);
        assert!(matrix.factor().is_none());
    }
}
