//! The settings of a server or worker: flags, then the environment, then a file, then defaults.

use super::CliError;
use super::sources::{Sources, without_password};
use crate::http::{Limits, Log, Options, Rate, TlsFiles};
use crate::jobs::Settings as Work;
use crate::store::{QueueLimits, Retention};
use clap::builder::RangedI64ValueParser;
use serde::{Deserialize, Serialize, Serializer};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What can be said in flags and in the environment, all of it optional.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Config {
    /// File with settings, as --print-config prints them
    #[arg(long, value_name = "FILE", env = "PAIBAN_CONFIG")]
    config: Option<PathBuf>,
    #[command(flatten)]
    said: Said,
}

/// Settings as they may be said in one place.
#[derive(Debug, Clone, Default, clap::Args, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Said {
    /// The store: postgres://…, or a SQLite file [default: paiban.db, beside the centre]
    #[arg(long, value_name = "URL", env = "PAIBAN_STORE", hide_env_values = true)]
    pub(crate) store: Option<String>,
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "IP:PORT", env = "PAIBAN_ADDRESS")]
    pub(crate) address: Option<SocketAddr>,
    /// Certificate chain (PEM), to speak TLS; with --tls-key
    #[arg(long, value_name = "FILE", env = "PAIBAN_TLS_CERTIFICATE")]
    pub(crate) tls_certificate: Option<PathBuf>,
    /// Private key (PEM) of the certificate
    #[arg(long, value_name = "FILE", env = "PAIBAN_TLS_KEY")]
    pub(crate) tls_key: Option<PathBuf>,
    /// A proxy in front speaks TLS: the console's cookie goes over https only [default: false, true
    /// with --tls-certificate]
    #[arg(long, env = "PAIBAN_SECURE_COOKIE", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) secure_cookie: Option<bool>,
    /// Requests per second that each key may send in the long run [default: 10]
    #[arg(long, value_name = "N", env = "PAIBAN_RATE", value_parser = positive())]
    pub(crate) rate: Option<u16>,
    /// Requests that each key may send at once [default: 60]
    #[arg(long, value_name = "N", env = "PAIBAN_BURST", value_parser = positive())]
    pub(crate) burst: Option<u16>,
    /// Open connections at most [default: 1024]
    #[arg(long, value_name = "N", env = "PAIBAN_CONNECTIONS", value_parser = positive())]
    pub(crate) connections: Option<u16>,
    /// Largest upload in MiB [default: 64]
    #[arg(long, value_name = "MIB", env = "PAIBAN_UPLOAD", value_parser = positive())]
    pub(crate) upload: Option<u16>,
    /// Runs solved at once by this process; 0 leaves them to other workers [default: 1]
    #[arg(long, value_name = "N", env = "PAIBAN_HANDS")]
    pub(crate) hands: Option<u16>,
    /// Memory of one run in MiB [default: 8192]
    #[arg(long, value_name = "MIB", env = "PAIBAN_MEMORY", value_parser = positive())]
    pub(crate) memory: Option<u16>,
    /// Runs that may wait, of everybody [default: 1000]
    #[arg(long, value_name = "N", env = "PAIBAN_QUEUE", value_parser = positive())]
    pub(crate) queue: Option<u16>,
    /// Runs that may wait or be under way, of one key [default: 100]
    #[arg(long, value_name = "N", env = "PAIBAN_QUEUE_EACH", value_parser = positive())]
    pub(crate) queue_each: Option<u16>,
    /// Days that unpublished documents and finished runs are kept [default: 90]
    #[arg(long, value_name = "DAYS", env = "PAIBAN_KEEP_DRAFTS", value_parser = positive())]
    pub(crate) keep_drafts: Option<u16>,
    /// Days that the change feed and former publications are kept [default: 400]
    #[arg(long, value_name = "DAYS", env = "PAIBAN_KEEP_CHANGES", value_parser = positive())]
    pub(crate) keep_changes: Option<u16>,
    /// Days that the audit log is kept [default: 730]
    #[arg(long, value_name = "DAYS", env = "PAIBAN_KEEP_AUDIT", value_parser = positive())]
    pub(crate) keep_audit: Option<u16>,
    /// Let webhooks reach private addresses and plain HTTP
    #[arg(long, env = "PAIBAN_PRIVATE_WEBHOOKS", num_args = 0..=1, require_equals = true,
          default_missing_value = "true", value_name = "BOOL")]
    pub(crate) private_webhooks: Option<bool>,
}

impl Config {
    /// The settings that count. A store that nobody names lies in `folder`.
    pub(crate) fn settled(&self, folder: Option<&Path>) -> Result<Settled, CliError> {
        let file = match &self.config {
            Some(path) => read(path)?,
            None => Said::default(),
        };
        let usual = folder.unwrap_or_else(|| Path::new(".")).join("paiban.db");
        let usual = Said { store: Some(usual.display().to_string()), ..Said::default() };
        let sources = Sources::of(&self.said, &file);
        let said = self.said.clone().or(file).or(usual).or(Said::usual());
        if said.tls_certificate.is_some() != said.tls_key.is_some() {
            return Err(CliError::Config("give --tls-certificate and --tls-key together".into()));
        }
        Ok(Settled(said, sources))
    }
}

fn read(path: &Path) -> Result<Said, CliError> {
    let bad = |cause: String| CliError::Config(format!("{}: {cause}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| bad(e.to_string()))?;
    // a parser's message may quote the line, and with it a password
    toml::from_str(&text).map_err(|e| bad(e.message().to_owned()))
}

impl Said {
    /// What is said here, and what `other` says where nothing is said here.
    fn or(self, other: Self) -> Self {
        Self {
            store: self.store.or(other.store),
            address: self.address.or(other.address),
            tls_certificate: self.tls_certificate.or(other.tls_certificate),
            tls_key: self.tls_key.or(other.tls_key),
            secure_cookie: self.secure_cookie.or(other.secure_cookie),
            rate: self.rate.or(other.rate),
            burst: self.burst.or(other.burst),
            connections: self.connections.or(other.connections),
            upload: self.upload.or(other.upload),
            hands: self.hands.or(other.hands),
            memory: self.memory.or(other.memory),
            queue: self.queue.or(other.queue),
            queue_each: self.queue_each.or(other.queue_each),
            keep_drafts: self.keep_drafts.or(other.keep_drafts),
            keep_changes: self.keep_changes.or(other.keep_changes),
            keep_audit: self.keep_audit.or(other.keep_audit),
            private_webhooks: self.private_webhooks.or(other.private_webhooks),
        }
    }

    fn usual() -> Self {
        Self {
            store: None,
            address: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, 8080))),
            tls_certificate: None,
            tls_key: None,
            secure_cookie: Some(false),
            rate: Some(10),
            burst: Some(60),
            connections: Some(1024),
            upload: Some(64),
            hands: Some(1),
            memory: Some(8192),
            queue: Some(1000),
            queue_each: Some(100),
            keep_drafts: Some(90),
            keep_changes: Some(400),
            keep_audit: Some(730),
            private_webhooks: Some(false),
        }
    }
}

/// Settings of which each is known, and where from; what leaves as JSON has no password.
#[derive(Debug, Clone)]
pub(crate) struct Settled(Said, Sources);

impl Serialize for Settled {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.shown().serialize(serializer)
    }
}

impl Settled {
    /// The store's address.
    pub(crate) fn store(&self) -> String {
        self.0.store.clone().unwrap_or_default()
    }

    /// The store's address without a password.
    pub(crate) fn store_name(&self) -> String {
        without_password(&self.store())
    }

    /// Every setting, as a file of settings has them, and where it comes from; passwords are not
    /// told.
    pub(crate) fn told(&self) -> String {
        let text = toml::to_string(&self.shown()).unwrap_or_default();
        let line = |line: &str| match line.split_once(" = ") {
            Some((name, _)) => format!("{line:<40} # {}\n", self.1.of_setting(name)),
            None => format!("{line}\n"),
        };
        text.lines().map(line).collect()
    }

    fn shown(&self) -> Said {
        Said { store: Some(self.store_name()), ..self.0.clone() }
    }

    /// How runs are solved.
    pub(crate) fn work(&self) -> Work {
        Work {
            hands: self.0.hands.unwrap_or_default(),
            memory: u32::from(self.0.memory.unwrap_or_default()),
            ..Work::default()
        }
    }

    /// How the server serves.
    pub(crate) fn options(
        &self,
        folder: Option<PathBuf>,
        open_report: bool,
    ) -> Result<Options, CliError> {
        let said = &self.0;
        let some = |n: Option<u16>| n.unwrap_or_default();
        let days = |n: Option<u16>| Duration::from_secs(86_400 * u64::from(some(n)));
        let files = said.tls_certificate.clone().zip(said.tls_key.clone());
        let unknown = || CliError::Config("there is no address".into());
        Ok(Options {
            store: self.store(),
            folder,
            address: said.address.ok_or_else(unknown)?,
            tls: files.map(|(certificate, key)| TlsFiles { certificate, key }),
            rate: Rate {
                per_second: f64::from(some(said.rate)),
                burst: u32::from(some(said.burst)),
            },
            limits: Limits {
                upload: usize::from(some(said.upload)) << 20,
                connections: usize::from(some(said.connections)),
                queue: QueueLimits {
                    all: usize::from(some(said.queue)),
                    each: usize::from(some(said.queue_each)),
                },
                ..Limits::default()
            },
            log: Log::stderr(),
            open_report,
            secure_cookie: said.secure_cookie.unwrap_or_default(),
            private_hooks: said.private_webhooks.unwrap_or_default(),
            hook_waits: Vec::new(),
            worker: self.work(),
            retention: Retention {
                drafts: days(said.keep_drafts),
                changes: days(said.keep_changes),
                audit: days(said.keep_audit),
                ..Retention::default()
            },
        })
    }
}

fn positive() -> RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..)
}
