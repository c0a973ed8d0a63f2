//! A centre that contradicts itself is told so, with a code, a cure and a place.

use crate::world::{World, clock, hours, queue, share, week};
use domain::AvailabilityKind::{Leave, LockedShift, PreferOff, Training, Unavailable};
use domain::laws::{Breaks, DailyHours, MinimumStaffing, Rule, WeeklyRest};
use domain::*;

/// Li Wei serves phone, chat and mail at 30.00 an hour; a missing person costs 60.00.
fn sound() -> World {
    week("2025-11-10").agent_who("Li Wei", |a| a.skills.push(("mail".into(), 1.0)))
}

#[track_caller]
fn found(world: &World, code: &str, place: Place) -> Finding {
    let all = audit(&world.centre);
    let [one] = all.as_slice() else { panic!("one finding wanted: {all:#?}") };
    assert_eq!((one.code, &one.place), (code, &place), "{one}");
    assert_eq!(one.severity == Severity::Warning, code.starts_with('W'));
    assert!(!one.cure.is_empty() && !one.cure.ends_with('.'));
    one.clone()
}

fn contract() -> Place {
    Place::Contract("full_time".into())
}

fn li_wei() -> Place {
    Place::Agent("Li Wei".into())
}

#[test]
fn nothing_is_wrong_with_a_sound_centre() {
    assert_eq!(audit(&sound().centre), vec![]);
}

#[test]
fn names_that_refer_to_nothing() {
    let template = sound().contract(|c| c.templates.push("night".into()));
    let finding = found(&template, "E1106", contract());
    assert_eq!(finding.message, "contract `full_time` allows the unknown template `night`");
    let agent = sound().agent_who("Li Wei", |a| a.contract = "temp".into());
    let all = audit(&agent.centre);
    assert!(all.iter().any(|f| f.code == "E1302" && f.place == li_wei()), "{all:?}");
    let skill = sound().agent_who("Li Wei", |a| a.skills.push(("fax".into(), 1.0)));
    found(&skill, "E1303", li_wei());
    let row = sound().leave("Wang Fang", "Mon 00:00-24:00");
    found(&row.with(|c| c.agents.truncate(1)), "E1304", Place::Availability(0));
    let law = MinimumStaffing { floors: vec![("fax".into(), Agents(1))] };
    let floor = sound().with(|c| c.rules.minimum_staffing = Rule::hard(law.clone()));
    found(&floor, "E1106", Place::Law("minimum_staffing"));
    let off = sound().with(|c| c.rules.minimum_staffing = Rule::off(law));
    assert_eq!(audit(&off.centre), vec![]);
}

#[test]
fn an_id_given_twice() {
    let queues = sound().with(|c| c.queues.push(queue("phone", Channel::Phone)));
    found(&queues, "E1107", Place::Queue("phone".into()));
    let agents = sound().with(|c| c.agents.push(c.agents[0].clone()));
    found(&agents, "E1301", li_wei());
}

#[test]
fn a_week_that_its_templates_cannot_fill() {
    let short = sound().contract(|c| c.templates = vec!["short".into()]);
    let finding = found(&short, "E1109", contract());
    assert_eq!(
        finding.message,
        "no week satisfies contract `full_time`: it asks for 40 h to 48 h a week, its templates \
         give at most 24 h on 5 to 6 days"
    );
    let none = sound().contract(|c| c.templates.clear());
    found(&none, "E1109", contract());
}

#[test]
fn a_week_between_two_numbers_of_days_is_a_gap() {
    let gap = |from, to| {
        sound().contract(|c| {
            c.templates = vec!["day".into()];
            (c.week_paid_min, c.week_paid_max) = (from, to);
        })
    };
    assert_eq!(audit(&gap(hours(48), hours(48)).centre), vec![]);
    let finding = found(&gap(hours(41), hours(47)), "E1109", contract());
    assert!(finding.message.ends_with("give 40 h or 48 h, nothing between, on 5 to 6 days"));
}

#[test]
fn hard_laws_take_days_and_shifts_away() {
    let days = sound().contract(|c| c.week_days_min = 7).contract(|c| c.week_days_max = 7);
    found(&days, "E1109", contract());
    let rest = Rule::hard(WeeklyRest { days: 3 });
    found(&sound().with(|c| c.rules.weekly_rest = rest), "E1109", contract());
    let law = DailyHours { max: hours(7) };
    found(&sound().with(|c| c.rules.daily_hours = Rule::hard(law)), "E1109", contract());
    let soft = sound().with(|c| c.rules.daily_hours = Rule::soft(Money(100), law));
    assert_eq!(audit(&soft.centre), vec![]);
}

#[test]
fn surcharges_rise() {
    let tier = OvertimeTier { above: hours(8), multiplier: 1.2 };
    found(&sound().contract(|c| c.daily_overtime.push(tier)), "E1105", contract());
    found(&sound().contract(|c| c.holiday_multiplier = 0.5), "E1105", contract());
    let night = NightPremium { window: ClockWindow::ALL_DAY, extra: -0.1 };
    found(&sound().contract(|c| c.night = Some(night)), "E1105", contract());
}

#[test]
fn breaks_that_do_not_fit() {
    let day = || Place::Template("day".into());
    let meal = |change: fn(&mut BreakRule)| sound().with(|c| change(&mut c.templates[0].breaks[0]));
    found(&meal(|b| (b.earliest, b.latest) = (hours(7), hours(8))), "E1112", day());
    found(&meal(|b| (b.earliest, b.latest) = (hours(5), hours(4))), "E1112", day());
    let off_grid = |b: &mut BreakRule| (b.earliest, b.latest) = (Minutes(185), Minutes(195));
    found(&meal(off_grid), "E1112", day());
    let late = sound().with(|c| c.templates[0].breaks[1].earliest = hours(9));
    found(&late.with(|c| c.templates[0].breaks[1].latest = hours(9)), "E1112", day());
}

#[test]
fn breaks_that_leave_too_long_a_stretch() {
    let stretch = |longest| {
        let law = Breaks { longest_stretch: Some(longest) };
        sound().with(|c| c.rules.breaks = Rule::hard(law))
    };
    let four_hours = stretch(hours(4));
    assert_eq!(audit(&four_hours.centre).len(), 0);
    let all = audit(&stretch(hours(3)).centre);
    assert!(all.iter().any(|f| f.place == Place::Template("short".into())), "{all:#?}");
    assert!(all.iter().all(|f| f.code == "E1112"));
}

#[test]
fn a_template_starts_within_its_day() {
    let late = sound().with(|c| c.templates[0].starts.to = clock("24:30"));
    found(&late, "E1105", Place::Template("day".into()));
    let empty = sound().with(|c| c.templates[1].length = Minutes::ZERO);
    let all = audit(&empty.centre);
    assert_eq!(all[0].place, Place::Template("short".into()));
}

#[test]
fn leaving_people_out_must_not_be_cheaper_than_paying_them() {
    let price = |light| sound().with(|c| c.queues[0].shortage.light = Money(light));
    assert_eq!(audit(&price(3000).centre), vec![]);
    let finding = found(&price(2999), "W1122", Place::Queue("phone".into()));
    assert_eq!(
        finding.message,
        "phone: a missing person costs 29.99 an hour, a working one at least 30.00, so leaving \
         people out is cheaper than paying them"
    );
    let slow = price(3000).agent_who("Li Wei", |a| a.skills[0].1 = 0.9);
    found(&slow, "W1122", Place::Queue("phone".into()));
    let heavy = sound().with(|c| c.queues[0].shortage.heavy = Money(5999));
    found(&heavy, "E1120", Place::Queue("phone".into()));
}

#[test]
fn a_queue_nobody_can_serve_and_a_person_who_can_serve_none() {
    let chat = sound().agent_who("Li Wei", |a| a.skills.retain(|(q, _)| q.as_str() != "chat"));
    found(&chat, "W1121", Place::Queue("chat".into()));
    let idle = sound().agent_who("Wang Fang", |a| a.skills.clear());
    found(&idle, "W1320", Place::Agent("Wang Fang".into()));
}

#[test]
fn a_speed_is_above_zero_and_given_once() {
    let stuck = sound().agent_who("Wang Fang", |a| a.skills[0].1 = 0.0);
    found(&stuck, "E1303", Place::Agent("Wang Fang".into()));
    let twice = sound().agent_who("Wang Fang", |a| a.skills.push(("chat".into(), 1.0)));
    found(&twice, "E1303", Place::Agent("Wang Fang".into()));
}

#[test]
fn leave_that_overlaps_leave() {
    let leave = |second| sound().leave("Li Wei", "Mon 00:00-24:00").leave("Li Wei", second);
    assert_eq!(audit(&leave("Tue 00:00-24:00").centre), vec![]);
    found(&leave("Mon 23:59-12:00"), "E1306", Place::Availability(1));
    let other = sound().agent_who("Wang Fang", |_| ()).leave("Li Wei", "Mon 00:00-24:00");
    assert_eq!(audit(&other.leave("Wang Fang", "Mon 00:00-24:00").centre), vec![]);
}

#[test]
fn work_where_there_is_leave() {
    let clash = |kind, on| {
        sound().row("Li Wei", on, "Mon 00:00-24:00").row("Li Wei", kind, "Mon 09:00-18:00")
    };
    let finding = found(&clash(LockedShift, Leave), "E1321", Place::Availability(1));
    assert_eq!(
        finding.message,
        "Li Wei's locked shift contradicts the leave, Mon 10 Nov 09:00-18:00"
    );
    found(&clash(Training, Unavailable), "E1321", Place::Availability(1));
    assert_eq!(audit(&clash(Training, LockedShift).centre).len(), 1, "a lock of a whole day");
    assert_eq!(audit(&clash(PreferOff(share(1.0)), Leave).centre), vec![]);
    assert_eq!(audit(&clash(Unavailable, Leave).centre), vec![]);
}

#[test]
fn a_locked_shift_of_no_template() {
    let lock = |when| sound().row("Li Wei", LockedShift, when);
    assert_eq!(audit(&lock("Mon 22:00-07:00").centre), vec![]);
    found(&lock("Mon 22:00-06:00"), "E1322", Place::Availability(0));
    let backwards = sound().with(|c| {
        let span = Span::new(Moment(60), Moment(0));
        c.availability.push(Availability { agent: "Li Wei".into(), span, kind: Leave });
    });
    found(&backwards, "E1305", Place::Availability(0));
}
