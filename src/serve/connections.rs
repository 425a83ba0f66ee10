//! Connections: how many there are, how long they may keep silent, and how they end.

use std::future::pending;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::Limits;
use super::app::{App, router};
use super::patience::Patient;

/// Bytes that a connection reads ahead, which the head of a request has to fit in.
const READ_AHEAD: usize = 64 << 10;
/// Before asking again where the system has no more descriptors to give.
const PAUSE: Duration = Duration::from_millis(100);

/// Answers on all connections until it is stopped, and what was begun is done or its time is over.
pub(super) async fn serve(listener: TcpListener, app: &Arc<App>, mut stop: watch::Receiver<bool>) {
    let router = router(app);
    let room = Arc::new(Semaphore::new(app.limits.connections.clamp(1, Semaphore::MAX_PERMITS)));
    let mut open = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &room) => accepted,
            () = stopped(&mut stop) => break,
        };
        while open.try_join_next().is_some() {}
        let Some((stream, place)) = accepted else { continue };
        let (app, router, stop) = (Arc::clone(app), router.clone(), stop.clone());
        open.spawn(async move {
            let _open = app.metrics.connections.enter();
            answer(stream, router, &app.limits, stop).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = timeout(app.limits.time, async { while open.join_next().await.is_some() {} }).await;
    open.shutdown().await;
}

/// The next connection, when there is room for it; `None` where there was none after all.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(_) => {
            sleep(PAUSE).await;
            None
        }
    }
}

/// Answers on one connection until either side ends it. What goes wrong on it is the client's to know.
async fn answer(stream: TcpStream, router: Router, limits: &Limits, mut stop: watch::Receiver<bool>) {
    // Answers are written whole; without this, short ones could wait for more.
    let _ = stream.set_nodelay(true);
    let stream = TokioIo::new(Patient::new(stream, limits.time));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.head_time)
            .max_buf_size(READ_AHEAD)
            .serve_connection(stream, TowerToHyperService::new(router))
    );
    tokio::select! {
        _ = connection.as_mut() => return,
        () = stopped(&mut stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// When the server is to end.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|is_stopped| *is_stopped).await.is_err() {
        // Nobody is left who could ask for it.
        pending::<()>().await;
    }
}
