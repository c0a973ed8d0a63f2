//! Connections: a bounded number of them, each with a bounded time for every head it sends.

use super::app::App;
use super::patient::Patient;
use crate::stop::stopped;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio_rustls::TlsAcceptor;

/// How long to wait when the system gives no more sockets.
const PAUSE: Duration = Duration::from_millis(100);

/// What every connection needs.
#[derive(Clone)]
struct Door {
    app: App,
    router: Router,
    tls: Option<TlsAcceptor>,
}

/// Accepts until `stop` says true, then lets answers under way end.
pub(super) async fn serve(
    listener: TcpListener,
    app: App,
    router: Router,
    tls: Option<TlsAcceptor>,
    mut stop: watch::Receiver<bool>,
) {
    let slots = Arc::new(Semaphore::new(app.limits().connections));
    let graceful = GracefulShutdown::new();
    let door = Door { app, router, tls };
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = stopped(&mut stop) => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Ok(slot) = slots.clone().try_acquire_owned() else {
            // the client sees a closed connection: nothing else costs less than answering it
            door.app.metrics().turned_away.fetch_add(1, Ordering::Relaxed);
            continue;
        };
        tokio::spawn(attend(door.clone(), stream, slot, graceful.watcher()));
    }
    drop(listener);
    graceful.shutdown().await;
}

async fn attend(door: Door, stream: TcpStream, slot: OwnedSemaphorePermit, watcher: Watcher) {
    let open = &door.app.metrics().connections;
    open.fetch_add(1, Ordering::Relaxed);
    // an answer is sent at once; a system that cannot do that still sends it
    let _ = stream.set_nodelay(true);
    match &door.tls {
        None => converse(&door, stream, watcher).await,
        Some(tls) => {
            let head = door.app.limits().head;
            let shaken = tokio::time::timeout(head, tls.accept(stream)).await;
            if let Ok(Ok(stream)) = shaken {
                converse(&door, stream, watcher).await;
            }
        }
    }
    open.fetch_sub(1, Ordering::Relaxed);
    drop(slot);
}

async fn converse<S>(door: &Door, stream: S, watcher: Watcher)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let limits = door.app.limits();
    let stream = Patient::new(stream, limits.stalled);
    let service = TowerToHyperService::new(door.router.clone());
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_headers(64)
        .serve_connection(TokioIo::new(stream), service);
    // a client that goes away in between is nobody's fault
    let _ = watcher.watch(connection).await;
}
