//! What is written reads back as the same nouns.

use super::sample::{self, day, share};
use api::files;
use chrono_tz::Tz;
use domain::{
    Agents, Contacts, Decomposition, Deferrable, Demand, Effects, Erlangs, Grid, Minutes, Override,
    Period, Provenance, QueueDemand, QueueRequirement, Requirement, Roster, Seconds, ServiceCurve,
    Spread, Target, TargetKind,
};

const ZONES: [Tz; 3] =
    [chrono_tz::Asia::Shanghai, chrono_tz::Europe::Berlin, chrono_tz::America::Sao_Paulo];

#[test]
fn a_whole_centre_reads_back_as_it_was_written() {
    for zone in ZONES {
        let folder = tempfile::tempdir().unwrap();
        let inputs = sample::inputs(zone);
        files::write_inputs(folder.path(), &inputs).unwrap();
        let (again, _) = files::read_inputs(folder.path()).unwrap_or_else(|f| panic!("{f}"));
        assert_eq!(again, inputs, "{zone}");
    }
}

#[test]
fn a_centre_written_twice_is_the_same_text() {
    let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    files::write_inputs(first.path(), &sample::inputs(ZONES[0])).unwrap();
    let (again, _) = files::read_inputs(first.path()).unwrap();
    files::write_inputs(second.path(), &again).unwrap();
    for entry in std::fs::read_dir(first.path()).unwrap() {
        let name = entry.unwrap().file_name();
        let text = |folder: &tempfile::TempDir| std::fs::read(folder.path().join(&name)).unwrap();
        assert!(text(&first) == text(&second), "{name:?} differs");
    }
}

#[test]
fn a_history_reads_back_from_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = sample::inputs(ZONES[1]);
    files::write_inputs(folder.path(), &inputs).unwrap();
    std::fs::remove_file(folder.path().join("history.csv")).unwrap();
    let path = folder.path().join("history.parquet");
    files::write_history(&path, &inputs.history, &inputs.centre).unwrap();
    let (again, _) = files::read_inputs(folder.path()).unwrap_or_else(|f| panic!("{f}"));
    assert_eq!(again.history, inputs.history);
}

#[test]
fn a_roster_keeps_its_horizon_pay_and_provenance() {
    for zone in ZONES {
        let folder = tempfile::tempdir().unwrap();
        let centre = sample::inputs(zone).centre;
        let grid = Grid::new(zone, day("2025-10-20"), 7, Minutes(30)).unwrap();
        let provenance = Provenance {
            version: "0.1.0".into(),
            seed: u64::MAX,
            input_hash: "9f86d081".into(),
            parent: Some("60303ae2".into()),
        };
        let roster = Roster::new(grid, sample::shifts(zone), provenance);
        let path = folder.path().join("roster.csv");
        files::write_roster(&path, &roster).unwrap();
        let (again, faults) = files::read_roster(&path, &centre).unwrap_or_else(|f| panic!("{f}"));
        assert_eq!((again, faults), (roster, Vec::new()), "{zone}");
    }
}

#[test]
fn a_demand_keeps_its_quantiles_effects_and_notes() {
    for zone in ZONES {
        let folder = tempfile::tempdir().unwrap();
        let centre = sample::inputs(zone).centre;
        let demand = demand(Grid::new(zone, day("2025-10-20"), 7, Minutes(30)).unwrap());
        let path = folder.path().join("demand.csv");
        files::write_demand(&path, &demand).unwrap();
        let (again, faults) = files::read_demand(&path, &centre).unwrap_or_else(|f| panic!("{f}"));
        assert_eq!((again, faults), (demand, Vec::new()), "{zone}");
    }
}

fn demand(grid: Grid) -> Demand {
    let slots = grid.len();
    let days = grid.days();
    let queue = |queue: &str| QueueDemand {
        queue: queue.into(),
        open: (0..slots).map(|s| s % 5 != 0).collect(),
        expected: (0..slots).map(|s| Contacts(s as f64 / 3.0)).collect(),
        quantiles: (0..slots)
            .map(|s| std::array::from_fn(|q| Contacts((s * (q + 1)) as f64 / 7.0)))
            .collect(),
        spread: vec![Spread { poisson: 1.2, shared: 0.07 }; slots],
        aht: vec![Seconds(301.125); slots],
        decomposition: Decomposition {
            base: vec![Contacts(0.1); slots],
            days: (0..days)
                .map(|d| match d {
                    0 => Effects::default(),
                    _ => Effects {
                        factors: vec![("weekday".into(), 1.12), ("Double 11, main".into(), 2.4)],
                    },
                })
                .collect(),
            overrides: vec![Override {
                event: "Double 11".into(),
                first_day: day("2025-10-24"),
                model: 2.1,
                model_sd: 0.3,
                planner: 3.0,
                blend: 2.8,
            }],
            notes: vec!["the first \"Double 11\"".into(), "short: 3 weeks".into()],
        },
    };
    Demand { grid, queues: vec![queue("presales_chat"), queue("Phone")] }
}

#[test]
fn a_requirement_keeps_curves_pooled_targets_and_deferrable_work() {
    for zone in ZONES {
        let folder = tempfile::tempdir().unwrap();
        let centre = sample::inputs(zone).centre;
        let requirement = requirement(Grid::new(zone, day("2025-10-20"), 7, Minutes(30)).unwrap());
        let path = folder.path().join("requirement.csv");
        files::write_requirement(&path, &requirement).unwrap();
        let read = files::read_requirement(&path, &centre).unwrap_or_else(|f| panic!("{f}"));
        assert_eq!(read, (requirement, Vec::new()), "{zone}");
    }
}

fn requirement(grid: Grid) -> Requirement {
    let slots = grid.len();
    let level = TargetKind::ServiceLevel { share: share(0.8), within: Seconds(20.0) };
    let live = QueueRequirement {
        queue: "Phone".into(),
        agents: (0..slots).map(|s| Agents(s as u32 % 9)).collect(),
        seated: (0..slots).map(|s| Agents(s as u32 % 8)).collect(),
        load: (0..slots).map(|s| Erlangs(s as f64 / 9.0)).collect(),
        binding: (0..slots).map(|s| (s % 9 > 0).then_some(level)).collect(),
        curves: (0..slots)
            .map(|s| ServiceCurve {
                offered: Contacts(s as f64),
                answered_in_time: (0..s % 4).map(|n| Contacts(n as f64 / 3.0)).collect(),
                waited: (0..s % 3).map(|n| Seconds(90.0 - n as f64 / 7.0)).collect(),
            })
            .collect(),
        pooled: vec![Target { kind: level, period: Period::Day }],
        deferrable: None,
    };
    let tickets = QueueRequirement {
        queue: "tickets".into(),
        agents: vec![Agents(0); slots],
        seated: vec![Agents(0); slots],
        binding: vec![None; slots],
        curves: Vec::new(),
        pooled: Vec::new(),
        deferrable: Some(Deferrable {
            arriving: (0..slots).map(|s| s as f64 / 11.0).collect(),
            due: (0..slots).map(|s| s as f64 / 13.0).collect(),
            backlog: 12.5,
            share: share(0.9),
        }),
        ..live.clone()
    };
    Requirement { grid, queues: vec![live, tickets] }
}
