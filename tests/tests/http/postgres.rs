//! A PostgreSQL of the tests' own: started once, stopped when the tests end, whoever runs them.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Runs the cluster until its standard input, which the tests hold, is closed, or it ends by
/// itself.
const KEEPER: &str = r#"
bin="$1" folder="$2" port="$3"
exec 3<&0
"$bin/initdb" -D "$folder/data" -U paiban -A trust --no-sync >/dev/null || exit 1
"$bin/postgres" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses=127.0.0.1 \
  -c fsync=off -c max_connections=200 >"$folder/log" 2>&1 </dev/null &
server=$!
(cat <&3 >/dev/null; kill -QUIT "$server") &
wait "$server"
rm -rf "$folder"
"#;

struct Cluster {
    bin: PathBuf,
    port: u16,
    keeper: Child,
}

/// The newest installed version's programs.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let number = |path: &PathBuf| path.file_name().and_then(|n| n.to_str()?.parse::<u32>().ok());
    let newest = versions.map(|entry| entry.path()).max_by_key(number);
    newest.expect("PostgreSQL is installed; run scripts/setup").join("bin")
}

fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        // between finding a free port and taking it, another test may have taken it
        (0..10).find_map(|_| started()).expect("PostgreSQL starts")
    })
}

/// A cluster on a port that was free a moment ago; `None` when it ends before it answers.
fn started() -> Option<Cluster> {
    let bin = programs();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let folder = std::env::temp_dir().join(format!("paiban-pg-{}-{port}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    let mut command = keeper(&folder);
    command.args(["-c", KEEPER, "keeper"]).arg(&bin).arg(&folder).arg(port.to_string());
    command.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::null());
    let mut cluster = Cluster { bin, port, keeper: command.spawn().unwrap() };
    let deadline = Instant::now() + Duration::from_secs(300);
    while !asked(&cluster, "pg_isready", &[]) {
        assert!(Instant::now() < deadline, "PostgreSQL did not start");
        if cluster.keeper.try_wait().unwrap().is_some() {
            return None;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Some(cluster)
}

/// A shell; root's belongs to somebody else, since PostgreSQL refuses to run as root.
fn keeper(folder: &Path) -> Command {
    let id = Command::new("id").arg("-u").output().unwrap();
    if String::from_utf8_lossy(&id.stdout).trim() != "0" {
        return Command::new("sh");
    }
    let owned = Command::new("chown").arg("postgres").arg(folder).status().unwrap();
    assert!(owned.success(), "there is no user postgres; run scripts/setup");
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--", "sh"]);
    command
}

fn asked(cluster: &Cluster, program: &str, words: &[&str]) -> bool {
    let mut command = Command::new(cluster.bin.join(program));
    command.args(["-h", "127.0.0.1", "-U", "paiban", "-p", &cluster.port.to_string()]);
    let done = command.args(words).stdout(Stdio::null()).stderr(Stdio::null()).status();
    done.is_ok_and(|status| status.success())
}

/// A new, empty database.
pub(super) fn database() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let cluster = cluster();
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let made = asked(cluster, "createdb", &["-T", "template0", &name]);
    assert!(made, "the database {name} was not made");
    format!("postgres://paiban@127.0.0.1:{}/{name}", cluster.port)
}
