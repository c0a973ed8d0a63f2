//! Where a trace stands: all that is taken of what a stranger's header says.

use axum::http::HeaderMap;

/// Its name among headers.
pub(super) const HEADER: &str = "traceparent";
/// Its name in the environment of a child.
pub(super) const VARIABLE: &str = "TRACEPARENT";

/// Where a trace stands, as the header `traceparent` has it (W3C Trace Context, version 00).
///
/// Two ids and whether the caller samples, in their one form; nothing else of a header is kept, and
/// a `tracestate` is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Traced(Option<String>);

impl Traced {
    /// What a request says, if it says it once and well.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let mut said = headers.get_all(HEADER).iter();
        match (said.next().map(|value| value.to_str()), said.next()) {
            (Some(Ok(text)), None) => Self::parse(text),
            _ => Self::default(),
        }
    }

    /// What a text says; nothing if it is not of the form.
    pub(crate) fn parse(text: &str) -> Self {
        let mut parts = text.split('-');
        let mut hex = |length: usize| {
            let sound = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
            parts.next().filter(|part| part.len() == length && part.bytes().all(sound))
        };
        let (version, trace, span, flags) = (hex(2), hex(32), hex(16), hex(2));
        let is_id = |id: &&str| id.bytes().any(|b| b != b'0');
        let said = (version, trace.filter(is_id), span.filter(is_id), flags, parts.next());
        let (Some("00"), Some(trace), Some(span), Some(flags), None) = said else {
            return Self::default();
        };
        let sampled = u8::from_str_radix(flags, 16).is_ok_and(|flags| flags & 1 == 1);
        Self(Some(format!("00-{trace}-{span}-0{}", u8::from(sampled))))
    }

    /// What the worker of this child process says.
    #[cfg(feature = "telemetry")]
    pub(super) fn inherited() -> Self {
        std::env::var(VARIABLE).map_or_else(|_| Self::default(), |text| Self::parse(&text))
    }

    /// As the header has it.
    pub(crate) fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const SPAN: &str = "00f067aa0ba902b7";

    fn taken(text: &str) -> Option<String> {
        Traced::parse(text).0
    }

    #[test]
    fn two_ids_and_a_flag_are_taken_and_nothing_else() {
        let said = format!("00-{TRACE}-{SPAN}-01");
        assert_eq!(taken(&said), Some(said.clone()));
        assert_eq!(taken(&format!("00-{TRACE}-{SPAN}-00")), Some(format!("00-{TRACE}-{SPAN}-00")));
        assert_eq!(taken(&format!("00-{TRACE}-{SPAN}-ff")), Some(said), "other flags are left");
    }

    #[test]
    fn what_is_not_of_the_form_begins_a_trace_of_its_own() {
        let nothing = "0".repeat(32);
        let wrong = [
            String::new(),
            "-".repeat(55),
            format!("{TRACE}-{SPAN}-01"),
            format!("01-{TRACE}-{SPAN}-01"),
            format!("ff-{TRACE}-{SPAN}-01"),
            format!("00-{TRACE}-{SPAN}"),
            format!("00-{TRACE}-{SPAN}-01-more"),
            format!("00-{TRACE}-{SPAN}-1"),
            format!("00-{TRACE}-{SPAN}-+1"),
            format!(" 00-{TRACE}-{SPAN}-01"),
            format!("00-{}-{SPAN}-01", TRACE.to_uppercase()),
            format!("00-{}-{SPAN}-01", &TRACE[1..]),
            format!("00-{nothing}-{SPAN}-01"),
            format!("00-{TRACE}-{}-01", &nothing[..16]),
            format!("00-{TRACE}-{SPAN}-01\nx: y"),
            format!("00-{TRACE}-{}é-01", &SPAN[2..]),
        ];
        wrong.iter().for_each(|text| assert_eq!(taken(text), None, "{text}"));
    }

    #[test]
    fn a_header_said_twice_is_none() {
        let mut headers = HeaderMap::new();
        let said = format!("00-{TRACE}-{SPAN}-01");
        headers.append(HEADER, said.parse().unwrap());
        assert_eq!(Traced::of(&headers), Traced::parse(&said));
        headers.append(HEADER, said.parse().unwrap());
        assert_eq!(Traced::of(&headers), Traced::default());
    }
}
