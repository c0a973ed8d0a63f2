//! Listening, working, watching the folder, and stopping without dropping anybody's answer.

use super::app::App;
use super::error::ServeError;
use super::log::Log;
use super::rate::Rate;
use super::router::{openapi, router};
use super::tls::TlsFiles;
use super::{folder, listen, tls};
use crate::jobs::{Settings, Worker};
use crate::stop::{is_stopped, pause};
use crate::store::{QueueLimits, Retention, SessionTimes, Store};
use crate::webhooks::Sender;
use domain::Cure;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How often the folder is looked at.
const WATCH: Duration = Duration::from_secs(1);
/// How often reads of personal data are written down.
const NOTE: Duration = Duration::from_secs(5);
/// How often what is no longer needed is forgotten.
const SWEEP: Duration = Duration::from_secs(6 * 3600);
/// How long answers and runs under way may take once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What is served, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The store: `postgres://…`, `sqlite:PATH` or a path.
    pub store: String,
    /// A planned folder to take in and publish, now and whenever it changes.
    pub folder: Option<PathBuf>,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Certificate and key, to speak TLS.
    pub tls: Option<TlsFiles>,
    /// How often each key may ask.
    pub rate: Rate,
    /// How much is taken in.
    pub limits: Limits,
    /// Where the log goes.
    pub log: Log,
    /// Serve the report without a key; only on a loopback address.
    pub open_report: bool,
    /// A proxy in front speaks TLS: browsers send the console's cookie over https only. With a
    /// certificate of its own the server asks for that anyway.
    pub secure_cookie: bool,
    /// Send events into the server's own network as well.
    pub private_hooks: bool,
    /// Waits between attempts to send an event; the usual ones when empty.
    pub hook_waits: Vec<Duration>,
    /// How this server solves runs itself; with no hands it leaves them to other workers.
    pub worker: Settings,
    /// How long things are kept.
    pub retention: Retention,
}

/// How much is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of an upload.
    pub upload: usize,
    /// Open connections.
    pub connections: usize,
    /// Runs that wait.
    pub queue: QueueLimits,
    /// How long a client may take for the head of a request, or for the handshake.
    pub head: Duration,
    /// How long an answer may take, the body of the request included.
    pub answer: Duration,
    /// How long a client may take none of its answer.
    pub stalled: Duration,
    /// How long a session of the console goes on.
    pub session: SessionTimes,
}

impl Default for Limits {
    fn default() -> Self {
        let queue = QueueLimits { all: 1000, each: 100 };
        Self {
            upload: 64 << 20,
            connections: 1024,
            queue,
            head: Duration::from_secs(10),
            answer: Duration::from_secs(60),
            stalled: Duration::from_secs(30),
            session: SessionTimes::default(),
        }
    }
}

/// A server that is ready to listen.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    app: App,
    options: Options,
    stop: watch::Sender<bool>,
}

impl Server {
    /// Opens the store, and takes a planned folder in.
    ///
    /// # Errors
    /// [`ServeError`] when the store cannot be opened, the folder's files have errors, its roster
    /// breaks hard laws, or an open report is asked for on an address that other machines reach.
    pub fn open(options: &Options) -> Result<Self, ServeError> {
        if options.open_report && !options.address.ip().is_loopback() {
            return Err(ServeError::OpenToAll(options.address));
        }
        let runtime = Runtime::new().map_err(ServeError::Runtime)?;
        let (stop, stopping) = watch::channel(false);
        let app = runtime.block_on(async {
            let store = Store::open(&options.store).await?;
            let app = App::new(store, options, stopping);
            if let Some((folder, centre)) = app.folder() {
                folder::take_in(&app, folder, centre).await?;
            }
            Ok::<_, ServeError>(app)
        })?;
        Ok(Self { runtime, app, options: options.clone(), stop })
    }

    /// The OpenAPI document.
    #[must_use]
    pub fn openapi() -> String {
        openapi()
    }

    /// Serves until the process is interrupted or asked to end; `started` hears the address.
    ///
    /// # Errors
    /// [`ServeError`] when the address cannot be listened on or the system gives no threads.
    pub fn run(self, started: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
        self.run_until(started, stop_signal())
    }

    /// Serves until `stop` is ready, then lets answers under way end and hands runs back.
    ///
    /// # Errors
    /// Those of [`Server::run`].
    pub fn run_until(
        self,
        started: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let Self { runtime, app, options, stop: asked } = self;
        let ended = runtime.block_on(live(app, &options, asked, started, stop));
        runtime.shutdown_timeout(Duration::from_secs(1));
        ended
    }
}

async fn live(
    app: App,
    options: &Options,
    asked: watch::Sender<bool>,
    started: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    let tls = options.tls.as_ref().map(tls::acceptor).transpose()?;
    let failed = |source| ServeError::Address { address: options.address, source };
    let listener = TcpListener::bind(options.address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let stopping = app.stop();
    let mut tasks = JoinSet::new();
    tasks.spawn(look_after(app.clone(), options.retention));
    if app.folder().is_some() {
        tasks.spawn(follow(app.clone()));
    }
    let sender = Sender::new(app.store().clone(), options.private_hooks);
    let sender =
        if options.hook_waits.is_empty() { sender } else { sender.waiting(&options.hook_waits) };
    tasks.spawn(sender.work(stopping.clone()));
    let worker = Worker::new(app.store().clone(), options.worker.clone())?;
    let log = options.log.clone();
    tasks.spawn(worker.work(stopping.clone(), move |code| log.event("worker_trouble", code)));
    // whoever hears the address may ask for the end
    let mut stop = pin!(stop);
    let is_over = is_ready_now(stop.as_mut()).await;
    started(address);
    let router = router(app.clone());
    let serving = tokio::spawn(listen::serve(listener, app.clone(), router, tls, stopping));
    if !is_over {
        stop.await;
    }
    // whoever is told may be gone already
    let _ = asked.send(true);
    let ending = async {
        let _ = serving.await;
        while tasks.join_next().await.is_some() {}
    };
    let _ = tokio::time::timeout(GRACE, ending).await;
    // what cannot be written down any more is lost, as when the process is killed
    let _ = app.reads().flush(app.store()).await;
    Ok(())
}

/// Writes reads down and forgets what is no longer needed, until the server stops.
async fn look_after(app: App, retention: Retention) {
    let mut stop = app.stop();
    let mut swept: Option<tokio::time::Instant> = None;
    while !is_stopped(&stop) {
        if let Err(error) = app.reads().flush(app.store()).await {
            app.log().event("audit_trouble", error.code());
        }
        if swept.is_none_or(|at| at.elapsed() >= SWEEP) {
            swept = Some(tokio::time::Instant::now());
            if let Err(error) = app.store().sweep(&retention).await {
                app.log().event("sweep_trouble", error.code());
            }
        }
        pause(&mut stop, NOTE).await;
    }
}

/// Takes the folder in again when it has changed and stayed the same for one look: the files of a
/// plan are written one after the other.
async fn follow(app: App) {
    let Some((path, centre)) = app.folder().cloned() else { return };
    let mut stop = app.stop();
    let mut read = folder::stamp(&path);
    let mut seen = read.clone();
    while !is_stopped(&stop) {
        pause(&mut stop, WATCH).await;
        let now = folder::stamp(&path);
        if now != read && now == seen {
            read.clone_from(&now);
            match folder::take_in(&app, &path, &centre).await {
                Ok(()) => app.log().event("schedule_read", ""),
                Err(error) => app.log().event("schedule_kept", error.code()),
            }
        }
        seen = now;
    }
}

/// Polls once, which is when a future begins to listen; whether it is ready already.
pub(crate) async fn is_ready_now(mut future: Pin<&mut impl Future>) -> bool {
    poll_fn(|context| Poll::Ready(future.as_mut().poll(context).is_ready())).await
}

/// Ready when the process is interrupted or asked to end; it listens from the first poll on.
pub(crate) async fn stop_signal() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    if let Ok(mut ended) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    {
        tokio::select! {
            _ = interrupted => return,
            _ = ended.recv() => return,
        }
    }
    let _ = interrupted.await;
}
