//! Numbers for people: thousands apart, money with its decimals, shares in per cent.

use domain::{Minutes, Money};

/// A whole number with its thousands apart: `12,345`.
pub(crate) fn count(value: f64) -> String {
    let rounded = value.round();
    let sign = if rounded < 0.0 { "-" } else { "" };
    format!("{sign}{}", grouped(&format!("{:.0}", rounded.abs())))
}

/// A number with this many decimals and its thousands apart.
pub(crate) fn decimal(value: f64, places: usize) -> String {
    let text = format!("{:.places$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let negative = value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    format!("{}{}{rest}", if negative { "-" } else { "" }, grouped(whole))
}

/// An amount in major units with two decimals: `1,234.50`.
pub(crate) fn money(amount: Money) -> String {
    let sign = if amount < Money::ZERO { "-" } else { "" };
    let minor = amount.0.unsigned_abs();
    format!("{sign}{}.{:02}", grouped(&(minor / 100).to_string()), minor % 100)
}

/// A share in per cent: `1.25 %`.
pub(crate) fn percent(share: f64, places: usize) -> String {
    format!("{} %", decimal(share * 100.0, places))
}

/// A length of time in hours with one decimal: `37.5`.
pub(crate) fn hours(length: Minutes) -> String {
    decimal(length.as_hours(), 1)
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart_and_small_negatives_are_zero() {
        assert_eq!(count(1_234_567.4), "1,234,567");
        assert_eq!(count(-1_000.0), "-1,000");
        assert_eq!(count(-0.2), "0");
        assert_eq!(decimal(1234.567, 1), "1,234.6");
        assert_eq!(decimal(-0.001, 2), "0.00");
    }

    #[test]
    fn money_keeps_its_cents() {
        assert_eq!(money(Money(123_456)), "1,234.56");
        assert_eq!(money(Money(-5)), "-0.05");
        assert_eq!(percent(0.0123, 1), "1.2 %");
    }
}
