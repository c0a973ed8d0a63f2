//! How often each key may ask: a bucket of tokens that fills steadily.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How often one key may ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Requests per second in the long run.
    pub per_second: f64,
    /// Requests at once after a pause.
    pub burst: u32,
}

/// One bucket per key. Names are key ids, agents with a calendar and `strangers`, so that there are
/// never more buckets than keys and agents.
#[derive(Debug)]
pub(super) struct Buckets {
    rate: Rate,
    filled: Mutex<HashMap<String, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Buckets {
    pub(super) fn new(rate: Rate) -> Self {
        Self { rate, filled: Mutex::default() }
    }

    /// Takes a token from the bucket of `name`, or says how many seconds until there is one.
    pub(super) fn take(&self, name: &str, now: Instant) -> Result<(), u64> {
        let full = f64::from(self.rate.burst);
        let mut buckets = self.filled.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(name.to_owned()).or_insert(Bucket { tokens: full, at: now });
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.tokens = (bucket.tokens + passed * self.rate.per_second).min(full);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        Err(((1.0 - bucket.tokens) / self.rate.per_second).ceil().max(1.0) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_key_may_ask_in_a_burst_then_at_its_rate_and_others_are_not_concerned() {
        let buckets = Buckets::new(Rate { per_second: 2.0, burst: 3 });
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(buckets.take("a", start), Ok(()));
        }
        assert_eq!(buckets.take("a", start), Err(1));
        assert_eq!(buckets.take("b", start), Ok(()));
        assert_eq!(buckets.take("a", start + Duration::from_millis(400)), Err(1));
        assert_eq!(buckets.take("a", start + Duration::from_millis(500)), Ok(()));
    }
}
