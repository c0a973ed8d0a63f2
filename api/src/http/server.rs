//! Listening, watching the folder, and stopping without dropping anybody's answer.

use super::app::App;
use super::error::ServeError;
use super::log::Log;
use super::rate::Rate;
use super::router::{openapi, router};
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// How often the folder is looked at.
const WATCH: Duration = Duration::from_secs(1);
/// How long answers under way may take once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What is served, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The planned folder.
    pub folder: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// How often each key may ask.
    pub rate: Rate,
    /// Where the log goes.
    pub log: Log,
    /// Serve the report without a key; only on a loopback address.
    pub open_report: bool,
}

/// A server that is ready to listen: its roster is read and lawful.
#[derive(Debug)]
pub struct Server {
    app: App,
    address: SocketAddr,
}

impl Server {
    /// Reads the planned folder.
    ///
    /// # Errors
    /// [`ServeError`] when its files have errors, its roster breaks hard laws, its keys cannot be
    /// read, or an open report is asked for on an address that other machines reach.
    pub fn open(options: &Options) -> Result<Self, ServeError> {
        if options.open_report && !options.address.ip().is_loopback() {
            return Err(ServeError::OpenToAll(options.address));
        }
        let app = App::open(options)?;
        Ok(Self { app, address: options.address })
    }

    /// The OpenAPI document.
    #[must_use]
    pub fn openapi(&self) -> String {
        openapi(&self.app)
    }

    /// Serves until the process is interrupted or asked to end; `started` hears the address.
    ///
    /// # Errors
    /// [`ServeError`] when the address cannot be listened on or the system gives no threads.
    pub fn run(self, started: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
        self.run_until(started, stop_signal())
    }

    /// Serves until `stop` is ready, then lets answers under way end.
    ///
    /// # Errors
    /// Those of [`Server::run`].
    pub fn run_until(
        self,
        started: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let runtime = Runtime::new().map_err(ServeError::Runtime)?;
        let ended = runtime.block_on(self.listen(started, stop));
        runtime.shutdown_timeout(GRACE);
        ended
    }

    async fn listen(
        self,
        started: impl FnOnce(SocketAddr),
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let failed = |source| ServeError::Address { address: self.address, source };
        let listener = TcpListener::bind(self.address).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        tokio::spawn(watch(self.app.clone()));
        started(address);
        let (told, asked) = tokio::sync::oneshot::channel::<()>();
        let stop = async move {
            stop.await;
            let _ = told.send(());
        };
        let serving = axum::serve(listener, router(self.app)).with_graceful_shutdown(stop);
        let patience = async move {
            let _ = asked.await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = serving.into_future() => ended.map_err(ServeError::Runtime),
            () = patience => Ok(()),
        }
    }
}

/// Reads the folder again when it has changed and stayed the same for one look: the files of a plan
/// are written one after the other.
async fn watch(app: App) {
    let mut read = app.stamp();
    let mut seen = read.clone();
    loop {
        tokio::time::sleep(WATCH).await;
        let now = app.stamp();
        if now != read && now == seen {
            read.clone_from(&now);
            let app = app.clone();
            // a reader that panicked has said so on standard error; the last schedule stays
            let _ = tokio::task::spawn_blocking(move || app.refresh()).await;
        }
        seen = now;
    }
}

/// Ready when the process is interrupted or asked to end.
async fn stop_signal() {
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
