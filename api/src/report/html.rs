//! Escaping, numbers and tables.

use domain::Money;

/// Text made safe inside HTML and attribute values.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A whole number with thousands separators.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("−{text}") } else { text }
}

/// An amount of money in major units with two decimals.
pub(super) fn amount(money: Money) -> String {
    let sign = if money.0 < 0 { "−" } else { "" };
    let minor = money.0.unsigned_abs();
    format!("{sign}{}.{:02}", grouped((minor / 100) as i64), minor % 100)
}

/// A section with its heading and a sentence that says what is shown.
pub(super) fn section(id: &str, title: &str, lead: &str, body: &str) -> String {
    format!(
        "<section id=\"{id}\"><h2>{}</h2><p class=\"lead\">{lead}</p>\n{body}</section>",
        escape(title)
    )
}

/// A table; cells of columns marked `true` are numbers and align right. Cells are HTML already.
pub(super) fn table(columns: &[(&str, bool)], rows: &[Vec<String>]) -> String {
    let class = |right: bool| if right { " class=\"n\"" } else { "" };
    let mut text = String::from("<div class=\"scroll\"><table><thead><tr>");
    for (name, right) in columns {
        text.push_str(&format!("<th{}>{name}</th>", class(*right)));
    }
    text.push_str("</tr></thead><tbody>");
    for row in rows {
        text.push_str("<tr>");
        for (cell, (_, right)) in row.iter().zip(columns) {
            text.push_str(&format!("<td{}>{cell}</td>", class(*right)));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody></table></div>");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_like_money() {
        assert_eq!(amount(Money(123_456_789)), "1,234,567.89");
        assert_eq!(amount(Money(-5)), "−0.05");
        assert_eq!(grouped(1000), "1,000");
    }

    #[test]
    fn names_cannot_break_the_page() {
        assert_eq!(escape("<b a='\"&"), "&lt;b a=&#39;&quot;&amp;");
    }
}
