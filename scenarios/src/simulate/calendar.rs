//! The calendar of coming events: a four-ary heap of 16-byte entries.
//!
//! An entry is one integer: the bits of its time above, what happens below. Times are never
//! negative, so integers compare as times do, and equal times have an order that never varies.

/// What happens, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Happening {
    /// An agent finishes a contact; the mark tells whether this is still the plan.
    Done { agent: u32, mark: u32 },
    /// An agent comes back from a break or an absence.
    Return { agent: u32, mark: u32 },
    /// An agent is called away for a while.
    Absent { agent: u32, mark: u32 },
    /// A waiting contact's patience ends.
    Leave { number: u32, class: u32 },
    /// A contact that hung up tries again.
    Retry { index: u32 },
}

/// Marks and classes have this many bits.
const MARK_BITS: u32 = 29;

impl Happening {
    fn code(self) -> u64 {
        let (kind, low, high) = match self {
            Self::Done { agent, mark } => (0, agent, mark),
            Self::Return { agent, mark } => (1, agent, mark),
            Self::Absent { agent, mark } => (2, agent, mark),
            Self::Leave { number, class } => (3, number, class),
            Self::Retry { index } => (4, index, 0),
        };
        (kind << 61) | (u64::from(high & MARK) << 32) | u64::from(low)
    }

    fn of(code: u64) -> Self {
        let (low, high) = (code as u32, (code >> 32) as u32 & MARK);
        match code >> 61 {
            0 => Self::Done { agent: low, mark: high },
            1 => Self::Return { agent: low, mark: high },
            2 => Self::Absent { agent: low, mark: high },
            3 => Self::Leave { number: low, class: high },
            _ => Self::Retry { index: low },
        }
    }
}

/// The largest mark; the next is 0 again.
pub(super) const MARK: u32 = (1 << MARK_BITS) - 1;

/// Coming events, the earliest first.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    heap: Vec<u128>,
}

impl Calendar {
    /// Notes that `what` happens at `time`, which is not negative.
    pub(super) fn push(&mut self, time: f64, what: Happening) {
        let entry = (u128::from(time.to_bits()) << 64) | u128::from(what.code());
        let mut at = self.heap.len();
        self.heap.push(entry);
        while at > 0 {
            let parent = (at - 1) / 4;
            if self.heap[parent] <= entry {
                break;
            }
            self.heap[at] = self.heap[parent];
            at = parent;
        }
        self.heap[at] = entry;
    }

    /// When the next event happens; infinitely late when none is noted.
    #[inline]
    pub(super) fn next(&self) -> f64 {
        self.heap.first().map_or(f64::INFINITY, |e| f64::from_bits((e >> 64) as u64))
    }

    /// Takes the next event out.
    pub(super) fn pop(&mut self) -> Option<Happening> {
        let last = self.heap.pop()?;
        let Some(&first) = self.heap.first() else { return Some(Happening::of(last as u64)) };
        self.sink(last);
        Some(Happening::of(first as u64))
    }

    /// Puts `entry` at the top and lets it sink to its place.
    fn sink(&mut self, entry: u128) {
        let heap = self.heap.as_mut_slice();
        let mut at = 0;
        loop {
            let child = 4 * at + 1;
            let end = (child + 4).min(heap.len());
            if child >= end {
                break;
            }
            let mut least = child;
            for other in child + 1..end {
                if heap[other] < heap[least] {
                    least = other;
                }
            }
            if entry <= heap[least] {
                break;
            }
            heap[at] = heap[least];
            at = least;
        }
        heap[at] = entry;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_out_by_time_and_say_what_was_put_in() {
        let mut calendar = Calendar::default();
        let times = [5.0, 0.25, 9.5, 3.0, 3.5, 0.0, 7.0, 1.0, 2.0];
        for (agent, time) in times.into_iter().enumerate() {
            calendar.push(time, Happening::Done { agent: agent as u32, mark: 7 });
        }
        calendar.push(2.5, Happening::Leave { number: u32::MAX, class: 3 });
        let mut seen = Vec::new();
        while let Some(what) = {
            seen.push(calendar.next());
            calendar.pop()
        } {
            if seen.last() == Some(&2.5) {
                assert_eq!(what, Happening::Leave { number: u32::MAX, class: 3 });
            }
        }
        assert!(seen.is_sorted());
        assert_eq!((seen.len(), seen.last()), (11, Some(&f64::INFINITY)));
    }
}
