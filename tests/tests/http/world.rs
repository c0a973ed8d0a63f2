//! The Harbour: three people, two teams, one week; and a server for it.

use api::http::{Log, Options, Rate, ServeError, Server};
use api::keys::{Keyring, NewKey, Scope};
use std::future::Future;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Context, Poll, Waker};
use std::thread::JoinHandle;
use std::time::SystemTime;

pub(super) const EVERYTHING: [Scope; 3] = [Scope::Schedules, Scope::Payroll, Scope::Plans];

/// A folder of its own with the Harbour's files, and a key that reads everything.
pub(super) struct World {
    folder: tempfile::TempDir,
    pub(super) key: String,
    logged: Lines,
}

/// What the server logs.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl World {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/harbour");
        for name in ["centre.toml", "agents.csv", "roster.csv", "report.html"] {
            std::fs::copy(source.join(name), folder.path().join(name)).unwrap();
        }
        let key = add(folder.path(), new_key("everything"));
        Self { folder, key, logged: Lines::default() }
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Another key.
    pub(super) fn add(&self, new: NewKey) -> String {
        add(self.path(), new)
    }

    /// Replaces a text in a file of the folder.
    pub(super) fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.path().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }

    pub(super) fn options(&self) -> Options {
        Options {
            folder: PathBuf::from(self.path()),
            address: "127.0.0.1:0".parse().unwrap(),
            rate: Rate { per_second: 1000.0, burst: 1000 },
            log: Log::to(self.logged.clone()),
            open_report: false,
        }
    }

    /// The log so far, which ends with a whole line.
    pub(super) fn log(&self) -> String {
        String::from_utf8(self.logged.0.lock().unwrap().clone()).unwrap()
    }

    pub(super) fn serve(&self) -> Client {
        Client::start(&self.options(), &self.key)
    }
}

pub(super) fn new_key(name: &str) -> NewKey {
    NewKey { name: name.into(), scopes: EVERYTHING.to_vec(), team: None, expires: None }
}

fn add(folder: &Path, new: NewKey) -> String {
    Keyring::change(folder, |ring| ring.add(new, SystemTime::now().into())).unwrap().1
}

/// A running server and a client with a key; the server ends with it.
pub(super) struct Client {
    agent: ureq::Agent,
    address: SocketAddr,
    key: String,
    stop: Stop,
    server: Option<JoinHandle<Result<(), ServeError>>>,
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: ureq::http::HeaderMap,
    pub(super) text: String,
}

impl Client {
    pub(super) fn start(options: &Options, key: &str) -> Self {
        let server = Server::open(options).unwrap_or_else(|e| panic!("{e}"));
        let (tell, told) = mpsc::channel();
        let stop = Stop::default();
        let until = stop.clone();
        let server =
            std::thread::spawn(move || server.run_until(move |at| tell.send(at).unwrap(), until));
        let config = ureq::Agent::config_builder().http_status_as_error(false).build();
        let address = told.recv().unwrap();
        let (agent, server) = (config.into(), Some(server));
        Self { agent, address, key: key.to_owned(), stop, server }
    }

    /// Asks with the key.
    pub(super) fn get(&self, path: &str) -> Answer {
        self.ask(path, &[("authorization", &format!("Bearer {}", self.key))])
    }

    /// Asks for data of `/api/v1` with the key and one more header.
    pub(super) fn get_with(&self, path: &str, name: &str, value: &str) -> Answer {
        self.ask(path, &[("authorization", &format!("Bearer {}", self.key)), (name, value)])
    }

    /// Asks with another key.
    pub(super) fn get_as(&self, key: &str, path: &str) -> Answer {
        self.ask(path, &[("authorization", &format!("Bearer {key}"))])
    }

    /// Asks with these headers alone.
    pub(super) fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = self.agent.get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut answer = request.call().unwrap();
        Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: answer.body_mut().read_to_string().unwrap(),
        }
    }

    /// Tries to write.
    pub(super) fn post(&self, path: &str) -> Answer {
        let request = self.agent.post(format!("http://{}{path}", self.address));
        let mut answer = request.send("{}").unwrap();
        Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: answer.body_mut().read_to_string().unwrap(),
        }
    }

    /// Asks the server to stop and waits for it.
    pub(super) fn end(mut self) -> Result<(), ServeError> {
        self.stop.now();
        self.server.take().unwrap().join().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.stop.now();
    }
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    #[track_caller]
    pub(super) fn json(&self) -> serde_json::Value {
        assert_eq!(self.status, 200, "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    /// Checks that this is a problem with `status` and `code`, told as RFC 9457 asks.
    #[track_caller]
    pub(super) fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status, status, "{}", self.text);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem: serde_json::Value = serde_json::from_str(&self.text).unwrap();
        assert_eq!(problem["code"], code, "{}", self.text);
        assert_eq!(problem["status"], status);
        for part in ["type", "title", "detail", "cure"] {
            assert!(problem[part].as_str().is_some_and(|t| !t.is_empty()), "no {part}");
        }
    }
}

/// A future that is ready when it is told so.
#[derive(Clone, Default)]
struct Stop(Arc<Mutex<(bool, Option<Waker>)>>);

impl Stop {
    fn now(&self) {
        let mut state = self.0.lock().unwrap();
        state.0 = true;
        if let Some(waker) = state.1.take() {
            waker.wake();
        }
    }
}

impl Future for Stop {
    type Output = ();
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        state.1 = Some(context.waker().clone());
        if state.0 { Poll::Ready(()) } else { Poll::Pending }
    }
}
