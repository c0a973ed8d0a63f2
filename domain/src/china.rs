//! The calendar of mainland China, 2018 to 2026: official holidays and make-up workdays with the
//! State Council's notices, and the dated phases of the large sales.
//!
//! Holidays are facts of `data/cn_calendar.csv` (date, name, class, kind, statutory, notice ids on
//! gov.cn). A joint National Day and Mid-Autumn holiday is National Day. Sales are the phases of
//! Tmall whose begin and end were published (`data/cn_promotions.csv`), and their fixed main days;
//! a year without published phases has its main day only.

use crate::calendar::{Calendar, Confidence, Effect, Event, EventKind, Phase};
use chrono::{Days, NaiveDate, NaiveDateTime};
use std::ops::RangeInclusive;

const HOLIDAYS: &str = include_str!("../data/cn_calendar.csv");
const PROMOTIONS: &str = include_str!("../data/cn_promotions.csv");

/// Sales with a fixed day: month, day, name, class.
const MAIN_DAYS: [(u32, u32, &str, &str); 5] = [
    (3, 8, "Women's Day sale", "38"),
    (6, 18, "618", "618"),
    (9, 9, "99 sale", "99"),
    (11, 11, "Double 11", "double11"),
    (12, 12, "Double 12", "double12"),
];

/// The years for which official holidays are known.
pub const YEARS: RangeInclusive<i32> = 2018..=2026;

/// The official holidays and make-up workdays of these years, one event per day.
#[must_use]
pub fn holidays(years: RangeInclusive<i32>) -> Calendar {
    let rows = holiday_rows().filter(|row| years.contains(&chrono::Datelike::year(&row.date)));
    Calendar { events: rows.filter_map(|row| row.event()).collect() }
}

/// The sales of these years: published phases, and the fixed main days.
#[must_use]
pub fn promotions(years: RangeInclusive<i32>) -> Calendar {
    let within = |event: &Event| years.contains(&chrono::Datelike::year(&event.start));
    let phases = PROMOTIONS.lines().skip(1).filter_map(phase_row).filter(within);
    let mut events: Vec<Event> = phases.collect();
    for year in years.clone() {
        events.extend(MAIN_DAYS.into_iter().filter_map(|(month, day, name, class)| {
            let start = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?;
            let main = (EventKind::Promotion, Some(Phase::Main));
            Some(event(start, start + Days::new(1), name, class, main))
        }));
    }
    events.sort_by_key(|event| event.start);
    Calendar { events }
}

/// The statutory holidays of these years: days on which work earns the holiday multiplier.
#[must_use]
pub fn statutory_holidays(years: RangeInclusive<i32>) -> Vec<NaiveDate> {
    let rows = holiday_rows().filter(|row| years.contains(&chrono::Datelike::year(&row.date)));
    rows.filter(|row| row.statutory).map(|row| row.date).collect()
}

struct HolidayRow {
    date: NaiveDate,
    name: &'static str,
    class: &'static str,
    makeup: bool,
    statutory: bool,
}

impl HolidayRow {
    fn event(&self) -> Option<Event> {
        let start = self.date.and_hms_opt(0, 0, 0)?;
        let end = start + Days::new(1);
        Some(if self.makeup {
            let name = format!("{} make-up workday", self.name);
            event(start, end, &name, "makeup_workday", (EventKind::MakeupWorkday, None))
        } else {
            event(start, end, self.name, self.class, (EventKind::Holiday, None))
        })
    }
}

fn holiday_rows() -> impl Iterator<Item = HolidayRow> {
    HOLIDAYS.lines().skip(1).filter_map(|line| {
        let mut cells = line.split(',');
        Some(HolidayRow {
            date: cells.next()?.parse().ok()?,
            name: cells.next()?,
            class: cells.next()?,
            makeup: cells.next()? == "makeup_workday",
            statutory: cells.next()? == "yes",
        })
    })
}

fn phase_row(line: &str) -> Option<Event> {
    let cells: Vec<&str> = line.split(',').collect();
    let [start, end, name, class, phase] = cells.as_slice() else { return None };
    let phase = match *phase {
        "presale" => Phase::Presale,
        "opening" => Phase::Opening,
        "main" => Phase::Main,
        _ => return None,
    };
    let minute = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok();
    Some(event(minute(start)?, minute(end)?, name, class, (EventKind::Promotion, Some(phase))))
}

fn event(
    start: NaiveDateTime,
    end: NaiveDateTime,
    name: &str,
    class: &str,
    (kind, phase): (EventKind, Option<Phase>),
) -> Event {
    Event {
        start,
        end,
        name: name.to_owned(),
        class: class.to_owned(),
        kind,
        phase,
        queue: None,
        effect: Effect::Automatic,
        intensity: 1.0,
        confidence: Confidence::Rough,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn every_shipped_row_is_read() {
        assert_eq!(holidays(YEARS).events.len(), HOLIDAYS.lines().count() - 1);
        let phases = PROMOTIONS.lines().count() - 1;
        assert_eq!(promotions(YEARS).events.len(), phases + MAIN_DAYS.len() * 9);
    }

    #[test]
    fn spring_festival_moves_and_keeps_its_name() {
        let first = |year| {
            let events = holidays(year..=year).events;
            events.into_iter().find(|e| e.class == "spring_festival").map(|e| e.start.date())
        };
        // the make-up workday before it is a class of its own
        assert_eq!(first(2018), Some(day("2018-02-15")));
        assert_eq!(first(2023), Some(day("2023-01-21")));
    }

    #[test]
    fn national_day_2020_has_three_statutory_days_and_a_makeup_saturday() {
        let october = |d: &&NaiveDate| d.to_string().starts_with("2020-10");
        let statutory = statutory_holidays(2020..=2020);
        assert_eq!(statutory.iter().filter(october).count(), 3);
        let makeup = holidays(2020..=2020)
            .events
            .into_iter()
            .find(|e| e.kind == EventKind::MakeupWorkday && e.start.date() == day("2020-10-10"));
        assert_eq!(makeup.map(|e| e.name).as_deref(), Some("National Day make-up workday"));
    }

    #[test]
    fn the_planners_own_rows_win() {
        let mut own = promotions(2025..=2025);
        own.events.retain(|e| e.class == "double11");
        own.events[0].intensity = 1.4;
        let merged = promotions(2025..=2025).beside(&own);
        let double: Vec<_> = merged.events.iter().filter(|e| e.class == "double11").collect();
        assert_eq!(double.len(), 1);
        assert_eq!(double[0].intensity, 1.4);
        assert_eq!(merged.events.len(), promotions(2025..=2025).events.len());
    }

    #[test]
    fn a_day_that_the_planner_works_is_no_holiday() {
        let mut own = holidays(2025..=2025);
        own.events.truncate(1);
        own.events[0].kind = EventKind::MakeupWorkday;
        own.events[0].name = "we work".to_owned();
        own.events[0].class = "own".to_owned();
        let merged = holidays(2025..=2025).beside(&own);
        let new_year = merged.events.iter().filter(|e| e.start.date() == day("2025-01-01"));
        assert_eq!(new_year.map(|e| e.name.as_str()).collect::<Vec<_>>(), ["we work"]);
    }
}
