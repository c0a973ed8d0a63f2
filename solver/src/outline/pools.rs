//! People alike in what they serve, whatever their contract: on the floor they are the same.

use super::groups::Group;
use super::shapes::Shape;

/// People of the same two queues or more.
#[derive(Debug, Clone)]
pub(super) struct Pool {
    /// Queue numbers with the mean speed on each.
    pub(super) skills: Vec<(usize, f64)>,
    /// Slots in which any of them could be at work.
    pub(super) slots: Vec<bool>,
    people: f64,
}

/// The pools, and by group the number of its own; groups of one queue have none.
pub(super) fn pools(
    groups: &[Group<'_>],
    shapes: &[Vec<Vec<Shape>>],
    slots: usize,
) -> (Vec<Pool>, Vec<Option<usize>>) {
    let mut pools: Vec<Pool> = Vec::new();
    let mut own = Vec::with_capacity(groups.len());
    for (group, days) in groups.iter().zip(shapes) {
        if group.skills.len() < 2 {
            own.push(None);
            continue;
        }
        let queues = |skills: &[(usize, f64)]| skills.iter().map(|(q, _)| *q).collect::<Vec<_>>();
        let same = |pool: &Pool| queues(&pool.skills) == queues(&group.skills);
        let number = pools.iter().position(same).unwrap_or_else(|| {
            let skills = group.skills.iter().map(|(q, _)| (*q, 0.0)).collect();
            pools.push(Pool { skills, slots: vec![false; slots], people: 0.0 });
            pools.len() - 1
        });
        pools[number].join(group, days);
        own.push(Some(number));
    }
    (pools, own)
}

impl Pool {
    /// Takes a group in: its people count in the mean speeds, its shifts in the slots.
    fn join(&mut self, group: &Group<'_>, days: &[Vec<Shape>]) {
        let all = self.people + group.people;
        for ((_, mean), (_, speed)) in self.skills.iter_mut().zip(&group.skills) {
            *mean = (*mean * self.people + speed * group.people) / all;
        }
        self.people = all;
        for (slot, _) in days.iter().flatten().flat_map(|shape| &shape.present) {
            self.slots[*slot] = true;
        }
    }
}
