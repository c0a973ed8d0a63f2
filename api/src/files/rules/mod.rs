//! `rules.toml`: every law of the centre, hard, soft with a price, or off.
//!
//! ```toml
//! profile = "china"                                  # china, eu or plain: the laws not named
//! below
//! night = "22:00-06:00"
//! daily_rest = { strength = "hard", rest_hours = 11 }
//! consecutive_days_max = { strength = "soft", price = 80.00, max_days = 6 }
//! start_variation = "off"
//! ```
//! A soft law's price is per unit of the law (hour, day, shift; see `docs/model.md`). A parameter
//! that is not written is the profile's.

mod entries;
mod read;
mod write;

pub(crate) use entries::{Parameter, entries};
pub(crate) use read::{over, read};
pub(crate) use write::write;
