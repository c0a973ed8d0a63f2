//! The families of rows, by the names planners know them by.

use std::fmt;

macro_rules! families {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A family of rows. A law's family has the law's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Family { $($(#[$doc])* $variant,)* }

        impl Family {
            /// Every family.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name, as in `rules.toml` where it is a law.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

families! {
    /// Nobody is in two shifts at once, whatever the laws say.
    OnePlace = "one_place",
    /// Whoever is on duty serves at most one queue at a time.
    OneQueue = "one_queue",
    /// What a helping column stands for.
    Meaning = "meaning",
    /// People at work and people missing cover the requirement.
    Coverage = "coverage",
    /// Tickets are done when due, or late.
    Tickets = "tickets",
    /// Law.
    OneShiftADay = "one_shift_a_day",
    /// Law.
    ContractTemplates = "contract_templates",
    /// Law.
    Breaks = "breaks",
    /// Law.
    Availability = "availability",
    /// Law.
    LockedShifts = "locked_shifts",
    /// Law.
    Skills = "skills",
    /// Law.
    OpeningHours = "opening_hours",
    /// Law.
    DailyRest = "daily_rest",
    /// Law.
    DailyHours = "daily_hours",
    /// Law.
    WeeklyRest = "weekly_rest",
    /// Law.
    WeeklyHours = "weekly_hours",
    /// Law.
    WorkingDays = "working_days",
    /// Law.
    PeriodHours = "period_hours",
    /// Law.
    OvertimePerDay = "overtime_per_day",
    /// Law.
    OvertimePerMonth = "overtime_per_month",
    /// Law.
    ConsecutiveDaysMax = "consecutive_days_max",
    /// Law.
    ConsecutiveDaysMin = "consecutive_days_min",
    /// Law.
    ConsecutiveDaysOffMin = "consecutive_days_off_min",
    /// Law.
    WeekendsOff = "weekends_off",
    /// Law.
    NightsInARow = "nights_in_a_row",
    /// Law.
    RestAfterNights = "rest_after_nights",
    /// Law.
    StartVariation = "start_variation",
    /// Law.
    Protected = "protected",
    /// Law.
    MinimumStaffing = "minimum_staffing",
    /// Law.
    SeatCap = "seat_cap",
    /// Law.
    Fairness = "fairness",
    /// Law.
    Preferences = "preferences",
}

impl Family {
    /// The families that are laws of the centre.
    pub fn laws() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|f| *f >= Self::OneShiftADay)
    }
    /// Whether the family is a law of the centre.
    #[must_use]
    pub fn is_law(self) -> bool {
        self >= Self::OneShiftADay
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
