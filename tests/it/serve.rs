//! The server, over connections to this machine.

mod streams;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;
use std::{fs, io, thread};

use serde_json::{Value, json};
use unboil::Model;
use unboil::serve::{Limits, Server, Stop};

use crate::{check_fails, root, unboil};

const PAGE: &str = "data/pages/article-en-mission-semantic.html";

/// A server that ends with its test.
struct Running {
    address: SocketAddr,
    stop: Stop,
    thread: Option<JoinHandle<io::Result<()>>>,
}

/// An answer: its status, its head as it came, and its body.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Running {
    fn with(limits: Limits) -> Running {
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let server = Server::bind(address, std::borrow::Cow::Borrowed(Model::builtin()), limits).unwrap();
        let (address, stop) = (server.address().unwrap(), server.stop());
        Running { address, stop, thread: Some(thread::spawn(|| server.run())) }
    }

    fn usual() -> Running {
        Running::with(Limits::default())
    }

    /// The answer to a head without its version, further lines of it, and a body.
    fn ask(&self, request: &str, lines: &str, body: &[u8]) -> Answer {
        ask(self.address, request, lines, body)
    }

    fn post(&self, path: &str, body: &[u8]) -> Answer {
        self.ask(&format!("POST {path}"), "", body)
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "", b"")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(thread::panicking() || matches!(ended, Some(Ok(Ok(())))));
    }
}

fn ask(address: SocketAddr, request: &str, lines: &str, body: &[u8]) -> Answer {
    let mut client = TcpStream::connect(address).unwrap();
    // HTTP/1.0: no chunks, and the answer ends with the connection.
    write!(client, "{request} HTTP/1.0\r\nContent-Length: {}\r\n{lines}\r\n", body.len()).unwrap();
    client.write_all(body).unwrap();
    answer(client)
}

fn answer(mut client: TcpStream) -> Answer {
    let mut answer = Vec::new();
    client.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: answer[end + 4..].to_vec() }
}

impl Answer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Asserts a status, and a code with a sentence that has a part.
    #[track_caller]
    fn check_failure(&self, status: u16, code: &str, part: &str) {
        assert_eq!(self.status, status, "{}", self.text());
        let error = &self.json()["error"];
        assert_eq!(error["code"], code);
        assert!(error["message"].as_str().unwrap().contains(part), "{error}");
    }
}

/// What the program prints for what it is given.
fn printed(arguments: &str, input: &[u8]) -> Vec<u8> {
    let output = unboil().args(arguments.split_whitespace()).write_stdin(input).output().unwrap();
    assert!(output.status.success() || output.status.code() == Some(3));
    output.stdout
}

#[test]
fn records_are_those_of_the_program_byte_for_byte() {
    let server = Running::usual();
    let page = fs::read(root(PAGE)).unwrap();
    for (query, flags) in [
        ("", ""),
        ("?format=text&no-links=false", ""),
        ("?format=markdown&url=https://a.example/b/", "--text-format markdown --url https://a.example/b/"),
        ("?format=html&no-links&no-images=true", "--text-format html --no-links --no-images"),
        (
            "?metadata&title=on&comments=off&favor=recall",
            "--metadata --title on --comments off --favor recall",
        ),
        ("?threshold=0.5", "--threshold 0.5"),
    ] {
        let answer = server.post(&format!("/extract{query}"), &page);
        assert_eq!(answer.status, 200);
        let expected = printed(&format!("extract - --format jsonl {flags}"), &page);
        assert_eq!(answer.text(), String::from_utf8(expected).unwrap(), "{query}");
    }
    let named = server.post("/extract?id=a%26b", &page).json();
    assert_eq!(named["id"], "a&b");
    let image = b"\x89PNG\r\n\x1a\n";
    let answer = server.post("/extract", image);
    assert_eq!((answer.status, answer.body), (422, printed("extract - --format jsonl", image)));
}

#[test]
fn blocks_are_those_of_the_program_byte_for_byte() {
    let server = Running::usual();
    let page = fs::read(root(PAGE)).unwrap();
    let check = |query: &str, flags: &str| {
        let expected = printed(&format!("classify - {flags}"), &page);
        assert!(expected.len() > 1000);
        assert_eq!(server.post(&format!("/classify{query}"), &page).body, expected);
    };
    check("", "");
    check("?favor=strict", "--favor strict");
    server.post("/classify", b"%PDF-").check_failure(422, "not_html", "a PDF document");
}

#[test]
fn the_charset_of_the_request_is_heard() {
    let server = Running::usual();
    let lines = "Content-Type: text/html; charset=\"koi8-r\"\r\n";
    let record = server.ask("POST /extract", lines, b"<title>\xf0</title>").json();
    assert_eq!((&record["title"], &record["encoding"]), (&json!("П"), &json!("KOI8-R")));
}

#[test]
fn what_cannot_be_answered_says_why() {
    let server = Running::with(Limits { body: 1000, ..Limits::default() });
    server.post("/extract?titel=on", b"").check_failure(400, "bad_parameter", "no parameter `titel`");
    server.post("/classify?title=perhaps", b"").check_failure(400, "bad_parameter", "auto, on or off");
    server.post("/extract", &[b'a'; 1001]).check_failure(413, "too_large", "more than 1000 bytes");
    // Who sends much and only then reads is told as well.
    let much = vec![b'a'; 10 << 20];
    server.post("/extract", &much).check_failure(413, "too_large", "more than 1000 bytes");
    server.post("/extract?titel=on", &much).check_failure(400, "bad_parameter", "`titel`");
    server.post("/extrakt", &much).check_failure(404, "not_found", "/extrakt");
    assert_eq!(server.post("/extract", &[b'a'; 1000]).status, 200);
    server.get("/extrakt").check_failure(404, "not_found", "/openapi.json");
    let refused = server.get("/extract");
    refused.check_failure(405, "method_not_allowed", "does not take GET");
    assert!(refused.head.contains("allow: POST"), "{}", refused.head);
    let lines = "Content-Encoding: gzip\r\n";
    server.ask("POST /extract", lines, b"").check_failure(415, "content_coding", "gzip");
    server.post("/", b"htm=a").check_failure(400, "bad_form", "`html`");
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(b"no request at all\r\n\r\n").unwrap();
    assert_eq!(answer(client).status, 400);
}

#[test]
fn bodies_that_do_not_come_are_not_waited_for() {
    let server = Running::with(Limits { time: Duration::from_millis(1), ..Limits::default() });
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(b"POST /extract HTTP/1.0\r\nContent-Length: 9\r\n\r\n").unwrap();
    answer(client).check_failure(408, "timed_out", "--timeout");
}

#[test]
fn heads_that_do_not_come_are_not_waited_for() {
    let server = Running::with(Limits { head_time: Duration::from_millis(1), ..Limits::default() });
    let mut client = TcpStream::connect(server.address).unwrap();
    client.write_all(b"GET /healthz HTTP/1.1\r\n").unwrap();
    let mut end = Vec::new();
    // The server may answer that it was too long, or cut the connection: either way this returns.
    let _ = client.read_to_end(&mut end);
    assert!(!end.starts_with(b"HTTP/1.1 200"));
}

const STREAM: &str = "Content-Type: application/x-ndjson; charset=utf-8\r\n";

#[test]
fn requests_and_pages_are_counted() {
    let server = Running::usual();
    let health = server.get("/healthz");
    assert_eq!((health.status, health.text()), (200, "ok\n"));
    let page = fs::read(root(PAGE)).unwrap();
    server.post("/extract", &page);
    server.post("/extract", b"");
    server.ask("POST /extract", STREAM, b"{}\n[]\n");
    server.get("/nothing");
    let metrics = server.get("/metrics");
    assert!(metrics.head.contains("text/plain; version=0.0.4"));
    for line in [
        "unboil_requests_total{endpoint=\"/healthz\",status=\"200\"} 1",
        "unboil_requests_total{endpoint=\"/extract\",status=\"200\"} 3",
        "unboil_requests_total{endpoint=\"other\",status=\"404\"} 1",
        "unboil_request_seconds_count{endpoint=\"/extract\"} 3",
        "unboil_pages_total{status=\"ok\"} 1",
        "unboil_pages_total{status=\"empty\"} 1",
        "unboil_pages_total{status=\"error\"} 2",
        "unboil_extractions_in_flight 0",
    ] {
        assert!(metrics.text().lines().any(|found| found == line), "{line} is not in {}", metrics.text());
    }
}

#[test]
fn what_is_described_is_answered() {
    let server = Running::usual();
    let described = server.get("/openapi.json").json();
    for (path, methods) in described["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let status = server.ask(&format!("{} {path}", method.to_uppercase()), "", b"html=a").status;
            assert_eq!(status, 200, "{method} {path}");
        }
    }
    for parameter in described["components"]["parameters"].as_object().unwrap().values() {
        let name = parameter["name"].as_str().unwrap();
        for value in parameter["schema"]["enum"].as_array().into_iter().flatten() {
            let query = format!("/extract?{name}={}", value.as_str().unwrap());
            assert_eq!(server.post(&query, b"").status, 200, "{query}");
        }
    }
}

#[test]
fn every_field_of_an_answer_is_described() {
    let server = Running::usual();
    let described = server.get("/openapi.json").json();
    let check = |schema: &str, answer: &Answer| {
        let line: Value = serde_json::from_str(answer.text().lines().next().unwrap()).unwrap();
        let known = described["components"]["schemas"][schema]["properties"].as_object().unwrap();
        for field in line.as_object().unwrap().keys() {
            assert!(known.contains_key(field), "{schema} has no {field}");
        }
    };
    let page = fs::read(root(PAGE)).unwrap();
    check("Record", &server.post("/extract?format=html&metadata&title=on&url=http://a.example/", &page));
    check("Record", &server.post("/extract", &"<div>".repeat(2000).into_bytes()));
    check("Record", &server.post("/extract", b"%PDF-"));
    check("Block", &server.post("/classify", &page));
    check("Failure", &server.post("/classify", b"%PDF-"));
}

#[test]
fn the_page_for_people_asks_for_nothing() {
    let server = Running::usual();
    let check = |answer: &Answer| {
        assert_eq!(answer.status, 200);
        for part in
            ["content-security-policy: default-src 'none'", "form-action 'self'", "text/html; charset=utf-8"]
        {
            assert!(answer.head.contains(part), "{part:?} is not in {}", answer.head);
        }
        for part in ["<script", "http://", "https://", "src=", "url(", "@import"] {
            assert!(!answer.text().contains(part), "{part}");
        }
    };
    check(&server.get("/"));
    let shown = server.post("/", b"html=%3Cp%3EThe+tide+comes+in+twice+a+day%3Cnav%3E%3Ca+href%3Dx%3EHome");
    check(&shown);
    assert!(shown.text().contains("The tide comes in twice a day</td>"), "{}", shown.text());
}

/// A program that does not outlive its test.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // Fails where it has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn the_program_says_where_it_listens_and_ends_when_asked() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unboil"));
    command.args(["serve", "--port", "0", "--concurrency", "1"]).stdout(Stdio::piped());
    let mut program = Program(command.spawn().unwrap());
    let mut line = String::new();
    BufReader::new(program.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").unwrap().trim_end_matches('/');
    let address: SocketAddr = address.parse().unwrap();
    assert!(address.ip().is_loopback());
    let taken = address.port().to_string();
    check_fails(&["serve", "--port", &taken], 1, &["cannot be listened at", "--port"]);
    // A request that was begun is answered before the end.
    let mut client = TcpStream::connect(address).unwrap();
    client
        .write_all(b"POST /extract HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        .unwrap();
    let mut go_on = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    client.read_exact(&mut go_on).unwrap();
    assert!(Command::new("kill").arg(program.0.id().to_string()).status().unwrap().success());
    client.write_all(b"<p>").unwrap();
    assert_eq!(answer(client).status, 200);
    assert_eq!(program.0.wait().unwrap().code(), Some(0));
}
