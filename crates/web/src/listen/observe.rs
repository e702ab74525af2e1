//! What whoever runs the machine may know: how many requests of which kind, how long they took,
//! and whether anything failed. Nothing about a person: no address asked for but its pattern, no
//! client, no account, no question.
//!
//! An own logger of a hundred lines instead of `tracing-subscriber`: that would add eight crates,
//! and would let every library write into the log, the database driver its statements among them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::http::{Method, StatusCode};
use faro_service::{Faro, JobState, World};

/// What is logged, on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// Nothing.
    Off,
    /// A line of JSON for every request and event.
    Json,
}

/// Upper ends of the classes of duration, in milliseconds.
const CLASSES: [u64; 9] = [5, 10, 25, 50, 100, 300, 1_000, 5_000, 30_000];

/// Counts requests and writes lines.
pub(crate) struct Observer {
    log: Log,
    world: Arc<dyn World>,
    begun: Instant,
    /// First half of every request's number: another at each start.
    mark: u32,
    number: AtomicU64,
    running: AtomicU64,
    open: Arc<AtomicU64>,
    refused: AtomicU64,
    no_handshake: AtomicU64,
    routes: Mutex<BTreeMap<(String, String, u16), Figures>>,
}

/// Requests of one kind.
#[derive(Default)]
struct Figures {
    classes: [u64; CLASSES.len()],
    count: u64,
    micros: u64,
}

/// A request that is being answered.
pub(super) struct Begun {
    at: Instant,
    number: u64,
}

/// A connection that is open.
pub(super) struct Open(Arc<AtomicU64>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Observer {
    pub(super) fn new(log: Log, world: Arc<dyn World>) -> Self {
        let mut mark = [0; 4];
        world.fill_random(&mut mark);
        Self {
            log,
            world,
            begun: Instant::now(),
            mark: u32::from_le_bytes(mark),
            number: AtomicU64::new(0),
            running: AtomicU64::new(0),
            open: Arc::default(),
            refused: AtomicU64::new(0),
            no_handshake: AtomicU64::new(0),
            routes: Mutex::default(),
        }
    }

    pub(super) fn open(&self) -> Open {
        self.open.fetch_add(1, Ordering::Relaxed);
        Open(Arc::clone(&self.open))
    }

    pub(super) fn refused(&self) {
        self.refused.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn no_handshake(&self) {
        self.no_handshake.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn begin(&self) -> Begun {
        self.running.fetch_add(1, Ordering::Relaxed);
        Begun {
            at: Instant::now(),
            number: self.number.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Notes how a request was answered, and gives its number.
    pub(super) fn end(
        &self,
        begun: Begun,
        method: &Method,
        route: Option<String>,
        status: StatusCode,
    ) -> String {
        self.running.fetch_sub(1, Ordering::Relaxed);
        let took = begun.at.elapsed();
        // Methods that a client made up must not fill the memory.
        let method = match method.as_str() {
            known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
            _ => "other",
        };
        let route = route.unwrap_or_else(|| "none".to_owned());
        let id = format!("{:08x}-{}", self.mark, begun.number);
        if self.log == Log::Json {
            let line = serde_json::json!({
                "time": self.now(),
                "event": "request",
                "request": id,
                "method": method,
                "route": route,
                "status": status.as_u16(),
                "ms": took.as_micros() as f64 / 1000.0,
            });
            self.write(&line);
        }
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = routes
            .entry((route, method.to_owned(), status.as_u16()))
            .or_default();
        figures.count += 1;
        figures.micros += took.as_micros() as u64;
        for (class, end) in figures.classes.iter_mut().zip(CLASSES) {
            *class += u64::from(took.as_millis() <= u128::from(end));
        }
        id
    }

    /// Writes a line about the server itself.
    pub(crate) fn event(&self, event: &str, said: &[(&str, &str)]) {
        if self.log == Log::Json {
            self.write(&self.line(event, said));
        }
    }

    /// Writes down what went wrong, whether or not there is a log.
    pub(crate) fn incident(&self, id: &str, cause: &str) {
        self.write(&self.line("incident", &[("incident", id), ("cause", cause)]));
    }

    fn line(&self, event: &str, said: &[(&str, &str)]) -> serde_json::Value {
        let mut line = serde_json::json!({ "time": self.now(), "event": event });
        for (name, value) in said {
            line[*name] = serde_json::json!(value);
        }
        line
    }

    fn write(&self, line: &serde_json::Value) {
        // One write, so that lines of several threads do not mix. A log that nobody reads must
        // not stop the server.
        let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
    }

    /// The present, as in RFC 3339.
    fn now(&self) -> String {
        let micros = self.world.now_micros();
        let date = faro_service::date_of(micros);
        let of_day = micros.rem_euclid(86_400_000_000) / 1_000;
        let (seconds, millis) = (of_day / 1_000, of_day % 1_000);
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        format!("{date}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
    }

    /// Everything that was counted, in the text format of Prometheus.
    pub(super) async fn exposition(&self, faro: &Faro) -> String {
        let mut out = String::new();
        self.put_requests(&mut out);
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        put(
            &mut out,
            "faro_requests_running",
            "gauge",
            load(&self.running),
        );
        put(&mut out, "faro_connections_open", "gauge", load(&self.open));
        put(
            &mut out,
            "faro_connections_refused_total",
            "counter",
            load(&self.refused),
        );
        put(
            &mut out,
            "faro_tls_handshakes_failed_total",
            "counter",
            load(&self.no_handshake),
        );
        put(
            &mut out,
            "faro_uptime_seconds",
            "gauge",
            self.begun.elapsed().as_secs(),
        );
        if let Some(bytes) = resident_bytes() {
            put(&mut out, "process_resident_memory_bytes", "gauge", bytes);
        }
        let refused = faro.refusal_totals();
        for (name, value) in [
            ("faro_sign_ins_refused_total", refused.sign_ins),
            ("faro_accesses_refused_total", refused.accesses),
            ("faro_alarms_total", refused.alarms),
        ] {
            put(&mut out, name, "counter", value);
        }
        let state = faro.state_of_work().await;
        put(
            &mut out,
            "faro_database_up",
            "gauge",
            u64::from(state.is_ok()),
        );
        if let Ok(state) = state {
            head(&mut out, "faro_jobs", "gauge");
            for job in JobState::ALL {
                let count = state.jobs.get(job.code()).copied().unwrap_or(0);
                let _ = writeln!(out, "faro_jobs{{state=\"{}\"}} {count}", job.code());
            }
            let backup = state
                .last_backup
                .map_or(0, |at| at.max(0) as u64 / 1_000_000);
            put(
                &mut out,
                "faro_last_backup_timestamp_seconds",
                "gauge",
                backup,
            );
        }
        head(&mut out, "faro_build_info", "gauge");
        let _ = writeln!(
            out,
            "faro_build_info{{version=\"{}\"}} 1",
            env!("CARGO_PKG_VERSION")
        );
        out
    }

    fn put_requests(&self, out: &mut String) {
        const NAME: &str = "faro_request_duration_seconds";
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        head(out, NAME, "histogram");
        for ((route, method, status), figures) in routes.iter() {
            let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
            for (class, end) in figures.classes.iter().zip(CLASSES) {
                let end = end as f64 / 1_000.0;
                let _ = writeln!(out, "{NAME}_bucket{{{labels},le=\"{end}\"}} {class}");
            }
            let count = figures.count;
            let _ = writeln!(out, "{NAME}_bucket{{{labels},le=\"+Inf\"}} {count}");
            let sum = figures.micros as f64 / 1e6;
            let _ = writeln!(out, "{NAME}_sum{{{labels}}} {sum}");
            let _ = writeln!(out, "{NAME}_count{{{labels}}} {count}");
        }
    }
}

fn head(out: &mut String, name: &str, kind: &str) {
    // Writing to a String never fails.
    let _ = writeln!(out, "# TYPE {name} {kind}");
}

fn put(out: &mut String, name: &str, kind: &str, value: u64) {
    head(out, name, kind);
    let _ = writeln!(out, "{name} {value}");
}

/// Memory of this process, where the operating system says it in a file.
fn resident_bytes() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_line_and_has_its_time() {
        let observer = Observer::new(Log::Json, Arc::new(faro_service::SystemWorld));
        let cause = "no such file\n{\"event\":\"stopped\"}\r\u{2028}\u{1b}[2J";
        let line = observer.line("incident", &[("incident", "0a1b2c3d"), ("cause", cause)]);
        let text = line.to_string();
        assert!(!text.contains(|c: char| c.is_control()), "{text}");
        assert_eq!(line["event"], "incident");
        assert_eq!(line["cause"], cause);
        let time = line["time"].as_str().expect("a time");
        assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
    }
}
