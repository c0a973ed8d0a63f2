//! Opening hours: nobody is rostered to work on a live queue (phone, chat) that is closed; tickets
//! may be worked at any time.
//!
//! Unit      hour begun on a closed queue

/// Live queues are worked only while open, by weekday hours and `closure` or `closed` events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithinOpeningHours;

impl super::Law for WithinOpeningHours {
    const NAME: &'static str = "opening_hours";
    const UNIT: &'static str = "hour";

    fn breaches(&self, _case: &super::Case<'_>) -> Vec<super::Breach> {
        Vec::new()
    }
}
