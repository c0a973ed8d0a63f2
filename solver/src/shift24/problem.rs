//! The problem as numbers: days, shift types, people with their limits and wishes, cover.

/// A horizon of days that starts on a Monday, and everybody who may work in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// How many days.
    pub days: usize,
    /// The types of shift; at most one is worked per person and day.
    pub types: Vec<ShiftType>,
    /// The people.
    pub people: Vec<Person>,
    /// `cover[day][type]`: how many are wanted, and what it costs to miss it.
    pub cover: Vec<Vec<Cover>>,
}

/// A type of shift.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftType {
    /// Its length in minutes.
    pub minutes: u32,
    /// Types that may not be worked on the day after it.
    pub cannot_follow: Vec<usize>,
}

/// A person's limits and wishes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The most shifts of each type.
    pub most_per_type: Vec<u32>,
    /// The most minutes in the horizon.
    pub minutes_max: u32,
    /// The fewest minutes in the horizon.
    pub minutes_min: u32,
    /// The most working days in a row.
    pub run_max: usize,
    /// The fewest working days in a row, for runs strictly inside the horizon.
    pub run_min: usize,
    /// The fewest days off in a row, for those strictly inside the horizon.
    pub off_min: usize,
    /// The most weekends with a shift.
    pub weekends_max: u32,
    /// `penalty[day][choice]`: what wishes cost with this choice; the last choice is a day off.
    pub penalty: Vec<Vec<i64>>,
    /// Days on which the person cannot work.
    pub days_off: Vec<usize>,
}

/// What is wanted of one type on one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cover {
    /// How many people.
    pub required: u32,
    /// What each missing one costs.
    pub under: i64,
    /// What each one beyond costs.
    pub over: i64,
}

/// One person's choices, day by day: a type's number, or [`Problem::off`].
pub type Tour = Vec<u8>;

impl Problem {
    /// The choice of a day off.
    #[must_use]
    pub fn off(&self) -> u8 {
        self.types.len() as u8
    }

    /// What wishes cost person number `person` with this tour.
    #[must_use]
    pub fn wishes(&self, person: usize, tour: &[u8]) -> i64 {
        let penalty = &self.people[person].penalty;
        tour.iter().zip(penalty).map(|(choice, day)| day[usize::from(*choice)]).sum()
    }

    /// What a whole roster costs: wishes, people missing and beyond.
    #[must_use]
    pub fn cost(&self, tours: &[Tour]) -> i64 {
        let wishes: i64 = tours.iter().enumerate().map(|(i, tour)| self.wishes(i, tour)).sum();
        let types = self.types.len();
        let there = |cell: usize| {
            tours.iter().filter(|t| usize::from(t[cell / types]) == cell % types).count() as u32
        };
        let present: Vec<u32> = (0..self.days * types).map(there).collect();
        wishes + self.cover_cost(&present)
    }

    /// What these people per day and type (`present[day × types + type]`) cost in cover.
    #[must_use]
    pub fn cover_cost(&self, present: &[u32]) -> i64 {
        self.cover.iter().flatten().zip(present).map(|(cover, there)| cover.cost(*there)).sum()
    }

    /// Whether person number `person` may work this tour; a check written apart from the search.
    #[must_use]
    pub fn allows(&self, person: usize, tour: &[u8]) -> bool {
        let (p, off) = (&self.people[person], self.off());
        let count = |kind: usize| tour.iter().filter(|c| usize::from(**c) == kind).count() as u32;
        let minutes: u32 = (0..self.types.len()).map(|k| count(k) * self.types[k].minutes).sum();
        let follows = tour.windows(2).all(|two| {
            two[0] == off || !self.types[usize::from(two[0])].cannot_follow.contains(&two[1].into())
        });
        let weekends = (5..self.days).step_by(7);
        let worked =
            weekends.filter(|d| tour[*d] != off || tour.get(d + 1).is_some_and(|c| *c != off));
        tour.len() == self.days
            && (p.minutes_min..=p.minutes_max).contains(&minutes)
            && (0..self.types.len()).all(|k| count(k) <= p.most_per_type[k])
            && p.days_off.iter().all(|d| tour[*d] == off)
            && follows
            && worked.count() as u32 <= p.weekends_max
            && self.runs_allowed(p, tour)
    }

    fn runs_allowed(&self, p: &Person, tour: &[u8]) -> bool {
        let works: Vec<bool> = tour.iter().map(|choice| *choice != self.off()).collect();
        let mut start = 0;
        works.chunk_by(|a, b| a == b).all(|run| {
            let inside = start > 0 && start + run.len() < tour.len();
            start += run.len();
            let least = if run[0] { p.run_min } else { p.off_min };
            (!inside || run.len() >= least) && (!run[0] || run.len() <= p.run_max)
        })
    }
}

impl Cover {
    /// What `present` people cost.
    #[must_use]
    pub fn cost(&self, present: u32) -> i64 {
        let (there, wanted) = (i64::from(present), i64::from(self.required));
        self.under * (wanted - there).max(0) + self.over * (there - wanted).max(0)
    }
    /// What one person more costs; negative where one is missing.
    #[must_use]
    pub fn marginal(&self, present: u32) -> i64 {
        if present < self.required { -self.under } else { self.over }
    }
}
