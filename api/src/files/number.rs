//! Numbers as planners write them: decimals with a point (or a comma where cells are separated by
//! something else), money in major units, hours as decimals or as `7:30`.

use domain::{Minutes, Money};

/// Why a cell is not the number it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberError {
    /// Not a number at all.
    NotOne,
    /// Too large, infinite or not a number in the IEEE sense.
    NotFinite,
    /// More digits after the point than the unit has.
    TooFine,
}

impl NumberError {
    /// The cause, for a fault about `text`.
    pub(crate) fn cause(self, text: &str) -> String {
        let why = why_not(text.trim());
        let text = clip(text);
        match self {
            Self::NotOne => format!("`{text}` is not a number{why}"),
            Self::NotFinite => format!("`{text}` is not a finite number"),
            Self::TooFine => format!("`{text}` is finer than the unit allows"),
        }
    }
}

/// What a planner may have meant by a text that is not a number.
fn why_not(text: &str) -> &'static str {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if text.starts_with('=') {
        "; it is a formula, save the file with its values"
    } else if text.starts_with('#') {
        "; it is a spreadsheet's error, mend the formula behind it"
    } else if digits && text.contains(',') {
        "; write a point before decimals and nothing between thousands"
    } else {
        ""
    }
}

/// `text` cut to a length that fits in a message.
pub(crate) fn clip(text: &str) -> String {
    let mut clipped: String = text.chars().take(40).map(printable).collect();
    if text.chars().nth(40).is_some() {
        clipped.push('…');
    }
    clipped
}

fn printable(c: char) -> char {
    if c.is_control() { '\u{FFFD}' } else { c }
}

/// A finite decimal number.
pub(crate) fn decimal(text: &str, comma: bool) -> Result<f64, NumberError> {
    let plain = text.strip_prefix('+').unwrap_or(text);
    let plain = if comma && !plain.contains('.') {
        std::borrow::Cow::Owned(plain.replacen(',', ".", 1))
    } else {
        plain.into()
    };
    let lower = plain.to_ascii_lowercase();
    if matches!(lower.trim_start_matches('-'), "nan" | "inf" | "infinity") {
        return Err(NumberError::NotFinite);
    }
    if plain.is_empty()
        || !plain.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'e' | b'E' | b'+'))
    {
        return Err(NumberError::NotOne);
    }
    let value: f64 = plain.parse().map_err(|_| NumberError::NotOne)?;
    if value.is_finite() { Ok(value) } else { Err(NumberError::NotFinite) }
}

/// An amount in major units with at most two decimals, exact: `32.50` is 3250.
pub(crate) fn money(text: &str, comma: bool) -> Result<Money, NumberError> {
    decimal(text, comma)?;
    let plain = if comma { text.replace(',', ".") } else { text.into() };
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let (whole, cents) = digits.split_once('.').unwrap_or((digits, ""));
    let cents = cents.trim_end_matches('0');
    if cents.len() > 2 || digits.contains(['e', 'E']) {
        return Err(NumberError::TooFine);
    }
    let whole: i64 =
        if whole.is_empty() { Ok(0) } else { whole.parse() }.map_err(|_| NumberError::NotFinite)?;
    let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| NumberError::NotOne)?;
    let amount = whole.checked_mul(100).and_then(|w| w.checked_add(cents));
    amount.map(|a| Money(sign * a)).ok_or(NumberError::NotFinite)
}

/// Whole minutes from hours as a decimal (`7.5`) or on a clock face (`7:30`).
pub(crate) fn hours(text: &str, comma: bool) -> Result<Minutes, NumberError> {
    if let Some((hour, minute)) = text.split_once(':') {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if digits(hour) && digits(minute) && minute.len() == 2 {
            let hour: i64 = hour.parse().map_err(|_| NumberError::NotFinite)?;
            let minute: i64 = minute.parse().map_err(|_| NumberError::NotOne)?;
            let whole = hour.checked_mul(60).filter(|h| *h < 10_000_000);
            return whole.map(|h| Minutes(h + minute)).ok_or(NumberError::NotFinite);
        }
        return Err(NumberError::NotOne);
    }
    let minutes = decimal(text, comma)? * 60.0;
    if minutes.abs() > 1e9 {
        return Err(NumberError::NotFinite);
    }
    let whole = minutes.round();
    // four decimals of an hour are a third of a second: enough to tell every minute
    if (minutes - whole).abs() > 0.01 {
        return Err(NumberError::TooFine);
    }
    Ok(Minutes(whole as i64))
}

/// Money as written in files: `32.50`.
pub(crate) fn money_text(money: Money) -> String {
    let sign = if money.0 < 0 { "-" } else { "" };
    let cents = money.0.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

/// Hours as written in files: the shortest decimal, at most four digits after the point.
pub(crate) fn hours_text(minutes: Minutes) -> String {
    let text = format!("{:.4}", minutes.0 as f64 / 60.0);
    text.trim_end_matches('0').trim_end_matches('.').into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_to_the_cent_and_refuses_finer() {
        assert_eq!(money("32.50", false), Ok(Money(3250)));
        assert_eq!(money("0.1", false), Ok(Money(10)));
        assert_eq!(money("-7", false), Ok(Money(-700)));
        assert_eq!(money("32,5", true), Ok(Money(3250)));
        assert_eq!(money("1.005", false), Err(NumberError::TooFine));
        assert_eq!(money("99999999999999999999", false), Err(NumberError::NotFinite));
        assert_eq!(money_text(Money(-705)), "-7.05");
    }

    #[test]
    fn every_minute_survives_as_decimal_hours() {
        for minutes in 0..=48 * 60 {
            assert_eq!(hours(&hours_text(Minutes(minutes)), false), Ok(Minutes(minutes)));
        }
        assert_eq!(hours("7:30", false), Ok(Minutes(450)));
        assert_eq!(hours("7.33", false), Err(NumberError::TooFine), "439.8 minutes");
    }

    #[test]
    fn numbers_that_are_none_are_told_apart() {
        assert_eq!(decimal("1e999", false), Err(NumberError::NotFinite));
        assert_eq!(decimal("NaN", false), Err(NumberError::NotFinite));
        assert_eq!(decimal("12 calls", false), Err(NumberError::NotOne));
        assert_eq!(decimal("1,234", false), Err(NumberError::NotOne));
        assert_eq!(decimal("3,5", true), Ok(3.5));
    }
}
