//! The same thing done to many, several at a time.

use rayon::prelude::*;

/// What `of` makes of each of `items`, in their order; several are made at a time.
///
/// # Errors
/// One of those that occurred.
pub fn each<T: Sync, R: Send, E: Send>(
    items: &[T],
    of: impl Fn(&T) -> Result<R, E> + Sync + Send,
) -> Result<Vec<R>, E> {
    items.par_iter().map(of).collect()
}
