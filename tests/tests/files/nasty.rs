//! Nothing that a file can contain makes a reader panic.

use super::faults::{all_faults, folder_with};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

const FILES: [&str; 8] = [
    "centre.toml",
    "rules.toml",
    "history.csv",
    "calendar.csv",
    "agents.csv",
    "availability.csv",
    "previous.csv",
    "history.parquet",
];

/// Contents that have broken readers before.
fn corpus() -> Vec<Vec<u8>> {
    let mut all: Vec<Vec<u8>> = [
        "",
        "\n",
        "\r",
        "\r\n\r\n",
        " ",
        ",",
        ",,,\n,,,\n",
        "\"",
        "\"\"",
        "\"\"\"",
        "\"a\"b,c\n",
        "a,\"b\nc",
        "\u{FEFF}",
        "\0",
        "a\0b,c\n\0,\0\n",
        "#",
        "#:\n#",
        "# horizon: \na,b\n",
        "a;b,c\td\n1;2,3\t4\n",
        "interval_start,queue,offered\n",
        "interval_start,queue,offered",
        "=",
        "[",
        "[[queues]]",
        "[[queues]]\n[[queues",
        "queues = 3\ncontracts = {}\nshift_templates = [[[[]]]]",
        "name = \"\\",
        "a = 1\na = 1\n",
        "a.b.c.d = {e={f=[{}]}}",
        "queues = [{ id = 3 }, 4, []]",
        "interval_minutes = 0x1E",
        "interval_minutes = -9223372036854775808",
        "interval_minutes = 1e400\n\
         queues = [{hours={monday=[\"99999:00-1:00\"]}, speed=[nan, inf]}]",
        "shift_templates = [{ id = \"x\", length_hours = 1e300, starts = \"65535:59\" }]",
    ]
    .map(|t| t.as_bytes().to_vec())
    .into();
    all.push(vec![0xFF; 300]);
    all.push(b"agent_id,name\n\xC3\x28,\x80\n".to_vec());
    all.push(b"PAR1garbagePAR1".to_vec());
    all.push(b"PK\x03\x04garbage".to_vec());
    all.push(
        [b"interval_start,queue,offered\n2025-11-10T09:00,", &[b'x'; 100_000][..], b",1\n"]
            .concat(),
    );
    all.push("[".repeat(5000).into_bytes());
    all.push(format!("a = {}1{}", "[".repeat(500), "]".repeat(500)).into_bytes());
    all.push(",".repeat(70_000).into_bytes());
    all.push("a\n".repeat(5000).into_bytes());
    all.push("\"\n".repeat(5001).into_bytes());
    all
}

/// Values that do not fit anywhere, for each cell in turn.
const VALUES: [&str; 18] = [
    "",
    " ",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999",
    "0x10",
    "2025-02-30",
    "0000-00-00",
    "9999-12-31",
    "262143-12-31",
    "2025-11-10T24:01",
    "2025-11-10T23:59:60",
    "2025-11-10T00:00+99:99",
    "2025-11-10T00:00-",
    "48:00",
    "a:b|c:|:",
    "\u{202E}\u{0}",
];

#[test]
fn no_content_of_any_file_panics() {
    for name in FILES {
        let folder = folder_with(name, b"");
        if name == "history.parquet" {
            std::fs::remove_file(folder.path().join("history.csv")).unwrap();
        }
        for content in corpus() {
            std::fs::write(folder.path().join(name), content).unwrap();
            all_faults(folder.path());
        }
    }
}

#[test]
fn no_value_in_any_cell_panics() {
    for name in FILES.iter().filter(|n| n.ends_with(".csv")) {
        let folder = folder_with("x", b"");
        let path = folder.path().join(name);
        let clean = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = clean.lines().collect();
        let header = lines[0];
        let first = lines[1];
        for column in 0..header.split(',').count() {
            for value in VALUES {
                let mut cells: Vec<&str> = first.splitn(header.split(',').count(), ',').collect();
                if column < cells.len() {
                    cells[column] = value;
                }
                let row = cells.join(",");
                let text = [&[header, &row][..], &lines[2..]].concat().join("\n");
                std::fs::write(&path, text).unwrap();
                all_faults(folder.path());
            }
        }
    }
}

#[test]
fn a_file_where_a_folder_is_expected_and_a_folder_where_a_file_is() {
    let folder = folder_with("x", b"");
    let file = folder.path().join("x");
    assert!(all_faults(&file).contains("error"));
    std::fs::remove_file(folder.path().join("agents.csv")).unwrap();
    std::fs::create_dir(folder.path().join("agents.csv")).unwrap();
    assert!(all_faults(folder.path()).contains("E1901"));
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn random_bytes_never_panic(
        which in 0..FILES.len() - 1,
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        all_faults(folder_with(FILES[which], &bytes).path());
    }

    #[test]
    fn random_damage_never_panics(
        which in 0..FILES.len() - 1,
        damage in prop::collection::vec(
            (any::<prop::sample::Index>(), any::<u8>(), any::<bool>()),
            1..6,
        ),
    ) {
        let mut bytes = std::fs::read(folder_with("x", b"").path().join(FILES[which])).unwrap();
        for (at, byte, remove) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            if remove { bytes.truncate(at) } else { bytes[at] = byte }
        }
        all_faults(folder_with(FILES[which], &bytes).path());
    }
}
