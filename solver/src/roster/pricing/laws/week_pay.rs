//! What a week pays beyond its shifts: weekly overtime and guaranteed time not rostered.

use super::{Resource, Step, Today, Work};
use domain::{Minutes, Money, OvertimeTier, pay};

/// Counts the week's paid minutes and those of them that are daily overtime already.
#[derive(Debug)]
pub(crate) struct WeekPay {
    /// Pay per hour.
    pub(crate) wage: Money,
    /// Weekly overtime tiers.
    pub(crate) tiers: Vec<OvertimeTier>,
    /// Guaranteed paid time of each week.
    pub(crate) guaranteed: Vec<Minutes>,
}

/// Daily overtime fits below this many minutes a week.
const RADIX: i32 = 1 << 14;

impl Resource for WeekPay {
    fn name(&self) -> &'static str {
        "week_pay"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { paid: work.paid, overtime: work.overtime, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let (mut paid, mut daily) = (level / RADIX, level % RADIX);
        if let Some(work) = work {
            paid += work.paid;
            daily += work.overtime;
        }
        if !today.week_ends {
            return Step::to(paid * RADIX + daily);
        }
        let minutes = |m: i32| Minutes(i64::from(m));
        let overtime = pay::surcharge(minutes(paid - daily), &self.tiers, self.wage);
        let owed = (self.guaranteed[today.week] - minutes(paid)).max(Minutes::ZERO);
        let top_up = self.wage.for_minutes(owed, 1.0);
        Some(Step { level: 0, price: (overtime + top_up).0 })
    }
}
