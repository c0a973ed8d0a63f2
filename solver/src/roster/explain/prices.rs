//! The nouns of an explanation: prices, and who and what stands between a roster and its bound.

use domain::{AgentId, Money, QueueId, Slot, Target};
use std::ops::Range;

/// The bound's prices: what a slot of the grid is worth, in money per slot, to the cent.
///
/// They are the Lagrange multipliers of the best bound that was proved: if every person were paid
/// these prices for the slots they work, nobody could lower the sum of all costs by more than
/// what [`Why`] shows. They are prices of the bound, not of the roster found: the bound rises by
/// at least the price when one standard agent more is needed in the slot (or by the light price
/// of a missing person, if that is less: a larger need may widen the light tier), and falls by at
/// most the price
/// when one fewer is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotPrices {
    /// A standard agent for the whole slot, per queue in the centre's order and slot.
    pub agent: Vec<Vec<Money>>,
    /// A head more on top of that, where a floor asks for heads.
    pub head: Vec<Vec<Money>>,
    /// A seat, per slot, where seats are capped.
    pub seat: Vec<Money>,
}

/// Why a roster costs more than its bound, to the cent.
///
/// ```text
/// cost − bound = Σ slack of people + Σ slack of slots + rounding
/// ```
/// Every slack is at least nothing for a lawful roster, up to a cent of rounding. A part of their
/// sum may be out of reach, because people come whole: how much is what is not proved.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// What the roster costs, charges for changes included.
    pub cost: Money,
    /// No lawful roster costs less.
    pub bound: Money,
    /// The prices that prove it.
    pub prices: SlotPrices,
    /// What every target per day or week is worth at them, by queue and time.
    pub promises: Vec<PromisePrice>,
    /// Everybody, in the centre's order.
    pub people: Vec<PersonPrice>,
    /// The slots that are not as the prices would have them, by time.
    pub slots: Vec<SlotSlack>,
    /// What the proof gives away to rounding, and what lies off the grid.
    pub rounding: Money,
}

/// One person's week at the bound's prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPrice {
    /// Who.
    pub agent: AgentId,
    /// Pay and prices of their own soft breaches, charges for their changed days included.
    pub cost: Money,
    /// What the slots they are at work are worth at the bound's prices, seats paid.
    pub worth: Money,
    /// How much cheaper their best lawful week would be at the same prices: the reduced cost of
    /// their week over that of the best.
    pub slack: Money,
    /// What their best week is worth beyond its cost. The bound rises by at least this when they
    /// are gone (with their pay), so it falls where this is negative.
    pub net: Money,
}

/// What a target per day or week is worth at the bound's prices.
#[derive(Debug, Clone, PartialEq)]
pub struct PromisePrice {
    /// Whose.
    pub queue: QueueId,
    /// The target.
    pub target: Target,
    /// The slots it holds over.
    pub slots: Range<usize>,
    /// A service level one point higher, or a mean wait one second shorter, raises the bound by at
    /// least this for every point or second; one that is lower or longer lowers it by at most
    /// this. What being late costs is left as it is.
    pub step: Money,
}

/// Why a slot is not as the prices would have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slack {
    /// People are missing, and each costs more than the slot's price.
    Missing,
    /// More people than the prices would buy.
    Spare,
    /// People idle or on a queue where they are worth less than on this one.
    Elsewhere,
    /// Heads above or below a floor that has a price.
    Heads,
    /// Seats left free although they have a price, or people without one.
    Seats,
    /// Over a day or week: contacts beyond a target's tier against what they are worth; `agents`
    /// counts contacts too late beyond those allowed.
    Promise,
    /// Over the whole horizon: capacity for tickets beyond what their work is worth, or late work
    /// that costs more than it.
    Tickets,
}

/// A slot, and what it costs that it is not as the prices would have it.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotSlack {
    /// The queue; `None` for seats.
    pub queue: Option<QueueId>,
    /// The slot, of a target per day or week its first; `None` for tickets.
    pub slot: Option<Slot>,
    /// Why.
    pub kind: Slack,
    /// How many standard agents (heads, seats, agent-slots of ticket work) too few or too many.
    pub agents: f64,
    /// What that is worth at the prices.
    pub worth: Money,
}

impl Why {
    /// What people's weeks could be cheaper by, all together.
    #[must_use]
    pub fn of_people(&self) -> Money {
        self.people.iter().map(|p| p.slack).sum()
    }

    /// What slots lose, all together.
    #[must_use]
    pub fn of_slots(&self) -> Money {
        self.slots.iter().map(|s| s.worth).sum()
    }
}
