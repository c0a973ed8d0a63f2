//! Many requirements in outline: each from the solution of one that is much like it.

use super::CompareError;
use crate::change::World;
use domain::Requirement;
use rayon::prelude::*;
use solver::outline::{Outline, Sketch};

/// Requirements solved one after the other, each from the last solution. Chains are cut by number,
/// never by how many cores there are, so that the answer is the same on every machine.
const CHAIN: usize = 30;

/// What every requirement costs with the people of `world`, in their order; several chains at a
/// time. A chain goes from the quietest requirement to the busiest: neighbours are alike, and
/// half of the steps from one solution to the next are saved.
///
/// # Errors
/// [`CompareError::Outline`] when a requirement is of another horizon, or the optimiser fails.
pub fn outlines(world: &World, needs: &[&Requirement]) -> Result<Vec<Outline>, CompareError> {
    let inputs = &world.inputs;
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_cached_key(|n| people(needs[*n]));
    let chain = |numbers: &[usize]| -> Result<Vec<(usize, Outline)>, CompareError> {
        let grid = &needs[numbers[0]].grid;
        let mut sketch = Sketch::new(&inputs.centre, grid, &inputs.previous);
        numbers.iter().map(|n| Ok((*n, sketch.solve(needs[*n])?))).collect()
    };
    let made: Result<Vec<Vec<(usize, Outline)>>, CompareError> =
        order.par_chunks(CHAIN).map(chain).collect();
    let mut made: Vec<(usize, Outline)> = made?.into_iter().flatten().collect();
    made.sort_by_key(|(number, _)| *number);
    Ok(made.into_iter().map(|(_, outline)| outline).collect())
}

/// Agent-slots that a requirement asks for.
fn people(need: &Requirement) -> u64 {
    need.queues.iter().flat_map(|queue| &queue.agents).map(|agents| u64::from(agents.0)).sum()
}
