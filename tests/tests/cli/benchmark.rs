//! `paiban benchmark`: instances of the literature in, objective, bound and a solution out.

use super::paiban;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A fortnight, an early and a late shift, three people; the late may not precede the early.
pub(crate) const SHIFTS: &str = "\
# a small one
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, runs, weekends
Ada,E=14|L=14,4800,3360,5,2,2,1
Ben,E=14|L=0,4800,3360,5,2,2,1
Cem,E=14|L=3,4800,2400,5,1,1,2

SECTION_DAYS_OFF
Ada,0,1
Ben,9

SECTION_SHIFT_ON_REQUESTS
Cem,4,L,3

SECTION_SHIFT_OFF_REQUESTS
Ada,7,E,2

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
2,E,1,100,1
3,E,1,100,1
4,L,1,100,1
9,E,2,100,1
";

/// What was printed and said, and the exit code.
fn run(args: &[&str]) -> (String, String, i32) {
    let out = paiban(args).output().expect("it runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&out.stdout), text(&out.stderr), out.status.code().expect("a code"))
}

fn written(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    path.to_str().expect("a plain path").to_owned()
}

/// The number behind a word at the start of a line.
#[track_caller]
fn number(text: &str, word: &str) -> f64 {
    let line = text.lines().find(|l| l.starts_with(word)).unwrap_or_else(|| panic!("{text}"));
    line.split_whitespace().nth(1).expect("a number").parse().expect("a number")
}

#[test]
fn a_shift_instance_is_solved_and_its_solution_recounts_to_the_objective() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (written(&folder, "small.txt", SHIFTS), folder.path().join("out.csv"));
    let solution = out.to_str().expect("a path");
    let args = ["benchmark", "shift24", &file, "--work-limit", "20000", "--solution", solution];
    let (printed, said, code) = run(&args);
    assert_eq!(code, 0, "{said}");
    assert!(number(&printed, "bound") <= number(&printed, "objective"), "{printed}");
    assert!(said.contains("objective"), "better rosters are told: {said}");
    assert_eq!(number(&printed, "objective"), f64::from(recounted(&out)), "{printed}");
    assert_eq!(run(&args).0.lines().next(), printed.lines().next(), "work limits repeat");
}

/// The instance's objective, counted here from the lines of the solution alone.
fn recounted(solution: &Path) -> i32 {
    let text = fs::read_to_string(solution).expect("written");
    let rows: Vec<Vec<&str>> = text.lines().map(|l| l.split(',').collect()).collect();
    let names: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names, ["Ada", "Ben", "Cem"]);
    assert!(rows.iter().all(|row| row.len() == 15), "{text}");
    let there = |day: usize, shift: &str| rows.iter().filter(|r| r[day + 1] == shift).count();
    let needed = |day: usize, shift: &str| match (day, shift) {
        (0..=3, "E") | (4, "L") => Some(1),
        (9, "E") => Some(2),
        _ => None,
    };
    let mut cost = 0;
    for (day, shift) in (0..14).flat_map(|day| [(day, "E"), (day, "L")]) {
        let Some(need) = needed(day, shift) else { continue };
        let beyond = there(day, shift) as i32 - need;
        cost += if beyond < 0 { -100 * beyond } else { beyond };
    }
    let wish = if rows[2][5] == "L" { 0 } else { 3 };
    let wish = wish + if rows[0][8] == "E" { 2 } else { 0 };
    cost + wish
}

#[test]
fn a_line_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = written(&folder, "bad.txt", &SHIFTS.replace("Cem,4,L,3", "Cem,44,L,3"));
    let (_, said, code) = run(&["benchmark", "shift24", &file, "--work-limit", "100"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("E1927") && said.contains("line 20: a day beyond"), "{said}");
}

/// Two people for one queue with calls from 08:00 to 13:00.
const CENTRE: &str = r#"{"name": "two", "days": 7, "S": 48, "rest": 22, "max_consec": 6,
 "pools": [{"skills": [0], "eff": [1.0]}],
 "contracts": {"FT": {"min_days": 5, "max_days": 5, "minH": 0, "maxH": 2, "must": 1, "types": [
   {"span": 10, "paid": 8, "H": 0, "cost": 80, "breaks": [[2, 3, 5]]},
   {"span": 12, "paid": 10, "H": 2, "cost": 110, "breaks": [[2, 3, 5]]}]}},
 "agents": [
   {"id": "ada", "contract": "FT", "pool": 0, "hist": 0, "earliest0": 20,
    "avail": [[16, 34], [16, 34], [16, 34], [16, 34], [16, 34], null, [16, 34]]},
   {"id": "ben", "contract": "FT", "pool": 0, "hist": 2, "earliest0": 0,
    "avail": [[16, 34], [16, 34], null, [16, 34], [16, 34], [16, 34], [16, 34]]}],
 "queues": [{"name": "phone", "req": REQ}],
 "under": [{"frac": 0.1, "cost": 30}, {"frac": null, "cost": 90}]}"#;

pub(crate) fn centre() -> String {
    let day: Vec<&str> =
        (0..48).map(|slot| if (16..26).contains(&slot) { "1" } else { "0" }).collect();
    let week = vec![day.join(","); 7].join(",");
    CENTRE.replace("REQ", &format!("[{week}]"))
}

#[test]
fn a_centres_week_is_planned_and_written_for_its_scorer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (written(&folder, "two.json", &centre()), folder.path().join("out.json"));
    let solution = out.to_str().expect("a path");
    let args = ["benchmark", "centre", &file, "--work-limit", "2000", "--solution", solution];
    let (printed, said, code) = run(&args);
    assert_eq!(code, 0, "{said}");
    let text = fs::read_to_string(&out).expect("written");
    let tours: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&tours[0]["agent"], &tours[1]["agent"]), (&"ada".into(), &"ben".into()));
    assert_eq!(number(&printed, "objective"), priced(&tours), "{text}");
    assert_eq!(tours[0]["tour"][5][0], -1, "Ada is off on Saturday");
    assert_eq!(tours[1]["tour"][2][0], -1, "Ben is off on Wednesday");
    assert!(
        tours[0]["tour"][0][0].as_i64().is_some_and(|s| s == -1 || s >= 20),
        "rest after Sunday"
    );
}

/// Pay and missing people, counted here from the tours alone.
fn priced(tours: &serde_json::Value) -> f64 {
    let (mut cost, mut there) = (0, vec![0; 7 * 48]);
    for tour in tours.as_array().expect("a list") {
        for (day, entry) in tour["tour"].as_array().expect("days").iter().enumerate() {
            let entry: Vec<i64> =
                entry.as_array().unwrap().iter().flat_map(|n| n.as_i64()).collect();
            let [start, kind, rest, -1, -1] = entry[..] else { panic!("{entry:?}") };
            if start < 0 {
                continue;
            }
            assert!((3..=5).contains(&rest));
            cost += [80, 110][kind as usize];
            for slot in (0..[10, 12][kind as usize]).filter(|s| !(rest..rest + 2).contains(s)) {
                there[day * 48 + (start + slot) as usize] += 1;
            }
        }
    }
    let needed = |slot: &usize| (16..26).contains(&(slot % 48)) && there[*slot] == 0;
    f64::from(cost) + 30.0 * (0..7 * 48).filter(needed).count() as f64
}

#[test]
fn what_no_noun_can_say_is_refused_by_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let two = centre().replace(r#""maxH": 2, "must": 1"#, r#""maxH": 2, "must": 0"#);
    let file = written(&folder, "two.json", &two);
    let (_, said, code) = run(&["benchmark", "centre", &file, "--work-limit", "100"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("E1926") && said.contains("contracts.FT"), "{said}");
}
