//! The Harbour: three people, two teams, one week; and a server for it.

use api::http::{Limits, Log, Options, Rate, ServeError, Server};
use api::jobs::Settings;
use api::keys::{Key, NewKey, Scope};
use api::store::{Retention, Store};
use std::future::Future;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Context, Poll, Waker};
use std::thread::JoinHandle;
use std::time::Duration;

/// A folder of its own with the Harbour's files, and a key that reads everything.
pub(super) struct World {
    folder: tempfile::TempDir,
    store: String,
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
        Self::kept_in(None)
    }

    /// The same, kept in a PostgreSQL database of its own.
    pub(super) fn postgres() -> Self {
        Self::kept_in(Some(super::postgres::database()))
    }

    fn kept_in(store: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/http/harbour");
        for name in ["centre.toml", "agents.csv", "roster.csv", "report.html"] {
            std::fs::copy(source.join(name), folder.path().join(name)).unwrap();
        }
        let usual = || folder.path().join("paiban.db").display().to_string();
        let store = store.unwrap_or_else(usual);
        let mut world = Self { folder, store, key: String::new(), logged: Lines::default() };
        world.key = world.add(new_key("everything"));
        world
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where everything is kept.
    pub(super) fn url(&self) -> &str {
        &self.store
    }

    /// What the folder's centre is called in addresses.
    pub(super) fn centre(&self) -> String {
        api::http::folder_id(self.path())
    }

    /// Does something with the store.
    pub(super) fn with<T>(&self, work: impl AsyncFnOnce(Store) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async { work(Store::open(&self.store).await.unwrap()).await })
    }

    /// Another key.
    pub(super) fn add(&self, new: NewKey) -> String {
        self.with(async |store| store.add_key(&new, "test").await.unwrap().1)
    }

    /// The keys that are kept.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.with(async |store| store.keys().await.unwrap())
    }

    /// The token of an agent's calendar, a new one if it is to be `changed`.
    pub(super) fn calendar(&self, agent: &str, changed: bool) -> Option<String> {
        let centre = self.centre();
        let change = changed.then_some(true);
        self.with(async |store| store.calendar(&centre, agent, change, "test").await.unwrap())
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
            store: self.store.clone(),
            folder: Some(PathBuf::from(self.path())),
            address: "127.0.0.1:0".parse().unwrap(),
            tls: None,
            rate: Rate { per_second: 1000.0, burst: 1000 },
            limits: Limits::default(),
            log: Log::to(self.logged.clone()),
            open_report: false,
            secure_cookie: false,
            private_hooks: true,
            hook_waits: vec![Duration::from_millis(50); 3],
            worker: Settings { hands: 0, program: crate::cli::binary(), ..Settings::default() },
            retention: Retention::default(),
        }
    }

    /// The log so far, which ends with a whole line.
    pub(super) fn log(&self) -> String {
        String::from_utf8(self.logged.0.lock().unwrap().clone()).unwrap()
    }

    pub(super) fn serve(&self) -> Client {
        Client::start(&self.options(), &self.key)
    }

    /// A server that solves as well.
    pub(super) fn serve_and_work(&self) -> Client {
        let mut options = self.options();
        options.worker.hands = 1;
        Client::start(&options, &self.key)
    }
}

pub(super) fn new_key(name: &str) -> NewKey {
    NewKey { name: name.into(), scopes: Scope::ALL.to_vec(), ..NewKey::default() }
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
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        let config = config.max_redirects(0).max_redirects_will_error(false).build();
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

    /// Tries to write without a key.
    pub(super) fn post(&self, path: &str) -> Answer {
        self.send("POST", path, &[], b"{}")
    }

    /// Sends anything, with these headers alone.
    pub(super) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let uri = format!("http://{}{path}", self.address);
        let mut request = ureq::http::Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let sent = if method == "POST" {
            self.agent.run(request.body(body).unwrap())
        } else {
            self.agent.run(request.body(()).unwrap())
        };
        let mut answer = sent.unwrap();
        Answer {
            status: answer.status().as_u16(),
            headers: answer.headers().clone(),
            text: answer.body_mut().read_to_string().unwrap(),
        }
    }

    /// Sends JSON with the key and more headers.
    pub(super) fn write(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Answer {
        let key = format!("Bearer {}", self.key);
        let usual = [("authorization", key.as_str()), ("content-type", "application/json")];
        self.send(method, path, &[&usual, headers].concat(), body.to_string().as_bytes())
    }

    /// Uploads files with the key and more headers.
    pub(super) fn upload(
        &self,
        path: &str,
        headers: &[(&str, &str)],
        files: &[(&str, &str)],
    ) -> Answer {
        let mut body = String::new();
        for (name, text) in files {
            body += "--cut\r\ncontent-disposition: form-data; name=\"file\"; ";
            body += &format!("filename=\"{name}\"\r\n\r\n{text}\r\n");
        }
        body += "--cut--\r\n";
        let key = format!("Bearer {}", self.key);
        let form = "multipart/form-data; boundary=cut";
        let usual = [("authorization", key.as_str()), ("content-type", form)];
        self.send("POST", path, &[&usual, headers].concat(), body.as_bytes())
    }

    /// Asks until the answer is as it is `wanted`, half a minute at most.
    #[track_caller]
    pub(super) fn until(
        &self,
        path: &str,
        wanted: impl Fn(&serde_json::Value) -> bool,
    ) -> serde_json::Value {
        let deadline = std::time::Instant::now() + Duration::from_secs(60);
        loop {
            let answer = self.get(path).json();
            if wanted(&answer) {
                return answer;
            }
            assert!(std::time::Instant::now() < deadline, "never came: {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
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

    /// Checks that a browser is sent on to `path`.
    #[track_caller]
    pub(super) fn goes_to(&self, path: &str) {
        assert_eq!((self.status, self.header("location")), (303, path), "{}", self.text);
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
