//! Ready scenarios of the Hangzhou sample: files for the folder `scenarios`.

macro_rules! files {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("whatifs/", $name)))),*]
    };
}

/// Each scenario's file name and text.
pub const WHATIFS: &[(&str, &str)] = files! {
    "double11-bigger.toml" "double11-midnight.toml" "618.toml" "spring-festival.toml" "bot.toml"
    "bot-failure.toml" "flu.toml" "live-stream.toml" "wages.toml" "open-24h.toml" "temps.toml"
    "borrow.toml" "october-question.toml" "october-temps.toml" "october-borrow.toml"
    "frontier.toml" "tornado.toml"
};
