//! Pages over HTTP: the records of [`crate::record`], by a server that answers and never asks.
//!
//! A request goes through `connections`, which bound what a client may hold up; then to its handler, which reads the
//! body whole (`body`) or line by line (`lines`), takes one of the `slots` and has a thread extract the page.
//!
//! ```no_run
//! use std::borrow::Cow;
//!
//! use unboil::Model;
//! use unboil::serve::{Limits, Server};
//!
//! # fn main() -> std::io::Result<()> {
//! let address = ([127, 0, 0, 1], 8080).into();
//! let server = Server::bind(address, Cow::Borrowed(Model::builtin()), Limits::default())?;
//! let stop = server.stop();
//! std::thread::spawn(move || {
//!     let _ = std::io::read_to_string(std::io::stdin());
//!     stop.stop();
//! });
//! server.run()
//! # }
//! ```

mod app;
mod body;
mod connections;
mod failure;
mod lines;
mod metrics;
mod pages;
mod parameters;
mod patience;
mod slots;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::sync::watch;
use unboil_infer::Model;

use self::app::App;

/// Threads that read and write; what takes time is done by others.
const IO_THREADS: usize = 2;

/// What a server lets its clients take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a body, or of a line in a stream of them.
    pub body: usize,
    /// Bytes of all bodies and lines that are held at a time, answers that wait for their readers included.
    pub memory: usize,
    /// How long the body of a request may take to arrive, a page to be extracted, and a client to go on reading.
    pub time: Duration,
    /// How long the head of a request may take to arrive, from the end of the one before.
    pub head_time: Duration,
    /// Pages that are extracted at a time: at least one is.
    pub concurrency: usize,
    /// Requests with a whole page that wait for that.
    pub queue: usize,
    /// Connections: further ones wait to be taken up.
    pub connections: usize,
}

impl Default for Limits {
    /// Those of `unboil serve`, with a page at a time for each core.
    fn default() -> Limits {
        Limits {
            body: 16 << 20,
            memory: 256 << 20,
            time: Duration::from_secs(30),
            head_time: Duration::from_secs(10),
            concurrency: thread::available_parallelism().map_or(1, NonZero::get),
            queue: 64,
            connections: 1024,
        }
    }
}

/// A server that listens, and answers as soon as it runs.
pub struct Server {
    listener: TcpListener,
    app: Arc<App>,
    stop: Arc<watch::Sender<bool>>,
}

/// Ends a server, from any thread.
#[derive(Clone, Debug)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Stop {
    /// Has the server take no more requests and end when those that it has are answered, or their time is over. Returns
    /// whether it had not been asked before.
    pub fn stop(&self) -> bool {
        !self.0.send_replace(true)
    }
}

impl Server {
    /// Listens at an address; port 0 is any port that is free.
    ///
    /// # Errors
    /// An address that cannot be listened at: it is taken, or no address of this machine.
    pub fn bind(address: SocketAddr, model: Cow<'static, Model>, limits: Limits) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        // What is made at the first page is made now, so that no client waits for it.
        model.classify(b"<p>A page");
        let app = Arc::new(App::new(model, limits));
        Ok(Server { listener, app, stop: Arc::new(watch::Sender::new(false)) })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// A system that does not say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// What ends it.
    pub fn stop(&self) -> Stop {
        Stop(Arc::clone(&self.stop))
    }

    /// Answers until it is stopped.
    ///
    /// # Errors
    /// A system that gives no threads.
    pub fn run(self) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(IO_THREADS)
            .max_blocking_threads(self.app.limits.concurrency)
            .thread_name("unboil-serve")
            .enable_all()
            .build()?;
        let stop = self.stop.subscribe();
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            connections::serve(listener, &self.app, stop).await;
            Ok(())
        });
        // A page whose time was over may still be at work.
        runtime.shutdown_background();
        served
    }
}
