//! A planner's statement beside the model's.

use crate::world::*;
use domain::*;

const START: &str = "2025-07-09 00:00";
const END: &str = "2025-07-10 00:00";

fn stated(effect: Effect, confidence: Confidence) -> Event {
    Event { effect, confidence, ..promotion("first live stream", START, END) }
}

#[test]
fn a_first_ever_event_takes_nearly_what_a_firm_planner_says() {
    let world = World::usual().event(stated(Effect::Relative(2.0), Confidence::Firm));
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    let [told] = &demand.decomposition.overrides[..] else { panic!("one statement") };
    assert_eq!((told.event.as_str(), told.planner), ("first live stream", 2.0));
    close(told.model, 1.0, 0.02);
    assert!((1.9..2.0).contains(&told.blend), "{told:?}");
    close(total(&demand, &grid, day("2025-07-09")), 600.0 * told.blend, 0.02);
    close(total(&demand, &grid, day("2025-07-08")), 600.0, 0.02);
}

#[test]
fn the_blend_weighs_both_by_their_precision() {
    let world = World::usual().event(stated(Effect::Relative(3.0), Confidence::Rough));
    let demand = world.study(1).demand;
    let [told] = &demand.decomposition.overrides[..] else { panic!("one statement") };
    let (own, theirs) = (told.model_sd.powi(-2), 0.15_f64.powi(-2));
    let log = (own * told.model.ln() + theirs * 3.0_f64.ln()) / (own + theirs);
    close(told.blend, log.exp(), 1e-9);
    assert!((1.5..3.0).contains(&told.blend), "{told:?}");
}

#[test]
fn a_stated_total_is_reached_within_the_event_alone() {
    let world = World::usual().event(Event {
        start: at("2025-07-09 18:00"),
        end: at("2025-07-09 20:00"),
        ..stated(Effect::Absolute(400.0), Confidence::Firm)
    });
    let (demand, grid) = (world.study(1).demand, world.grid(1));
    let wednesday = grid.slots_of_day(2).start;
    let evening: f64 = demand.expected[wednesday + 36..wednesday + 40].iter().map(|c| c.0).sum();
    close(evening, 400.0, 0.10);
    close(demand.expected[wednesday + 20].0, 36.0, 0.02);
    close(demand.decomposition.overrides[0].planner, 400.0 / 78.0, 0.03);
}

#[test]
fn a_statement_narrows_the_band_of_a_first_ever_event() {
    let silent = World::usual().event(promotion("first live stream", START, END)).noisy(21);
    let told = World::usual().event(stated(Effect::Relative(1.0), Confidence::Firm)).noisy(21);
    let noon = 2 * 48 + 24;
    let (silent, told) = (silent.study(1).demand, told.study(1).demand);
    assert!(told.spread[noon].shared < 0.5 * silent.spread[noon].shared);
}
