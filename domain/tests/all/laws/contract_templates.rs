use crate::world::{clock, week, week_in_berlin};
use domain::laws::ContractTemplates;

#[test]
fn a_shift_has_the_length_of_a_template() {
    let shift = |when| week("2025-11-10").shift("Li Wei", when).against(ContractTemplates);
    shift("Mon 09:00-18:00").is_kept();
    shift("Mon 09:00-13:00").is_kept();
    shift("Mon 09:00-17:59").is_broken_by(1.0).says(
        "Li Wei's shift Mon 10 Nov 09:00-17:59 of 8 h 59 fits no template of contract `full_time`",
    );
}

#[test]
fn a_shift_starts_when_a_template_says() {
    let early = week("2025-11-10").with(|centre| {
        centre.templates[0].starts.from = clock("06:15");
        centre.templates[0].starts.to = clock("09:15");
    });
    early.clone().shift("Li Wei", "Mon 06:15-15:15").against(ContractTemplates).is_kept();
    early.clone().shift("Li Wei", "Mon 09:15-18:15").against(ContractTemplates).is_kept();
    early.clone().shift("Li Wei", "Mon 09:00-18:00").against(ContractTemplates).is_broken_by(1.0);
    early.shift("Li Wei", "Mon 09:45-18:45").against(ContractTemplates).is_broken_by(1.0);
}

#[test]
fn the_template_must_be_one_of_the_contract() {
    let world = week("2025-11-10").contract(|c| c.templates.retain(|t| t.as_str() != "short"));
    world.shift("Li Wei", "Mon 09:00-13:00").against(ContractTemplates).is_broken_by(1.0);
}

#[test]
fn a_night_shift_lasts_nine_hours_even_when_clocks_go_back() {
    let night = |when| week_in_berlin("2025-10-20").shift("Eva", when).against(ContractTemplates);
    night("Sat 22:00-06:00").is_kept();
    night("Sat 22:00-07:00").is_broken_by(1.0);
}

#[test]
fn a_shift_of_nobody_and_one_without_a_contract_fit_nothing() {
    let world = week("2025-11-10").shift("Li Wei", "Mon 09:00-18:00");
    world.clone().contract(|c| c.id = "other".into()).against(ContractTemplates).is_broken_by(1.0);
    world
        .with(|centre| centre.agents.clear())
        .against(ContractTemplates)
        .is_broken_by(1.0)
        .says("the centre knows no agent `Li Wei` for the shift Mon 10 Nov 09:00-18:00");
}

#[test]
fn a_shift_outside_the_horizon_is_no_shift_of_this_roster() {
    let world = week("2025-11-10");
    world.clone().shift("Li Wei", "Sun 22:00-07:00").against(ContractTemplates).is_kept();
    world.clone().shift("Li Wei", "Mon+1 09:00-18:00").against(ContractTemplates).is_broken_by(1.0);
    world.shift("Li Wei", "Sun-1 22:00-07:00").against(ContractTemplates).is_broken_by(1.0);
}
