use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use super::app::{OPENAPI, ROUTES};
use super::parameters::Endpoint;
use super::*;

fn described() -> Value {
    serde_json::from_str(OPENAPI).expect("the description is JSON")
}

/// What a server answers that is as `prepare` leaves it; whatever that returns is held until the answer is there.
fn answer<Held>(limits: Limits, prepare: impl FnOnce(&App) -> Held, request: &str) -> String {
    let address = SocketAddr::from(([127, 0, 0, 1], 0));
    let server = Server::bind(address, Cow::Borrowed(Model::builtin()), limits).expect("a port is free");
    let (address, stop) = (server.address().expect("it listens"), server.stop());
    let held = prepare(&server.app);
    let running = thread::spawn(|| server.run());
    let mut client = TcpStream::connect(address).expect("it listens");
    client.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    client.read_to_string(&mut answer).expect("it answers");
    drop(held);
    stop.stop();
    running.join().expect("it ends").expect("it ran");
    answer
}

const PAGE: &str = "POST /extract HTTP/1.0\r\nContent-Length: 3\r\n\r\n<p>";

#[test]
fn who_finds_no_slot_is_told_to_come_back() {
    let limits = Limits { concurrency: 1, queue: 0, ..Limits::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let take = |app: &App| runtime.block_on(app.slots.take(0)).ok();
    let full = answer(limits, take, PAGE);
    assert!(full.starts_with("HTTP/1.0 503") && full.contains("retry-after: 1\r\n"), "{full}");
    assert!(full.contains(r#"{"error":{"code":"busy""#), "{full}");
    assert!(answer(limits, |_| (), PAGE).starts_with("HTTP/1.0 200"));
}

#[test]
fn bodies_for_which_there_is_no_room_are_told_to_come_back() {
    let limits = Limits { body: 64, memory: 4096, ..Limits::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let take = |app: &App| {
        let mut kept = body::Kept::nothing();
        runtime.block_on(app.memory.push(&mut kept, &[0; 4094]));
        assert_eq!(app.memory.used(), 4094);
        kept
    };
    assert!(answer(limits, take, PAGE).starts_with("HTTP/1.0 503"));
    assert!(answer(limits, |_| (), PAGE).starts_with("HTTP/1.0 200"));
}

/// As blocks are, which carry the names of all elements around them.
#[test]
fn answers_for_which_there_is_no_room_are_told_to_come_back() {
    let page = format!("<{}>", "x".repeat(200)) + &"<p>a".repeat(100);
    let request = format!("POST /classify HTTP/1.0\r\nContent-Length: {}\r\n\r\n{page}", page.len());
    let check = |memory: usize, expected: &str| {
        let answer = answer(Limits { body: memory, memory, ..Limits::default() }, |_| (), &request);
        assert!(answer.starts_with(expected), "{answer}");
        answer
    };
    check(2 * page.len(), "HTTP/1.0 503");
    let whole = check(1 << 20, "HTTP/1.0 200");
    assert!(whole.contains(&"x".repeat(60)) && !whole.contains(&"x".repeat(61)));
}

#[test]
fn work_that_panics_ends_no_more_than_itself() {
    let app =
        Arc::new(App::new(Cow::Borrowed(Model::builtin()), Limits { concurrency: 1, ..Limits::default() }));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build().expect("a runtime");
    let worked =
        |work: fn(&App) -> u8| runtime.block_on(async { app.work(app.slots.wait(0).await, work).await });
    let failure = worked(|_| panic!("a page that was not foreseen")).expect_err("it panics");
    assert_eq!((failure.status.as_u16(), failure.code), (500, "internal"));
    assert_eq!(worked(|_| 7), Ok(7));
}

#[test]
fn every_path_is_described() {
    let described = described();
    let paths: Vec<&str> =
        described["paths"].as_object().into_iter().flatten().map(|(path, _)| &**path).collect();
    let mut answered: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    answered.sort_unstable();
    assert_eq!(paths, answered);
    assert_eq!(described["info"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn every_parameter_is_described() {
    let described = described();
    for (endpoint, path) in [(Endpoint::Extract, "/extract"), (Endpoint::Classify, "/classify")] {
        let names: Vec<&str> = described["paths"][path]["post"]["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|parameter| {
                described.pointer(parameter["$ref"].as_str()?.strip_prefix('#')?)?["name"].as_str()
            })
            .collect();
        let known: Vec<&str> = endpoint.parameters().map(|parameter| parameter.name).collect();
        assert_eq!(names, known);
    }
}
