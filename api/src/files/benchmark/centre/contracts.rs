//! A contract of the file: its shift types as templates, its bounds and pay as a contract.

use super::json::{Node, whole_amount};
use super::{CentreError, Frame};
use domain::{
    BreakKind, BreakRule, ClockTime, Contract, ContractId, Minutes, Money, OvertimeTier,
    ShiftTemplate, StartTimes, TemplateId,
};

/// A contract of the file.
#[derive(Debug, Clone)]
pub(super) struct Work {
    /// Its shift types in the file's order.
    pub(super) kinds: Vec<Kind>,
    /// Whether those who have it have to be used.
    pub(super) must: bool,
    days: (u32, u32),
    paid: (Minutes, Minutes),
    wage: Money,
    tier: Option<OvertimeTier>,
}

/// A shift type of the file.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// From arrival to departure, in slots.
    pub(super) span: i64,
    paid: i64,
    units: i64,
    cost: f64,
    breaks: Vec<BreakRule>,
}

/// The slots of a day in which a shift must lie; the last may be on the next day.
pub(super) type Window = (i64, i64);

impl Work {
    /// Reads one contract.
    pub(super) fn read(node: &Node<'_>, frame: Frame) -> Result<Self, CentreError> {
        let types = node.get("types")?;
        let kinds =
            types.list()?.iter().map(|n| Kind::read(n, frame)).collect::<Result<Vec<_>, _>>()?;
        if kinds.is_empty() {
            return Err(types.wrong("a list of at least one type"));
        }
        let twice = |(n, kind): (usize, &Kind)| kinds[..n].iter().any(|k| k.span == kind.span);
        if kinds.iter().enumerate().any(twice) {
            return Err(types.foreign("two shift types of the same length"));
        }
        let (wage, tier) = pay(&kinds, &types, frame)?;
        let must = node.get("must")?.whole()? != 0;
        let days = (node.get("min_days")?.whole()?, node.get("max_days")?.whole()?);
        let units = (node.get("minH")?.whole()?, node.get("maxH")?.whole()?);
        let least = kinds.iter().map(|k| k.units).min().unwrap_or(0);
        let (days, units) = match must {
            true => (days, units),
            // whoever comes at all keeps the lower bounds: so they need not be said
            false if days.0 <= 1 && least >= units.0 => ((0, days.1), (0, units.1)),
            false => return Err(node.foreign("lower bounds for people who need not be used")),
        };
        let paid = paid_bounds(&kinds, days, units)
            .ok_or_else(|| types.foreign("units of H that are not paid time"))?;
        Ok(Self {
            kinds,
            must,
            days: (days.0 as u32, days.1 as u32),
            paid: (frame.time(paid.0), frame.time(paid.1)),
            wage,
            tier,
        })
    }

    /// The contract of people whose shifts lie in `window`, and its templates.
    pub(super) fn noun(
        &self,
        name: &str,
        window: Window,
        frame: Frame,
    ) -> (Contract, Vec<ShiftTemplate>) {
        let label = format!("{name} {}-{}", window.0, window.1);
        let template = |(n, kind): (usize, &Kind)| {
            let last = (window.1 - kind.span).min(frame.slots as i64 - 1);
            let clock = |slot: i64| ClockTime(frame.time(slot).0 as u16);
            (last >= window.0).then(|| ShiftTemplate {
                id: TemplateId::new(format!("{label} {n}")),
                starts: StartTimes { from: clock(window.0), to: clock(last), step: frame.step },
                length: frame.time(kind.span),
                breaks: kind.breaks.clone(),
            })
        };
        let templates: Vec<ShiftTemplate> =
            self.kinds.iter().enumerate().filter_map(template).collect();
        let contract = Contract {
            id: ContractId::new(&label),
            name: label,
            week_paid_min: self.paid.0,
            week_paid_max: self.paid.1,
            week_days_min: self.days.0,
            week_days_max: self.days.1,
            templates: templates.iter().map(|t| t.id.clone()).collect(),
            wage: self.wage,
            guaranteed: Minutes::ZERO,
            daily_overtime: self.tier.into_iter().collect(),
            weekly_overtime: Vec::new(),
            night: None,
            holiday_multiplier: 1.0,
        };
        (contract, templates)
    }
}

impl Kind {
    fn read(node: &Node<'_>, frame: Frame) -> Result<Self, CentreError> {
        let (span, paid) = (node.get("span")?.whole()?, node.get("paid")?.whole()?);
        let breaks = node.get("breaks")?;
        let windows: Vec<[i64; 3]> =
            breaks.list()?.iter().map(Node::wholes).collect::<Result<_, _>>()?;
        let in_order = windows.windows(2).all(|w| w[0][2] + w[0][0] < w[1][1]);
        if !in_order {
            return Err(breaks.foreign("breaks that may touch or change places"));
        }
        // the fewest of the first breaks that make up for what is not paid
        let unpaid = (0..1_usize << windows.len().min(16)).find(|set| {
            let chosen = windows.iter().enumerate().filter(|(n, _)| set & 1 << n != 0);
            chosen.map(|(_, w)| w[0]).sum::<i64>() == span - paid
        });
        let unpaid = unpaid.ok_or_else(|| node.foreign("unpaid time other than whole breaks"))?;
        let rule = |(n, [length, earliest, latest]): (usize, [i64; 3])| {
            let paid = unpaid & 1 << n == 0;
            BreakRule {
                kind: if paid { BreakKind::Rest } else { BreakKind::Meal },
                length: frame.time(length),
                earliest: frame.time(earliest),
                latest: frame.time(latest),
                paid,
            }
        };
        Ok(Self {
            span,
            paid,
            units: node.get("H")?.whole()?,
            cost: node.get("cost")?.number()?,
            breaks: windows.into_iter().enumerate().map(rule).collect(),
        })
    }
}

/// A wage, and one tier above the shortest shift where longer ones cost more.
fn pay(
    kinds: &[Kind],
    node: &Node<'_>,
    frame: Frame,
) -> Result<(Money, Option<OvertimeTier>), CentreError> {
    let foreign = || node.foreign("costs other than a wage with one overtime tier");
    let mut order: Vec<&Kind> = kinds.iter().collect();
    order.sort_by_key(|k| k.paid);
    let base = order[0];
    if base.paid < 1 {
        return Err(foreign());
    }
    let slot = base.cost / base.paid as f64;
    let wage = whole_amount(slot * 100.0 * 60.0 / frame.step.0 as f64).ok_or_else(foreign)?;
    let longer = order.iter().find(|k| k.paid > base.paid);
    let multiplier = longer.map(|k| (k.cost - base.cost) / ((k.paid - base.paid) as f64 * slot));
    let above = frame.time(base.paid);
    let tier = multiplier
        .filter(|m| (m - 1.0).abs() > 1e-9)
        .map(|multiplier| OvertimeTier { above, multiplier });
    let exact = |kind: &&Kind| {
        let paid = frame.time(kind.paid);
        let tiers: Vec<OvertimeTier> = tier.into_iter().collect();
        let cost = wage.for_minutes(paid, 1.0) + domain::pay::surcharge(paid, &tiers, wage);
        whole_amount(kind.cost * 100.0) == Some(cost)
    };
    if order.iter().all(exact) { Ok((wage, tier)) } else { Err(foreign()) }
}

/// Bounds on paid slots that say the same as bounds on units, where every shift has as many more
/// paid slots than units, and the number of shifts is fixed if that is not zero.
fn paid_bounds(kinds: &[Kind], days: (i64, i64), units: (i64, i64)) -> Option<(i64, i64)> {
    let more = kinds[0].paid - kinds[0].units;
    let alike = kinds.iter().all(|k| k.paid - k.units == more);
    (alike && (more == 0 || days.0 == days.1))
        .then(|| (units.0 + more * days.0, units.1 + more * days.0))
}
