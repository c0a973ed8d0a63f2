//! Every soft rule that was bent, by name and price.

use super::Week;
use crate::cli::text::{Style, Table, decimal, money, plural};
use domain::{Money, Violation};
use std::io::{self, Write};

/// How many breaches of one rule are told in words.
const TOLD: usize = 3;

pub(super) fn print(week: &Week<'_>, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let soft: Vec<&Violation> = week.clean().verdict().soft().collect();
    if soft.is_empty() {
        return writeln!(out, "{}\n  none\n", style.bold("Soft rules bent"));
    }
    let mut laws: Vec<&'static str> = Vec::new();
    for violation in &soft {
        if !laws.contains(&violation.law) {
            laws.push(violation.law);
        }
    }
    let mut table = Table::new(&["Soft rules bent", "breaches", "amount", "price"]);
    let mut words = Vec::new();
    for law in laws {
        let mut mine: Vec<&&Violation> = soft.iter().filter(|v| v.law == law).collect();
        mine.sort_by_key(|v| std::cmp::Reverse(v.price));
        let price: Money = mine.iter().filter_map(|v| v.price).sum();
        let amount: f64 = mine.iter().map(|v| v.breach.amount).sum();
        let unit = mine.first().map_or("", |v| v.unit);
        let amount = format!("{} {unit}", decimal(amount, 1));
        table.row([format!("  {law}"), mine.len().to_string(), amount, money(price)]);
        words.extend(mine.iter().take(TOLD).map(|v| told(v)));
        if mine.len() > TOLD {
            let more = plural(mine.len() - TOLD, "breach", "breaches");
            words.push(format!("{law}: {more} more"));
        }
    }
    table.print(style, out)?;
    for line in words {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)
}

/// `fairness: Wang Fang works 3 weekend days …: 20.00`.
pub(crate) fn told(violation: &Violation) -> String {
    let price = violation.price.map_or_else(|| "not allowed".to_owned(), money);
    format!("{}: {}: {price}", violation.law, violation.breach.what)
}
