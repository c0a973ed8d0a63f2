//! Bytes to text: UTF-8 with or without a mark, GB18030, and the UTF-16 that spreadsheets export.

use super::codes;
use super::fault::{Faults, Place};
use std::borrow::Cow;

/// Decodes `bytes`; every other encoding than UTF-8 is said in a note.
pub(crate) fn decode<'a>(file: &str, bytes: &'a [u8], faults: &mut Faults) -> Option<Cow<'a, str>> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        if encoding == encoding_rs::UTF_8 {
            return utf8(file, &bytes[mark..], faults);
        }
        faults.add(Place::file(file), codes::TEXT_DECODED, format!("read as {}", encoding.name()));
        return whole(file, encoding, &bytes[mark..], faults);
    }
    if let Some(encoding) = unmarked(bytes) {
        faults.add(Place::file(file), codes::TEXT_DECODED, format!("read as {}", encoding.name()));
        return whole(file, encoding, bytes, faults);
    }
    utf8(file, bytes, faults)
}

/// UTF-16 without its mark, as some spreadsheets export it: the Latin letters of a header are every
/// other byte.
fn unmarked(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head: Vec<(bool, bool)> =
        bytes.chunks_exact(2).take(8).map(|pair| (pair[0] == 0, pair[1] == 0)).collect();
    if head.len() == 8 && head.iter().all(|zero| *zero == (false, true)) {
        return Some(encoding_rs::UTF_16LE);
    }
    (head.len() == 8 && head.iter().all(|zero| *zero == (true, false)))
        .then_some(encoding_rs::UTF_16BE)
}

fn utf8<'a>(file: &str, bytes: &'a [u8], faults: &mut Faults) -> Option<Cow<'a, str>> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let line = bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
    let mut decoded = Faults::default();
    if let Some(text) = whole(file, encoding_rs::GB18030, bytes, &mut decoded) {
        faults.add(Place::file(file), codes::TEXT_DECODED, "read as GB18030");
        return Some(text);
    }
    let byte = bytes[error.valid_up_to()];
    let place = Place::line(file, u32::try_from(line).unwrap_or(u32::MAX));
    let cause = format!("byte 0x{byte:02X} is neither UTF-8 nor GB18030");
    faults.add(place, codes::TEXT_INVALID, cause);
    None
}

fn whole<'a>(
    file: &str,
    encoding: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
    faults: &mut Faults,
) -> Option<Cow<'a, str>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    if text.is_none() {
        let cause = format!("not valid {}", encoding.name());
        faults.add(Place::file(file), codes::TEXT_INVALID, cause);
    }
    text
}

/// The separator of a header line: the one of `,` `;` tab that occurs most outside quotes.
pub(crate) fn separator(header: &str) -> char {
    let mut counts = [(',', 0usize), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in header.chars() {
        quoted ^= c == '"';
        if let Some(count) = counts.iter_mut().find(|(s, _)| *s == c && !quoted) {
            count.1 += 1;
        }
    }
    // on a tie the first wins
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(',', |(s, _)| *s)
}
