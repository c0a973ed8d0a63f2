//! Overtime per month: daily and weekly overtime of the weeks that begin in the month.

use super::{Resource, Step, Today, Weight, Work};

/// `Σ overtime ≤ left(m)`, minutes. The level packs the month's overtime, the week's paid time and
/// the week's daily overtime, each in multiples of `unit`.
#[derive(Debug)]
pub(crate) struct OvertimePerMonth {
    /// How much it matters.
    pub(crate) weight: Weight,
    /// What each month has left.
    pub(crate) left: Vec<i32>,
    /// The first weekly tier's threshold; `None` when weeks know no overtime.
    pub(crate) weekly_above: Option<i32>,
    /// The length in minutes that all shifts are multiples of.
    pub(crate) unit: i32,
}

impl Resource for OvertimePerMonth {
    fn name(&self) -> &'static str {
        "overtime_per_month"
    }
    fn begin(&self) -> i32 {
        0
    }
    fn sees(&self, work: &Work) -> Work {
        Work { paid: work.paid, overtime: work.overtime, ..Work::default() }
    }
    fn step(&self, level: i32, today: &Today, work: Option<&Work>) -> Option<Step> {
        let (mut total, mut paid, mut daily) = (level >> 20, (level >> 10) & 1023, level & 1023);
        if let Some(work) = work {
            total += work.overtime / self.unit;
            if self.weekly_above.is_some() {
                daily += work.overtime / self.unit;
                paid += work.paid / self.unit;
            }
        }
        if today.week_ends {
            let above = |above: i32| ((paid - daily) * self.unit - above).max(0) / self.unit;
            total += self.weekly_above.map_or(0, above);
            (paid, daily) = (0, 0);
        }
        let over = total * self.unit - self.left[today.month];
        if self.weight == Weight::Hard && over > 0 {
            return None;
        }
        if today.week_ends && today.month_ends {
            return Step::at(0, self.weight.charge_hours(over));
        }
        Step::to(total << 20 | paid << 10 | daily)
    }
}
