//! The console in a real browser: logged in with a key that is typed, a run that is watched, a
//! roster that is published, and the way out. The browser is told what to do over a pipe.

use super::runs::lighthouse;
use super::world::World;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// A browser with one page.
struct Browser {
    process: Child,
    ask: ChildStdin,
    told: BufReader<ChildStdout>,
    session: String,
    next: u64,
    /// What the browser complained of.
    errors: Vec<String>,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        // the browser speaks on the descriptors 3 and 4
        let script = "for b in chromium chromium-browser google-chrome; do \
                      command -v $b >/dev/null && exec $b --headless --no-sandbox --disable-gpu \
                      --disable-dev-shm-usage --remote-debugging-pipe --user-data-dir=\"$0\" \
                      3<&0 4>&1 </dev/null >/dev/null 2>&1; done; exit 127";
        let mut process = Command::new("sh")
            .args(["-c", script])
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let ask = process.stdin.take().unwrap();
        let told = BufReader::new(process.stdout.take().unwrap());
        let (session, errors) = (String::new(), Vec::new());
        let mut browser = Self { process, ask, told, session, next: 1, errors, _profile: profile };
        let page = browser.call("Target.createTarget", json!({"url": "about:blank"}));
        let page = json!({"targetId": page["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", page);
        browser.session = session["sessionId"].as_str().unwrap().to_owned();
        for domain in ["Page", "Log", "Runtime", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        // a line on which a page is seen well before its script
        let line = json!({"offline": false, "latency": 200, "downloadThroughput": -1,
                          "uploadThroughput": -1});
        browser.call("Network.emulateNetworkConditions", line);
        browser
    }

    fn hear(&mut self) -> Value {
        let mut bytes = Vec::new();
        self.told.read_until(0, &mut bytes).unwrap();
        assert!(bytes.pop() == Some(0), "the browser ended; run scripts/setup tests");
        serde_json::from_slice(&bytes).unwrap()
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.next;
        self.next += 1;
        let mut message = json!({"id": id, "method": method, "params": params});
        if !self.session.is_empty() {
            message["sessionId"] = self.session.clone().into();
        }
        write!(self.ask, "{message}\0").unwrap();
        loop {
            let said = self.hear();
            if said["id"] == id {
                // a page that goes away in between answers nothing
                let answers = said["error"].is_null() || method == "Runtime.evaluate";
                assert!(answers, "{method}: {said}");
                return said["result"].clone();
            }
            let entry = &said["params"]["entry"];
            if said["method"] == "Log.entryAdded" && entry["level"] == "error" {
                self.errors.push(entry["text"].to_string());
            }
            if said["method"] == "Runtime.exceptionThrown" {
                self.errors.push(said["params"].to_string());
            }
        }
    }

    fn open(&mut self, url: &str) {
        self.call("Page.navigate", json!({"url": url}));
    }

    /// What an expression says in the page now; nothing while there is no page.
    fn eval(&mut self, expression: &str) -> Value {
        let params = json!({"expression": expression, "returnByValue": true});
        self.call("Runtime.evaluate", params)["result"]["value"].clone()
    }

    /// Waits until an expression says yes.
    #[track_caller]
    fn until(&mut self, expression: &str) {
        let begun = Instant::now();
        while self.eval(expression) != true {
            if begun.elapsed() > Duration::from_secs(90) {
                let page = self.eval("document.body.innerText");
                panic!("never: {expression}\n{}", page.as_str().unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Types a text into the field that has the focus.
    fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
    }

    fn press_enter(&mut self) {
        for kind in ["keyDown", "keyUp"] {
            let key = json!({"type": kind, "key": "Enter", "code": "Enter", "text": "\r",
                             "windowsVirtualKeyCode": 13});
            self.call("Input.dispatchKeyEvent", key);
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // it is over either way
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_planner_logs_in_watches_a_run_publishes_it_and_leaves() {
    let world = World::new();
    let client = world.serve_and_work();
    lighthouse(&client);
    let at = |path: &str| format!("http://{}{path}", client.address());
    let mut browser = Browser::start();
    browser.open(&at("/console"));
    browser.until("location.pathname == '/console/login' && !!document.querySelector('#key')");
    browser.eval("document.querySelector('#key').focus()");
    browser.type_in(&world.key);
    browser.press_enter();
    browser.until("location.pathname == '/console' && !!document.querySelector('.card')");
    assert_eq!(browser.eval("document.cookie"), "", "no script can read the cookie");

    browser.open(&at("/console/centres/light"));
    browser.until("!!document.querySelector('form.ask button:enabled')");
    browser.eval("document.querySelector('[name=time_limit_seconds] option').value = '3'");
    browser.eval("document.querySelector('form.ask button').click()");
    browser.until("location.pathname.startsWith('/console/runs/')");
    browser.until("document.querySelector('[data-field=state]')?.textContent == 'running'");
    browser.until("/\\d/.test(document.querySelector('[data-field=cost]')?.textContent)");
    browser.until("document.querySelector('[data-field=state]')?.textContent == 'succeeded'");
    browser.until("!!document.querySelector('form[data-publish] button:enabled')");
    browser.eval("document.querySelector('[name=reason]').value = 'week 11'");
    browser.eval("document.querySelector('form[data-publish] button').click()");
    browser.until("document.body.innerText.includes('This is what people are told')");
    let told = client.get("/api/v1/schedules/changes?centre=light&limit=1").json();
    assert_eq!(told["changes"][0]["reason"], "week 11");

    browser.open(&at("/console/centres/light"));
    browser.until("!!document.querySelector('[data-csv]:enabled')");
    browser.eval("document.querySelector('[data-csv]').click()");
    browser.until("document.querySelector('#told').textContent == 'shifts-light.csv is saved.'");
    browser.eval("document.querySelector('.who button').click()");
    browser.until("location.pathname == '/console/login'");
    browser.open(&at("/console/centres/light"));
    browser.until("location.pathname == '/console/login'");
    assert_eq!(browser.errors, Vec::<String>::new(), "the browser found nothing wrong");
}
