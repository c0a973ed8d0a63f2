//! Many requirements in outline: each from the solution of one that is much like it.

use super::CompareError;
use crate::change::World;
use domain::Requirement;
use rayon::prelude::*;
use solver::outline::{Outline, Sketch};

/// Requirements solved one after the other, each from the last solution. Chains are cut by number,
/// never by how many cores there are, so that the answer is the same on every machine.
const CHAIN: usize = 30;

/// Chains that were solved before, so that a run that was cut short does not solve them again.
pub trait Memory: Sync {
    /// The outlines of `needs`, solved in this order with the people of `world`, if they are known.
    fn known(&self, world: &World, needs: &[&Requirement]) -> Option<Vec<Outline>>;
    /// Remembers them.
    fn keep(&self, world: &World, needs: &[&Requirement], made: &[Outline]);
}

/// Nothing is remembered.
impl Memory for () {
    fn known(&self, _: &World, _: &[&Requirement]) -> Option<Vec<Outline>> {
        None
    }
    fn keep(&self, _: &World, _: &[&Requirement], _: &[Outline]) {}
}

/// What every requirement costs with the people of `world`, in their order; several chains at a
/// time. A chain goes from the quietest requirement to the busiest: neighbours are alike, and
/// half of the steps from one solution to the next are saved. Chains are remembered whole: a step
/// from another solution could end in another of several cheapest ones.
///
/// # Errors
/// [`CompareError::Outline`] when a requirement is of another horizon, or the optimiser fails.
pub fn outlines(
    world: &World,
    needs: &[&Requirement],
    memory: &dyn Memory,
) -> Result<Vec<Outline>, CompareError> {
    let inputs = &world.inputs;
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_cached_key(|n| people(needs[*n]));
    let chain = |numbers: &[usize]| -> Result<Vec<(usize, Outline)>, CompareError> {
        let chained: Vec<&Requirement> = numbers.iter().map(|n| needs[*n]).collect();
        let made = match memory.known(world, &chained) {
            Some(known) => known,
            None => {
                let mut sketch = Sketch::new(&inputs.centre, &chained[0].grid, &inputs.previous);
                let solved: Result<Vec<Outline>, _> =
                    chained.iter().map(|need| sketch.solve(need)).collect();
                let solved = solved?;
                memory.keep(world, &chained, &solved);
                solved
            }
        };
        Ok(numbers.iter().copied().zip(made).collect())
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
