//! Streams of lines.

use super::*;

#[test]
fn a_stream_has_a_record_for_each_line_in_order() {
    let server = Running::usual();
    let page = fs::read_to_string(root(PAGE)).unwrap();
    let mut lines = String::from("\u{feff}\n");
    for number in 0..40 {
        // Pages of uneven length, so that records are done out of order.
        let html = page.repeat(1 + (40 - number) % 7);
        lines += &match number % 8 {
            3 => "{\"html\":".to_owned(),
            5 => json!({"id": number, "html": null}).to_string(),
            6 => String::new(),
            7 => json!({"html": html}).to_string(),
            _ => {
                json!({"id": format!("page {number}"), "html": html, "url": "http://a.example/"}).to_string()
            }
        };
        lines.push('\n');
    }
    let lines = lines.trim_end();
    let answer = server.ask("POST /extract?format=markdown", STREAM, lines.as_bytes());
    assert_eq!(answer.status, 200);
    let expected = printed("extract - --text-format markdown", lines.as_bytes());
    assert_eq!(answer.text(), String::from_utf8(expected).unwrap());
}

#[test]
fn a_line_that_is_too_long_is_one_record() {
    let server = Running::with(Limits { body: 100, ..Limits::default() });
    let long = json!({"id": "long", "html": "a".repeat(100)});
    let lines = format!("{{\"id\":\"a\",\"html\":\"\"}}\n{long}\n{{\"id\":\"c\",\"html\":\"\"}}");
    let answer = server.ask("POST /extract", STREAM, lines.as_bytes());
    let records: Vec<Value> = answer.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&Value> = records.iter().map(|record| &record["id"]).collect();
    assert_eq!(ids, ["a", "-#2", "c"]);
    assert_eq!(records[1]["error"]["code"], "too_large");
}

#[test]
fn records_come_while_lines_are_still_sent() {
    let server = Running::usual();
    let mut client = TcpStream::connect(server.address).unwrap();
    let line = |number: usize| format!("{{\"id\":{number},\"html\":\"<p>a\"}}\n");
    let count = 100;
    let length: usize = (0..count).map(|number| line(number).len()).sum();
    write!(client, "POST /extract HTTP/1.0\r\nContent-Length: {length}\r\n{STREAM}\r\n").unwrap();
    let mut answers = BufReader::new(client.try_clone().unwrap()).lines().map(Result::unwrap);
    client.write_all(line(0).as_bytes()).unwrap();
    assert!(answers.find(String::is_empty).is_some(), "a head");
    for number in 0..count {
        let record: Value = serde_json::from_str(&answers.next().unwrap()).unwrap();
        assert_eq!(record["id"], number.to_string());
        if number + 1 < count {
            client.write_all(line(number + 1).as_bytes()).unwrap();
        }
    }
    assert_eq!(answers.next(), None);
}

#[test]
fn a_stream_that_stops_ends_with_a_record_that_says_so() {
    let server = Running::with(Limits { time: Duration::from_millis(500), ..Limits::default() });
    let mut client = TcpStream::connect(server.address).unwrap();
    write!(client, "POST /extract HTTP/1.0\r\nContent-Length: 99\r\n{STREAM}\r\n{{\"html\":\"\"}}\n{{")
        .unwrap();
    let answer = answer(client);
    let last: Value = serde_json::from_str(answer.text().lines().last().unwrap()).unwrap();
    assert_eq!((&last["id"], &last["error"]["code"]), (&json!("-#2"), &json!("timed_out")));
}

#[test]
fn json_lines_are_a_stream_by_any_of_their_names() {
    let server = Running::usual();
    let lines = b"{\"id\":\"a\",\"html\":\"<p>a\"}\n{\"id\":\"b\",\"html\":\"\"}\n";
    let check = |media: &str, records: usize| {
        let head = format!("Content-Type: {media}\r\n");
        let answer = server.ask("POST /extract", &head, lines);
        assert_eq!((answer.status, answer.text().lines().count()), (200, records), "{media}");
        let classified = server.ask("POST /classify", &head, lines);
        match records {
            1 => assert_eq!(classified.status, 200, "{media}"),
            _ => classified.check_failure(415, "media_type", "a stream of them to /extract"),
        }
    };
    for lines in [
        "application/x-ndjson; charset=utf-8",
        "application/jsonl",
        "Application/JSON-Lines",
        "application/x-jsonlines",
        "application/jsonlines",
    ] {
        check(lines, 2);
    }
    check("text/html", 1);
    check("application/json", 1);
    let form = server.ask("POST /", "Content-Type: multipart/form-data; boundary=a\r\n", b"--a");
    form.check_failure(415, "media_type", "application/x-www-form-urlencoded");
}
