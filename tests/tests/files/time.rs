//! Local times, offsets, clock changes, separators, encodings.

use super::faults::{all_faults, folder_with};
use super::sample;
use api::files;
use chrono_tz::Tz;
use domain::{IntervalRecord, Minutes};

/// The records of queue `Phone` from a history of this text.
fn phone(
    zone: Tz,
    history: &[u8],
) -> Result<(Vec<IntervalRecord>, Vec<files::Fault>), files::Faults> {
    let folder = tempfile::tempdir().unwrap();
    files::write_inputs(folder.path(), &sample::inputs(zone)).unwrap();
    std::fs::write(folder.path().join("history.csv"), history).unwrap();
    let (inputs, faults) = files::read_inputs(folder.path())?;
    let records = inputs.history.queue(&"Phone".into()).unwrap().records.clone();
    Ok((records, faults.into_iter().filter(|f| f.file == "history.csv").collect()))
}

const BERLIN: Tz = chrono_tz::Europe::Berlin;
const SHANGHAI: Tz = chrono_tz::Asia::Shanghai;

#[test]
fn a_local_time_that_clocks_skip_is_an_error_with_a_cure() {
    let text = b"interval_start,queue,offered\n2025-03-30T02:30,Phone,5\n";
    let faults = phone(BERLIN, text).unwrap_err().to_string();
    assert!(faults.contains("error[E1915] history.csv:2:1"), "{faults}");
    assert!(faults.contains("add an offset"), "{faults}");
}

#[test]
fn an_hour_that_comes_twice_is_taken_in_the_order_of_the_file() {
    let text = b"interval_start,queue,offered\n\
        2025-10-26T02:00,Phone,1\n2025-10-26T02:30,Phone,2\n\
        2025-10-26T02:00,Phone,3\n2025-10-26T02:30,Phone,4\n2025-10-26T03:00,Phone,5\n";
    let (records, faults) = phone(BERLIN, text).unwrap();
    let offered: Vec<f64> = records.iter().map(|r| r.offered.0).collect();
    assert_eq!(offered, [1.0, 2.0, 3.0, 4.0, 5.0]);
    assert!(records.windows(2).all(|w| w[1].at - w[0].at == Minutes(30)));
    assert!(!faults.iter().any(|f| f.code == "W1916"), "{faults:?}");
}

#[test]
fn an_hour_that_comes_twice_but_is_there_once_is_the_first_with_a_warning() {
    let text = b"interval_start,queue,offered\n2025-10-26T02:00,Phone,1\n";
    let (records, faults) = phone(BERLIN, text).unwrap();
    assert_eq!(records[0].at, sample::moment("2025-10-26T02:00:00", BERLIN));
    assert!(faults.iter().any(|f| f.code == "W1916"), "{faults:?}");
    let with_offset = b"interval_start,queue,offered\n2025-10-26T02:00+01:00,Phone,1\n";
    let (later, faults) = phone(BERLIN, with_offset).unwrap();
    assert_eq!(later[0].at - records[0].at, Minutes(60));
    assert!(!faults.iter().any(|f| f.code == "W1916"), "{faults:?}");
}

#[test]
fn offsets_and_utc_name_the_same_moment() {
    let text =
        b"interval_start,queue,offered\n2025-11-10T01:30Z,Phone,1\n2025-11-10 10:00,Phone,2\n";
    let (records, _) = phone(SHANGHAI, text).unwrap();
    assert_eq!(records[0].at, sample::moment("2025-11-10T09:30:00", SHANGHAI));
    assert_eq!(records[1].at - records[0].at, Minutes(30));
}

#[test]
fn semicolons_tabs_marks_line_ends_and_decimal_commas_are_understood() {
    let plain = b"interval_start,queue,offered\n2025-11-10T09:30,Phone,1.5\n";
    let expected = phone(SHANGHAI, plain).unwrap().0;
    let spreadsheet = "interval_start\tqueue\toffered\n2025-11-10 09:30\tPhone\t1.50";
    let units = std::iter::once(0xFEFF).chain(spreadsheet.encode_utf16());
    let utf16: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let others: [&[u8]; 6] = [
        b"interval_start;queue;offered\n2025-11-10T09:30;Phone;1,5\n",
        b"interval_start\tqueue\toffered\n2025-11-10T09:30\tPhone\t1,5\n",
        b"\xEF\xBB\xBFinterval_start,queue,offered\r\n2025-11-10T09:30,Phone,1.5\r\n",
        b"interval_start,queue,offered\r2025-11-10T09:30,Phone,1.5\r",
        b"# a remark\n\nInterval_Start , queue,offered,\n\n2025/11/10 9:30,\"Phone\", 1.50 ,",
        &utf16,
    ];
    for text in others {
        let shown = String::from_utf8_lossy(text).into_owned();
        let (records, _) = phone(SHANGHAI, text).unwrap_or_else(|f| panic!("{shown}\n{f}"));
        assert_eq!(records, expected, "{shown}");
    }
}

#[test]
fn gb18030_is_read_and_said() {
    let (text, _, _) =
        encoding("agent_id,name,team,contract,skills\nA01,张波,客服一组,full_time,Phone\n");
    let folder = folder_with("agents.csv", &text);
    std::fs::remove_file(folder.path().join("availability.csv")).unwrap();
    std::fs::remove_file(folder.path().join("previous.csv")).unwrap();
    let (inputs, faults) = files::read_inputs(folder.path()).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(inputs.centre.agents[0].name, "张波");
    assert_eq!(inputs.centre.agents[0].team.as_str(), "客服一组");
    let note = faults.iter().find(|f| f.code == "N1918").expect("a note");
    assert_eq!((note.file.as_str(), note.cause.as_str()), ("agents.csv", "read as GB18030"));
}

fn encoding(text: &str) -> (Vec<u8>, (), ()) {
    // GB18030 of the few characters used above
    let table = [
        ('张', [0xD5, 0xC5]),
        ('波', [0xB2, 0xA8]),
        ('客', [0xBF, 0xCD]),
        ('服', [0xB7, 0xFE]),
        ('一', [0xD2, 0xBB]),
        ('组', [0xD7, 0xE9]),
    ];
    let mut bytes = Vec::new();
    for c in text.chars() {
        match table.iter().find(|(known, _)| *known == c) {
            Some((_, pair)) => bytes.extend(pair),
            None => bytes.push(c as u8),
        }
    }
    (bytes, (), ())
}

#[test]
fn missing_open_intervals_are_warned_of_and_closed_ones_are_not() {
    let text =
        b"interval_start,queue,offered\n2025-11-10T09:00,Phone,1\n2025-11-10T11:00,Phone,1\n\
        2025-11-10T11:30,presales_chat,1\n2025-11-10T13:00,presales_chat,1\n\
        2025-11-10T22:00,tickets,0\n2025-11-10T22:30,tickets,0\n";
    let (_, faults) = phone(SHANGHAI, text).unwrap();
    let gaps: Vec<&str> =
        faults.iter().filter(|f| f.code == "W1204").map(|f| f.cause.as_str()).collect();
    let phone = "`Phone`: 3 open intervals are missing, most in a row from 2025-11-10T09:30 to \
                 2025-11-10T11:00";
    assert_eq!(gaps, [phone], "the lunch break of the chat is no gap");
}

#[test]
fn an_end_without_a_clock_time_includes_that_day() {
    let text = b"agent_id,start,end,kind\nA01,2025-10-27,2025-10-28,leave\n";
    let folder = folder_with("availability.csv", text);
    let (inputs, _) = files::read_inputs(folder.path()).unwrap();
    let span = inputs.centre.availability[0].span;
    assert_eq!(span.length(), Minutes::hours(48));
    assert!(!all_faults(folder.path()).contains("N1921"), "only worksheets leave a doubt");
}
