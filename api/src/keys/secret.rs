//! Random bits, hashes and comparisons that take the same time whatever they compare.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::hint::black_box;
use std::io::Read;

/// 256 bits from the operating system, hexadecimal.
pub(crate) fn random_hex() -> std::io::Result<String> {
    let mut bits = [0; 32];
    let mut source = std::fs::File::open("/dev/urandom")?;
    source.read_exact(&mut bits)?;
    Ok(hex(&bits))
}

/// SHA-256 of `bytes`, hexadecimal.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// HMAC-SHA-256 of `message`, hexadecimal (RFC 2104).
///
/// ```text
/// H((K ⊕ opad) ‖ H((K ⊕ ipad) ‖ message))      K padded with zeros to 64 bytes
/// ```
pub(crate) fn seal(key: &[u8], message: &[u8]) -> String {
    let mut block = [0u8; 64];
    if key.len() > block.len() {
        block[..32].copy_from_slice(&Sha256::digest(key));
    } else {
        block[..key.len()].copy_from_slice(key);
    }
    let inner = Sha256::new().chain_update(block.map(|b| b ^ 0x36)).chain_update(message);
    let outer = Sha256::new().chain_update(block.map(|b| b ^ 0x5c)).chain_update(inner.finalize());
    hex(&outer.finalize())
}

/// Whether both are equal; looks at every byte whatever it finds.
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let differ = a.bytes().zip(b.bytes()).fold(0, |sum, (x, y)| black_box(sum | (x ^ y)));
    a.len() == b.len() && black_box(differ) == 0
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seal_is_the_one_of_rfc_4231() {
        let short = seal(b"Jefe", b"what do ya want for nothing?");
        assert_eq!(short, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long = seal(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
        assert_eq!(long, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    #[test]
    fn only_equal_texts_are_the_same() {
        assert!(is_same("abc", "abc"));
        assert!(!is_same("abc", "abd"));
        assert!(!is_same("abc", "abcd"));
    }

    #[test]
    fn random_bits_are_256_and_never_twice_the_same() {
        let (one, two) = (random_hex().unwrap(), random_hex().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, two);
    }
}
