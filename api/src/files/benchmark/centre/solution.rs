//! A roster in the form the scorer of the generated weeks reads.

use super::CentreInstance;
use domain::{Roster, Shift};
use serde_json::{Value, json};

impl CentreInstance {
    /// `[{"agent": id, "tour": [[start, type, break, break, break] × days]}]`: −1 for a day off and
    /// for breaks that a type does not have. People who need not be used and are not are left out.
    #[must_use]
    pub fn solution(&self, roster: &Roster) -> String {
        let mut all = Vec::new();
        for (agent, (contract, must)) in self.centre.agents.iter().zip(&self.people) {
            let mut tour = vec![json!([-1, -1, -1, -1, -1]); roster.grid.days()];
            let mut used = *must;
            for shift in roster.shifts_of(&agent.id) {
                if let Some(day) = roster.grid.day_of_date(shift.date) {
                    tour[day] = self.entry(shift, contract, roster, day);
                    used = true;
                }
            }
            if used {
                all.push(json!({"agent": agent.id.to_string(), "tour": tour}));
            }
        }
        Value::Array(all).to_string()
    }

    fn entry(&self, shift: &Shift, contract: &str, roster: &Roster, day: usize) -> Value {
        let step = roster.grid.interval().0;
        let (span, midnight) = (shift.span(), roster.grid.day_span(day).start);
        let slots = span.length().0 / step;
        let kinds = self.works.get(contract).map_or(&[][..], |w| w.kinds.as_slice());
        let kind = kinds.iter().position(|k| k.span == slots).map_or(-1, |n| n as i64);
        let mut entry = vec![(span.start - midnight).0 / step, kind];
        let rests = shift.stretches.iter().filter(|s| s.activity.is_rest());
        entry.extend(rests.map(|s| (s.span.start - span.start).0 / step));
        entry.resize(entry.len().max(5), -1);
        Value::from(entry)
    }
}
