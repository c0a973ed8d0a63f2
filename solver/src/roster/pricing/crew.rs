//! Pricers side by side: every class at once, each by whoever is free.

use super::super::problem::Class;
use super::{Priced, Pricer};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::sync::{Mutex, PoisonError};

/// One pricer, or one for every core. What they find does not depend on how many they are.
#[derive(Debug)]
pub(crate) struct Crew(Vec<Mutex<Pricer>>);

impl Crew {
    /// One pricer: other cores have other work.
    pub(crate) fn one() -> Self {
        Self(vec![Mutex::default()])
    }

    /// A pricer for every core.
    pub(crate) fn all() -> Self {
        Self((0..rayon::current_num_threads()).map(|_| Mutex::default()).collect())
    }

    /// What one of them makes of every class, in their order.
    pub(crate) fn each(
        &mut self,
        classes: &[Class],
        price: impl Fn(&mut Pricer, &Class) -> Option<Priced> + Sync,
    ) -> Vec<Option<Priced>> {
        if let [one] = self.0.as_mut_slice() {
            let one = one.get_mut().unwrap_or_else(PoisonError::into_inner);
            return classes.iter().map(|class| price(one, class)).collect();
        }
        let of = |class| {
            let seat = rayon::current_thread_index().unwrap_or(0) % self.0.len();
            price(&mut self.0[seat].lock().unwrap_or_else(PoisonError::into_inner), class)
        };
        classes.par_iter().map(of).collect()
    }

    /// The first of them, for single classes.
    pub(crate) fn first(&mut self) -> &mut Pricer {
        self.0[0].get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
