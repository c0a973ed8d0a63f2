//! People for a pool in which the queues listed first are answered first.

use super::StaffingError;
use super::queueing::{Flow, Ranked, Shown};
use super::stream::Stream;
use domain::{Agents, Slot, TargetKind};

/// The fewest people at desks for a slot of a ranked pool, and the target that asks for the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RankedNeed {
    pub(super) seated: Agents,
    pub(super) binding: Option<TargetKind>,
}

/// What is asked for each class of a slot that has contacts, the most urgent first.
pub(super) struct Classes {
    flows: Vec<Flow>,
    targets: Vec<Vec<TargetKind>>,
}

impl Classes {
    /// The classes of `slot` with their own targets.
    pub(super) fn of(stream: &Stream<'_>, slot: Slot) -> Result<Self, StaffingError> {
        let mut classes = Self { flows: Vec::new(), targets: Vec::new() };
        for (part, targets) in stream.parts.iter().zip(&stream.ranks) {
            if let Some(flow) = part.flow(stream.grid, slot)? {
                classes.flows.push(flow);
                classes.targets.push(targets.clone());
            }
        }
        Ok(classes)
    }

    /// The classes with `agents` at desks; `None` where the work is too much for them.
    pub(super) fn with(&self, agents: u32) -> Option<Ranked> {
        Ranked::new(&self.flows, Agents(agents)).ok().flatten()
    }

    /// The first target that `agents` do not keep.
    fn broken(&self, agents: u32) -> Option<TargetKind> {
        let all = || self.targets.iter().enumerate();
        let Some(ranked) = self.with(agents) else {
            return all().find_map(|(_, targets)| targets.first().copied());
        };
        all().find_map(|(class, targets)| {
            targets.iter().find(|target| !ranked.keeps(class, target)).copied()
        })
    }

    /// The fewest people that keep every class's targets.
    pub(super) fn least(
        &self,
        stream: &Stream<'_>,
        slot: Slot,
        limit: Agents,
    ) -> Result<RankedNeed, StaffingError> {
        if self.flows.is_empty() {
            return Ok(RankedNeed { seated: Agents(0), binding: None });
        }
        let work: f64 = self.flows.iter().map(|flow| flow.workload().0).sum();
        let (mut few, mut step) = (work.floor().min(f64::from(limit.0)) as u32, 1);
        let mut many = few;
        while let Some(target) = self.broken(many) {
            if many >= limit.0 {
                return Err(StaffingError::Ranked {
                    queue: stream.parts[0].queue.id.clone(),
                    at: stream.grid.local(slot),
                    target: Shown(&target).to_string(),
                    limit,
                });
            }
            few = many;
            many = many.saturating_add(step).min(limit.0);
            step *= 2;
        }
        while many > few + 1 {
            let middle = few + (many - few) / 2;
            if self.broken(middle).is_some() { few = middle } else { many = middle }
        }
        let binding = many.checked_sub(1).and_then(|fewer| self.broken(fewer));
        Ok(RankedNeed { seated: Agents(many), binding })
    }
}
