//! What one replication counted.

/// What happened to the contacts that arrived in one slot.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Cell {
    pub offered: u32,
    pub answered: u32,
    pub in_time: u32,
    pub abandoned: u32,
    /// Abandoned no later than the promised time.
    pub short: u32,
    /// Of those who hung up, sent away because nobody was there any more.
    pub sent_away: u32,
    /// Found no place, or nobody where nobody waits.
    pub blocked: u32,
    /// Neither answered nor gone at the end.
    pub waiting: u32,
    /// Of those, not yet late: their service is undecided.
    pub undecided: u32,
    /// Seconds waited by those answered.
    pub wait: f64,
    /// Seconds that those answered had waited in earlier attempts and before hand-overs.
    pub wait_before: f64,
    /// Seconds waited by those who hung up.
    pub wait_abandoned: f64,
    /// Contacts waiting when the slot ended, whenever they arrived.
    pub backlog: u32,
    /// Seconds the oldest of them had waited.
    pub backlog_age: f64,
}

/// The counts of one replication: a cell per class and slot, times per group and slot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tally {
    slots: usize,
    slot_seconds: f64,
    cells: Vec<Cell>,
    busy: Vec<f64>,
    present: Vec<f64>,
    /// The slot that time has reached.
    now: usize,
}

impl Tally {
    pub(super) fn new(classes: usize, groups: usize, slots: usize, slot_seconds: f64) -> Self {
        Self {
            slots,
            slot_seconds,
            cells: vec![Cell::default(); classes * slots],
            busy: vec![0.0; groups * slots],
            present: vec![0.0; groups * slots],
            now: 0,
        }
    }

    #[inline]
    pub(super) fn cell(&mut self, class: usize, slot: u32) -> &mut Cell {
        &mut self.cells[class * self.slots + slot as usize]
    }

    /// The cells of a class, by slot.
    pub(super) fn class(&self, class: usize) -> &[Cell] {
        &self.cells[class * self.slots..][..self.slots]
    }

    /// Busy seconds of a group, by slot.
    pub(super) fn busy(&self, group: usize) -> &[f64] {
        &self.busy[group * self.slots..][..self.slots]
    }

    /// Seconds at work of a group, by slot.
    pub(super) fn present(&self, group: usize) -> &[f64] {
        &self.present[group * self.slots..][..self.slots]
    }

    /// Time has reached `slot`.
    pub(super) fn reach(&mut self, slot: usize) {
        self.now = slot;
    }

    /// Somebody of `group` did `share` of what they could from `from` until now, which is `until`.
    #[inline]
    pub(super) fn was_busy(&mut self, group: u32, from: f64, until: f64, share: f64) {
        let row = &mut self.busy[group as usize * self.slots..][..self.slots];
        spread(row, self.now, self.slot_seconds, (from, until), share);
    }

    /// Somebody of `group` was at work from `from` until now, which is `until`.
    pub(super) fn was_present(&mut self, group: u32, from: f64, until: f64) {
        let row = &mut self.present[group as usize * self.slots..][..self.slots];
        spread(row, self.now, self.slot_seconds, (from, until), 1.0);
    }
}

/// Spreads a stretch of time that ends in slot `last` over the slots it covers, each second counted
/// with `weight`.
#[inline]
fn spread(row: &mut [f64], last: usize, length: f64, stretch: (f64, f64), weight: f64) {
    let (from, mut until) = stretch;
    let mut slot = last;
    loop {
        let begin = slot as f64 * length;
        if from >= begin || slot == 0 {
            row[slot] += weight * (until - from);
            return;
        }
        row[slot] += weight * (until - begin);
        until = begin;
        slot -= 1;
    }
}
