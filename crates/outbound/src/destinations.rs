//! Where requests may go.

use std::net::{IpAddr, Ipv6Addr};

use hyper::Uri;

/// Longest address of a request.
const MAX_URL: usize = 2_000;

/// Hosts named at most: a list that nobody can read through protects nobody.
const MAX_DESTINATIONS: usize = 100;

/// The port when none is named.
const HTTPS: u16 = 443;

/// The hosts that may be asked. Empty until somebody names one.
#[derive(Clone, Debug, Default)]
pub struct Destinations(Vec<Destination>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Destination {
    host: String,
    port: u16,
    /// Whether the name may lead to an address of a private network or of this machine.
    inside: bool,
}

/// A host can't be named so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DestinationError {
    /// It is not `host` or `host:port`.
    #[error("`{0}` is not a host, or a host and a port, such as `hooks.example.org:8443`")]
    Form(String),
    /// There are too many.
    #[error("at most {MAX_DESTINATIONS} hosts can be named")]
    TooMany,
}

/// Why nothing is sent to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It can't be read, is too long, or holds a name, a password or a fragment.
    #[error("the address can't be used")]
    Form,
    /// It is not encrypted.
    #[error("the address does not begin with https://")]
    Scheme,
    /// Its host was not named at the machine.
    #[error("the host is not one of those that were named at the machine")]
    Host,
    /// Its name leads to a private network, to this machine, or to nowhere that is anybody's.
    #[error("the host leads to an address that may not be asked")]
    Inside,
}

/// An address that may be asked, as far as its name goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) path: String,
    pub(crate) encrypted: bool,
    pub(crate) inside: bool,
}

impl Target {
    /// `Host` of a request.
    pub(crate) fn authority(&self) -> String {
        let usual = if self.encrypted { HTTPS } else { 80 };
        if self.port == usual {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Whether a connection may be made to this address, to which the name leads now.
    pub(crate) fn may_lead_to(&self, address: IpAddr) -> bool {
        match reach_of(address) {
            Reach::World => true,
            Reach::Inside => self.inside,
            Reach::Never => false,
        }
    }
}

/// How far away an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    World,
    /// This machine, or a private network.
    Inside,
    /// Link-local (where clouds keep their secrets), multicast, documentation, nobody's.
    Never,
}

fn reach_of(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let benchmark = a == 198 && (18..20).contains(&b);
            let protocol = a == 192 && b == 0 && c == 0;
            if v4.is_loopback() || v4.is_private() || shared {
                Reach::Inside
            } else if a == 0
                || a >= 224
                || v4.is_link_local()
                || v4.is_documentation()
                || benchmark
                || protocol
            {
                Reach::Never
            } else {
                Reach::World
            }
        }
        IpAddr::V6(v6) => reach_of_v6(v6),
    }
}

fn reach_of_v6(v6: Ipv6Addr) -> Reach {
    if v6.is_loopback() {
        return Reach::Inside;
    }
    // An address of the older kind in the newer's clothes is judged as what it is.
    if let Some(v4) = v6.to_ipv4_mapped() {
        return reach_of(IpAddr::V4(v4));
    }
    let parts = v6.segments();
    let unique_local = parts[0] & 0xfe00 == 0xfc00;
    // 2000::/3 is what is given to anybody; of it, tunnels and documentation are nobody's.
    let given = parts[0] & 0xe000 == 0x2000;
    let tunnel = parts[0] == 0x2002 || (parts[0] == 0x2001 && parts[1] < 0x0200);
    let documentation =
        (parts[0] == 0x2001 && parts[1] == 0x0db8) || (parts[0] == 0x3fff && parts[1] < 0x1000);
    match () {
        () if unique_local => Reach::Inside,
        () if given && !tunnel && !documentation => Reach::World,
        () => Reach::Never,
    }
}

impl Destinations {
    /// Names a host, or a host and a port. `inside` lets its name lead to a private network or to
    /// this machine.
    ///
    /// # Errors
    /// It is not a host, or there are too many.
    pub fn name(&mut self, text: &str, inside: bool) -> Result<(), DestinationError> {
        let wrong = || DestinationError::Form(text.to_owned());
        let uri: Uri = format!("https://{text}/").parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?;
        let plain = uri.path() == "/" && uri.query().is_none() && !text.contains(['@', '/', '*']);
        if !plain || authority.host().is_empty() || text.ends_with(':') {
            return Err(wrong());
        }
        if self.0.len() >= MAX_DESTINATIONS {
            return Err(DestinationError::TooMany);
        }
        self.0.push(Destination {
            host: authority.host().to_ascii_lowercase(),
            port: authority.port_u16().unwrap_or(HTTPS),
            inside,
        });
        Ok(())
    }

    /// Whether any host was named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hosts, as they are named.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|d| match d.port {
            HTTPS => d.host.clone(),
            port => format!("{}:{port}", d.host),
        })
    }

    /// Whether an address may be asked, as far as its name goes. Where the name leads is looked at
    /// when something is sent.
    ///
    /// # Errors
    /// It may not.
    pub fn target(&self, url: &str) -> Result<Target, Refused> {
        if url.len() > MAX_URL || url.contains(['#', '\\']) || !url.is_ascii() {
            return Err(Refused::Form);
        }
        let uri: Uri = url.parse().map_err(|_| Refused::Form)?;
        let authority = uri.authority().ok_or(Refused::Form)?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return Err(Refused::Form);
        }
        let encrypted = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(Refused::Scheme),
        };
        let host = authority.host().to_ascii_lowercase();
        let port = authority
            .port_u16()
            .unwrap_or(if encrypted { HTTPS } else { 80 });
        // A port that can't be read is not the usual one.
        if authority.port().is_none() && authority.as_str().len() != authority.host().len() {
            return Err(Refused::Form);
        }
        let named = self.0.iter().find(|d| d.host == host && d.port == port);
        // Without encryption only to this very machine, by its number, where that was allowed.
        let here = host
            .trim_matches(['[', ']'])
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.is_loopback());
        if !encrypted && (!here || named.is_none_or(|d| !d.inside)) {
            return Err(Refused::Scheme);
        }
        let named = named.ok_or(Refused::Host)?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Target {
            path: path.to_owned(),
            inside: named.inside,
            host,
            port,
            encrypted,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(hosts: &[(&str, bool)]) -> Destinations {
        let mut all = Destinations::default();
        for (host, inside) in hosts {
            all.name(host, *inside).expect("a host");
        }
        all
    }

    #[test]
    fn without_a_name_nothing_may_be_asked() {
        let none = Destinations::default();
        assert_eq!(none.target("https://example.org/"), Err(Refused::Host));
    }

    #[test]
    fn only_the_very_host_and_port_may_be_asked() {
        let all = named(&[("hooks.example.org", false), ("other.example:8443", false)]);
        assert!(all.target("https://hooks.example.org/in?a=b").is_ok());
        assert!(all.target("https://HOOKS.example.org:443/").is_ok());
        assert!(all.target("https://other.example:8443/").is_ok());
        for (url, why) in [
            ("https://hooks.example.org:8443/", Refused::Host),
            ("https://other.example/", Refused::Host),
            ("https://example.org/", Refused::Host),
            ("https://a.hooks.example.org/", Refused::Host),
            ("https://hooks.example.org.evil.example/", Refused::Host),
            ("https://hooks.example.org./", Refused::Host),
            ("http://hooks.example.org/", Refused::Scheme),
            ("http://hooks.example.org:443/", Refused::Scheme),
            ("ftp://hooks.example.org/", Refused::Scheme),
            ("https://me@hooks.example.org/", Refused::Form),
            ("https://hooks.example.org@evil.example/", Refused::Form),
            ("https://hooks.example.org/#x", Refused::Form),
            ("https://evil.example\\@hooks.example.org/", Refused::Form),
            ("https://hooks.example.org:/", Refused::Form),
            ("https://hooks.example.org:99999/", Refused::Form),
            ("https://hóoks.example.org/", Refused::Form),
            ("//hooks.example.org/", Refused::Form),
            ("/in", Refused::Form),
            ("https://2130706433/", Refused::Host),
            ("https://127.0.0.1/", Refused::Host),
            ("https://[::1]/", Refused::Host),
        ] {
            assert_eq!(all.target(url).map(drop), Err(why), "{url}");
        }
        let long = format!("https://hooks.example.org/{}", "a".repeat(MAX_URL));
        assert_eq!(all.target(&long).map(drop), Err(Refused::Form));
    }

    #[test]
    fn without_encryption_only_this_machine_and_only_when_that_was_allowed() {
        let all = named(&[("127.0.0.1:9000", true), ("10.0.0.1:80", true)]);
        assert!(all.target("http://127.0.0.1:9000/").is_ok());
        assert_eq!(
            all.target("http://10.0.0.1/").map(drop),
            Err(Refused::Scheme)
        );
        let outside = named(&[("127.0.0.1:9000", false)]);
        let refused = outside.target("http://127.0.0.1:9000/").map(drop);
        assert_eq!(refused, Err(Refused::Scheme));
    }

    #[test]
    fn a_name_may_not_lead_inside_unless_that_was_allowed() {
        let world = named(&[("a.example", false)]).target("https://a.example/");
        let inside = named(&[("a.example", true)]).target("https://a.example/");
        let (world, inside) = (world.expect("may"), inside.expect("may"));
        for (address, of_world, of_inside) in [
            ("93.184.216.34", true, true),
            ("2606:2800:220:1::1", true, true),
            ("127.0.0.1", false, true),
            ("::1", false, true),
            ("10.1.2.3", false, true),
            ("172.16.0.1", false, true),
            ("192.168.1.1", false, true),
            ("100.64.0.1", false, true),
            ("fd00::1", false, true),
            ("::ffff:10.0.0.1", false, true),
            ("::ffff:93.184.216.34", true, true),
            // Where clouds keep their secrets: never.
            ("169.254.169.254", false, false),
            ("::ffff:169.254.169.254", false, false),
            ("fe80::1", false, false),
            ("0.0.0.0", false, false),
            ("::", false, false),
            ("255.255.255.255", false, false),
            ("224.0.0.1", false, false),
            ("ff02::1", false, false),
            ("192.0.0.192", false, false),
            ("198.18.0.1", false, false),
            ("203.0.113.9", false, false),
            ("2001:db8::1", false, false),
            ("2002:7f00:1::", false, false),
            ("64:ff9b::a00:1", false, false),
            ("::127.0.0.1", false, false),
        ] {
            let ip: IpAddr = address.parse().expect("an address");
            assert_eq!(world.may_lead_to(ip), of_world, "{address}");
            assert_eq!(inside.may_lead_to(ip), of_inside, "{address}");
        }
    }

    #[test]
    fn only_hosts_can_be_named() {
        let mut all = Destinations::default();
        for wrong in [
            "",
            "https://a.example",
            "a.example/x",
            "*.example",
            "a b",
            "u@a",
            "a:",
        ] {
            assert!(all.name(wrong, false).is_err(), "{wrong}");
        }
        assert!(all.is_empty());
        for _ in 0..MAX_DESTINATIONS {
            all.name("a.example", false).expect("a host");
        }
        let more = all.name("b.example", false);
        assert_eq!(more, Err(DestinationError::TooMany));
    }
}
