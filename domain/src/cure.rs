//! Every error says what is wrong, and what to do about it.

/// An error with a code that never changes and advice a planner can act on.
///
/// The message (`Display`) says what is wrong; [`Cure::cure`] says what to do, in one lower-case
/// sentence without a full stop. Codes are listed in `docs/errors.md`.
pub trait Cure: std::error::Error {
    /// The stable code, such as `E1102`.
    fn code(&self) -> &'static str;
    /// What the reader can do about it.
    fn cure(&self) -> String;
}
