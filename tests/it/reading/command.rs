//! `parallax read`: lines of JSON in, lines of JSON out.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn parallax_read(lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn each_text_has_a_line() {
    let output = parallax_read(
        "{\"text\": \"Blast kills 12\\n\\nA bomb killed 12 people in Kerman on Friday, police said.\", \"published\": \"2024-01-08\", \"titled\": true}\n\
         {\"text\": \"Une bombe a tué 12 personnes.\", \"language\": \"fr\"}\n",
    );
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let (english, french) = (&lines[0], &lines[1]);
    assert_eq!(english["dates"][0]["value"]["edtf"], "2024-01-05");
    let place = english["main"]["place"][0].as_u64().unwrap() as usize;
    assert_eq!(english["places"][place]["value"]["place"]["country"], "IR");
    let killed = english["main"]["killed"].as_u64().unwrap() as usize;
    assert_eq!(english["figures"][killed]["value"]["count"], 12);
    assert_eq!(english["figures"][killed]["grade"], "plain");
    assert!(french["figures"].as_array().unwrap().is_empty(), "figures are read in English only");
}

#[test]
fn what_is_no_json_is_said() {
    let output = parallax_read("not JSON\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty() && !output.stderr.is_empty());
}
