//! The roster as a workbook: a board to read (people × days) and a list to filter.

use super::fault::{Faults, Place};
use super::roster::activity_words;
use super::{codes, save};
use chrono::NaiveDate;
use domain::{Centre, Roster, Shift};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::path::Path;

/// Writes `roster.xlsx`: sheet `board` with a row per agent and a column per day, sheet `roster`
/// with a row per stretch in the columns of `roster.csv`.
///
/// # Errors
/// A fault when the file cannot be written.
pub fn write_workbook(path: &Path, centre: &Centre, roster: &Roster) -> Result<(), Faults> {
    let mut faults = Faults::default();
    match book(centre, roster) {
        Ok(bytes) => save::put(path, &mut faults, |partial| std::fs::write(partial, bytes)),
        Err(error) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            faults.add(Place::file(&name), codes::WRITE_FAILED, error);
        }
    }
    if faults.has_errors() { Err(faults) } else { Ok(()) }
}

fn book(centre: &Centre, roster: &Roster) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    board(book.add_worksheet().set_name("board")?, centre, roster)?;
    list(book.add_worksheet().set_name("roster")?, centre, roster)?;
    book.save_to_buffer()
}

fn heading() -> Format {
    let grey = Color::RGB(0x00E8_ECF0);
    Format::new().set_bold().set_background_color(grey).set_border_bottom(FormatBorder::Thin)
}

fn board(sheet: &mut Worksheet, centre: &Centre, roster: &Roster) -> Result<(), XlsxError> {
    let head = heading().set_align(FormatAlign::Center);
    let cell = Format::new().set_align(FormatAlign::Center);
    let weekend = cell.clone().set_background_color(Color::RGB(0x00F7_F3E8));
    for (column, title) in (0..).zip(["agent", "name", "team", "hours"]) {
        sheet.write_with_format(0, column, title, &head)?;
    }
    let days: Vec<NaiveDate> = (0..roster.grid.days()).map(|d| roster.grid.date(d)).collect();
    for (column, day) in (4..).zip(&days) {
        sheet.write_with_format(0, column, day.format("%a %m-%d").to_string(), &head)?;
        sheet.set_column_width(column, 13)?;
    }
    for (row, agent) in (1..).zip(&centre.agents) {
        let shifts: Vec<&Shift> = roster.shifts_of(&agent.id).collect();
        let hours: f64 = shifts.iter().map(|s| s.paid().as_hours()).sum();
        sheet.write(row, 0, agent.id.as_str())?;
        sheet.write(row, 1, agent.name.as_str())?;
        sheet.write(row, 2, agent.team.as_str())?;
        sheet.write(row, 3, hours)?;
        for (column, day) in (4..).zip(&days) {
            let worked = shifts.iter().filter(|s| s.date == *day);
            let text: Vec<String> = worked.map(|s| times(s, centre)).collect();
            let rest_day = matches!(day.format("%u").to_string().as_str(), "6" | "7");
            let format = if rest_day { &weekend } else { &cell };
            sheet.write_with_format(row, column, text.join(" "), format)?;
        }
    }
    sheet.set_column_width(1, 16)?;
    sheet.set_freeze_panes(1, 4)?;
    Ok(())
}

fn times(shift: &Shift, centre: &Centre) -> String {
    let clock = |at: domain::Moment| at.local(centre.zone).format("%H:%M").to_string();
    let span = shift.span();
    format!("{}-{}", clock(span.start), clock(span.end))
}

fn list(sheet: &mut Worksheet, centre: &Centre, roster: &Roster) -> Result<(), XlsxError> {
    let titles = ["agent_id", "date", "start", "end", "activity", "queue"];
    for (column, title) in (0..).zip(titles) {
        sheet.write_with_format(0, column, title, &heading())?;
    }
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let mut clock = super::time::Clock::new(centre.zone);
    let mut row = 1;
    for shift in &roster.shifts {
        for stretch in &shift.stretches {
            let (activity, queue) = activity_words(&stretch.activity);
            let mut time = |at| super::time::clock_text(at, shift.date, &mut clock);
            sheet.write(row, 0, shift.agent.as_str())?;
            sheet.write_with_format(row, 1, serial(shift.date), &date)?;
            sheet.write(row, 2, time(stretch.span.start))?;
            sheet.write(row, 3, time(stretch.span.end))?;
            sheet.write(row, 4, activity)?;
            sheet.write(row, 5, queue)?;
            row += 1;
        }
    }
    sheet.set_column_width(1, 12)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row - 1, 5)?;
    Ok(())
}

/// A date as a spreadsheet counts it: days since 1899-12-30.
fn serial(date: NaiveDate) -> f64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (date - first).num_days() as f64
}
