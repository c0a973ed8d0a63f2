//! What a roster costs: wages and surcharges, missing people, broken wishes. Sums are done by hand.

mod coverage;
mod judge;
mod pay;
mod promises;
