//! Where events may go: public addresses, so that nobody can make the server knock at doors that
//! only it can reach.

use std::net::IpAddr;
use ureq::http::Uri;

/// Whether `url` may be a webhook: HTTPS to a name or a public address, without credentials; when
/// `private` is allowed, HTTP and any address as well.
pub(crate) fn is_allowed(url: &str, private: bool) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let scheme = uri.scheme_str().unwrap_or_default();
    let Some(host) = uri.host().filter(|h| !h.is_empty()) else { return false };
    let plain = uri.authority().is_some_and(|a| !a.as_str().contains('@'));
    let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
    let open = literal.is_none_or(is_public) && host != "localhost";
    plain
        && url.len() <= 2000
        && (scheme == "https" && open || private && scheme.starts_with("http"))
}

/// Whether an address belongs to the public internet.
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let carrier = a == 100 && (64..128).contains(&b);
            let special =
                a == 0 || a >= 240 || (a, b) == (192, 0) || (a == 198 && (b & 0xfe) == 18);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_documentation()
                || carrier
                || special)
        }
        IpAddr::V6(v6) => {
            if let Some(v4) = v6.to_ipv4_mapped() {
                return is_public(IpAddr::V4(v4));
            }
            // the public internet is 2000::/3; of it, 6to4 and Teredo wrap other addresses
            let [a, b, ..] = v6.segments();
            (a & 0xe000) == 0x2000 && a != 0x2002 && !(a == 0x2001 && b < 0x0200)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_over_https_are_called() {
        assert!(is_allowed("https://hr.example.com/hook?x=1", false));
        assert!(is_allowed("https://93.184.216.34/", false));
        for refused in [
            "http://hr.example.com/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://10.1.2.3/",
            "https://169.254.169.254/latest/meta-data",
            "https://100.64.0.1/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[fd00::1]/",
            "https://user:secret@hr.example.com/",
            "file:///etc/passwd",
            "nonsense",
        ] {
            assert!(!is_allowed(refused, false), "{refused}");
        }
        assert!(is_allowed("http://127.0.0.1:9000/hook", true));
        assert!(!is_allowed("file:///etc/passwd", true));
    }
}
