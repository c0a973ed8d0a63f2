//! Foreign reports and lists: recognised, overridable, remembered, complete in their faults.

use super::sample::{day, inputs};
use api::files::import::{Foreign, Kind, Mapping};
use api::files::{self, Fault, Faults};
use domain::{ClockTime, Seconds};

fn opened(text: &str, kind: Kind, overrides: &[(&str, &str)]) -> Result<Foreign, Faults> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.csv");
    std::fs::write(&path, text).unwrap();
    let own = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
    let overrides: Vec<_> = overrides.iter().map(own).collect();
    Foreign::open(&path, kind, &overrides, None)
}

const REPORT: &str = "timestamp,queue,count,answered,abandoned,mean_wait_s,mean_ser_s\n\
    1999-02-01 07:00:00,NW,14,12,2,35.1,188.25\n\
    1999-02-01 07:30:00,NW,30,30,0,4.0,201\n\
    1999-02-01 08:00:00,IN,0,0,0,,\n\
    1999-02-01 08:30:00,IN,3,3,0,1,90\n";

#[test]
fn an_english_report_without_a_centre_gives_a_starter_that_reads_back() {
    let (report, faults) = opened(REPORT, Kind::Report, &[]).unwrap().report(None, None).unwrap();
    let ids: Vec<&str> = report.centre.queues.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(ids, ["IN", "NW"]);
    let records = &report.history.queue(&"NW".into()).unwrap().records;
    assert_eq!((records.len(), records[0].aht), (2, Some(Seconds(188.25))));
    let monday = &report.centre.queues[1].hours.windows[0][0];
    assert_eq!((monday.from, monday.to), (ClockTime(420), ClockTime(480)));
    let said = |code: &str| faults.iter().filter(|f: &&Fault| f.code == code).count();
    assert_eq!((said("N1403"), said("N1404")), (6, 1), "six columns guessed, one unused");
    assert!(said("N1405") >= 5, "{faults:?}");
    let folder = tempfile::tempdir().unwrap();
    files::write_centre(folder.path(), &report.centre).unwrap();
    let (_, faults) = files::read_centre(folder.path()).unwrap();
    let codes: Vec<&str> = faults.iter().map(|f| f.code).collect();
    assert!(codes.contains(&"W1323"), "only people are missing: {faults:?}");
}

#[test]
fn who_calls_at_night_does_not_open_the_centre_that_answers_nobody_then() {
    let night = "1999-02-01 02:00:00,NW,6,0,6,12.0,\n";
    let opens = |text: &str| {
        let (report, _) = opened(text, Kind::Report, &[]).unwrap().report(None, None).unwrap();
        let nw = report.centre.queues.iter().position(|q| q.id.as_str() == "NW").unwrap();
        report.centre.queues[nw].hours.windows[0][0].from
    };
    assert_eq!(opens(&format!("{REPORT}{night}")), ClockTime(420));
    let unsaid = format!("{REPORT}{night}").replace(",answered,", ",calls_ok,");
    assert_eq!(opens(&unsaid), ClockTime(120), "a report that does not say who was answered");
}

#[test]
fn a_chinese_report_is_recognised() {
    let text = "时段;技能组;呼入量;接听量;平均处理时长\n2025/11/10 9:00;Phone;12;11;300,5\n";
    let centre = inputs(chrono_tz::Asia::Shanghai).centre;
    let (report, _) = opened(text, Kind::Report, &[]).unwrap().report(Some(&centre), None).unwrap();
    let record = report.history.queue(&"Phone".into()).unwrap().records[0];
    assert_eq!((record.offered.0, record.aht), (12.0, Some(Seconds(300.5))));
}

#[test]
fn an_override_wins_and_a_wrong_one_is_named() {
    let map = [("offered", "answered")];
    let foreign = opened(REPORT, Kind::Report, &map).unwrap();
    assert_eq!(foreign.mapping().column("offered"), Some("answered"));
    let wrong = [("offered", "Calls"), ("colour", "queue")];
    let faults = opened(REPORT, Kind::Report, &wrong).unwrap_err();
    assert_eq!(faults.sorted().iter().filter(|f| f.code == "E1402").count(), 2);
    let faults = opened("a,b\n1,2\n", Kind::Report, &[]).unwrap_err();
    assert_eq!(faults.sorted().iter().filter(|f| f.code == "E1401").count(), 2);
}

#[test]
fn a_mapping_is_remembered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mapping.toml");
    let mapping = opened(REPORT, Kind::Report, &[]).unwrap().mapping().clone();
    mapping.save(&path).unwrap();
    let (again, _) = Mapping::load(&path).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(again, mapping);
}

#[test]
fn a_list_of_people_is_matched_by_queue_and_contract_names() {
    let text = "工号,姓名,班组,合同,技能,入职日期\n\
        007,张波,一组,Full time,Phone、Tickets,2024-03-01\n\
        008,李娜,一组,part_time,Phone:0.8,\n";
    let text = text.replace("Full time", "\"Full time, 40 h\"");
    let centre = inputs(chrono_tz::Asia::Shanghai).centre;
    let (agents, _) = opened(&text, Kind::Agents, &[]).unwrap().agents(&centre).unwrap();
    assert_eq!(agents[0].contract.as_str(), "full_time");
    assert_eq!(agents[0].skills, [("Phone".into(), 1.0), ("tickets".into(), 1.0)]);
    assert_eq!(agents[0].hire_date, Some(day("2024-03-01")));
    assert_eq!(agents[1].skills, [("Phone".into(), 0.8)]);
}
