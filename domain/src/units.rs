//! Units as types: minutes are not seconds, people are whole, money is integer minor units.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident($inner:ty), $suffix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
        pub struct $name(pub $inner);
        impl Add for $name {
            type Output = Self;
            fn add(self, o: Self) -> Self { Self(self.0 + o.0) }
        }
        impl Sub for $name {
            type Output = Self;
            fn sub(self, o: Self) -> Self { Self(self.0 - o.0) }
        }
        impl AddAssign for $name {
            fn add_assign(&mut self, o: Self) { self.0 += o.0; }
        }
        impl SubAssign for $name {
            fn sub_assign(&mut self, o: Self) { self.0 -= o.0; }
        }
        impl Mul<$inner> for $name {
            type Output = Self;
            fn mul(self, k: $inner) -> Self { Self(self.0 * k) }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(all: I) -> Self { all.fold(Self::default(), Add::add) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)?;
                f.write_str($suffix)
            }
        }
    };
}

quantity! {
    /// A length of time in whole minutes: shifts, breaks, rests.
    #[derive(Eq, Ord, Hash)]
    Minutes(i64), " min"
}
quantity! {
    /// A length of time in seconds: handle times, waits, patience.
    Seconds(f64), " s"
}
quantity! {
    /// Offered traffic: contacts per second × mean handle seconds.
    Erlangs(f64), " erlangs"
}
quantity! {
    /// A number of contacts, expected (fractional) or counted.
    Contacts(f64), " contacts"
}
quantity! {
    /// A whole number of people.
    #[derive(Eq, Ord, Hash)]
    Agents(u32), " agents"
}
quantity! {
    /// An amount in integer minor units (fen, cents) of the centre's one [`Currency`].
    #[derive(Eq, Ord, Hash)]
    Money(i64), ""
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Minutes {
    /// Nothing at all.
    pub const ZERO: Self = Self(0);

    /// `hours` whole hours.
    #[must_use]
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 60)
    }

    /// The same length in fractional hours.
    #[must_use]
    pub fn as_hours(self) -> f64 {
        self.0 as f64 / 60.0
    }

    /// The same length in seconds.
    #[must_use]
    pub fn as_seconds(self) -> Seconds {
        Seconds(self.0 as f64 * 60.0)
    }

    /// How many `unit`s are begun by this length: 61 minutes begin two hours, 0 or less none.
    #[must_use]
    pub fn begun(self, unit: Self) -> i64 {
        if self.0 <= 0 { 0 } else { (self.0 + unit.0 - 1) / unit.0 }
    }
}

impl Erlangs {
    /// The load of `contacts` arriving evenly over `interval`, each taking `handle`.
    #[must_use]
    pub fn of(contacts: Contacts, handle: Seconds, interval: Minutes) -> Self {
        Self(contacts.0 * handle.0 / interval.as_seconds().0)
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The price of `minutes` at this hourly rate and multiplier, rounded half away from zero.
    ///
    /// All pay goes through this one rounding, so the optimiser and the judge agree to the cent.
    #[must_use]
    pub fn for_minutes(self, minutes: Minutes, multiplier: f64) -> Self {
        Self((self.0 as f64 * multiplier * minutes.0 as f64 / 60.0).round() as i64)
    }

    /// The amount in major units (yuan, euro) as a float, for reports only.
    #[must_use]
    pub fn major(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl Div<Money> for Money {
    type Output = f64;
    fn div(self, o: Money) -> f64 {
        self.0 as f64 / o.0 as f64
    }
}

/// A share of something: a number from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

impl Share {
    /// All of it.
    pub const ALL: Self = Self(1.0);
    /// None of it.
    pub const NONE: Self = Self(0.0);

    /// `Some` when `value` is a number from 0 to 1.
    #[must_use]
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=1.0).contains(&value).then_some(Self(value))
    }

    /// The share as a plain number from 0 to 1.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*} %", f.precision().unwrap_or(1), self.0 * 100.0)
    }
}

/// An ISO 4217 currency code; every currency here has 100 minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Yuan renminbi.
    pub const CNY: Self = Self(*b"CNY");

    /// `Some` for three upper-case letters other than the currencies without 100 minor units.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        let uncommon = ["JPY", "KRW", "VND", "CLP", "ISK", "KWD", "BHD", "OMR", "TND", "JOD"];
        (bytes.iter().all(u8::is_ascii_uppercase) && !uncommon.contains(&code))
            .then_some(Self(bytes))
    }

    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
