//! `unboil serve`.

use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process;
use std::time::Duration;

use anyhow::{Context, Result};
use unboil::io::{BUILTIN, read_model};
use unboil::serve::{Limits, Server};

use super::{Outcome, interrupt};

/// Answer over HTTP with the records of pages.
///
/// POST /extract takes a page and answers with its record, as `unboil extract`
/// writes it, or a stream of JSON Lines (application/x-ndjson) and answers
/// with one record a line. POST /classify answers with the blocks of a page, as
/// `unboil classify` does. GET / is a page to paste HTML into; /openapi.json
/// describes all, /metrics counts it, /healthz is for probes. The server never
/// asks for anything itself. docs/server.md has examples, limits and codes.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Address to listen at; 0.0.0.0 for all of this machine: anyone who can
    /// reach it may then use it.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    address: IpAddr,
    /// Port to listen at; 0 for any that is free. Which one is printed.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
    /// Model file; `default` for the built-in model.
    #[arg(long, value_name = "FILE", default_value = BUILTIN)]
    model: PathBuf,
    /// Largest body, or line of a stream, in bytes (answer 413).
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body, value_parser = positive)]
    max_body: usize,
    /// Bytes of all bodies, lines and unread answers at a time (answer 503).
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().memory, value_parser = positive)]
    max_memory: usize,
    /// Seconds for a body to arrive, for a page to be extracted (answer 408),
    /// and for a client to go on reading.
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().time.as_secs_f64(), value_parser = seconds)]
    timeout: f64,
    /// Seconds for the head of a request to arrive.
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().head_time.as_secs_f64(), value_parser = seconds)]
    head_timeout: f64,
    /// Pages to extract at a time; as many as --threads unless given.
    #[arg(long, value_name = "N", value_parser = positive)]
    concurrency: Option<usize>,
    /// Pages that may wait for that; further ones are sent away (answer 503).
    #[arg(long, value_name = "N", default_value_t = Limits::default().queue)]
    queue: usize,
    /// Connections at a time; further ones wait.
    #[arg(long, value_name = "N", default_value_t = Limits::default().connections, value_parser = positive)]
    max_connections: usize,
}

pub(super) fn run(args: &Args) -> Result<Outcome> {
    let model = read_model(&args.model)?;
    let address = SocketAddr::new(args.address, args.port);
    let server = Server::bind(address, model, args.limits())
        .with_context(|| format!("{address}: cannot be listened at; give another --address or --port"))?;
    let stop = server.stop();
    // Fails where somebody watches already; the program then ends at once.
    let _ = ctrlc::set_handler(move || {
        if !stop.stop() {
            process::exit(interrupt::STATUS.into());
        }
    });
    let mut output = io::stdout();
    writeln!(output, "listening on http://{}/", server.address()?)?;
    output.flush()?;
    server.run()?;
    Ok(Outcome::Done)
}

impl Args {
    fn limits(&self) -> Limits {
        Limits {
            body: self.max_body,
            memory: self.max_memory,
            time: Duration::from_secs_f64(self.timeout),
            head_time: Duration::from_secs_f64(self.head_timeout),
            concurrency: self.concurrency.unwrap_or_else(rayon::current_num_threads),
            queue: self.queue,
            connections: self.max_connections,
        }
    }
}

fn positive(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(|| "give a whole number from 1".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    // A day is for ever to a client.
    number
        .filter(|number| *number > 0.0 && *number <= 86_400.0)
        .ok_or_else(|| "give a number over 0, to 86400".to_owned())
}
