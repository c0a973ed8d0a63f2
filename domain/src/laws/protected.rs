//! Protected people: those marked `protected` work no night shift and no overtime.
//!
//! Unit      night shift; hour of overtime, begun

/// No nights and no overtime for protected people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protected;

impl super::Law for Protected {
    const NAME: &'static str = "protected";
    const UNIT: &'static str = "unit";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
