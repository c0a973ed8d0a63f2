//! JSON values that know where they stand, so that every complaint names its place.

use super::CentreError;
use domain::Money;
use serde_json::Value;

/// A value with its path.
#[derive(Debug, Clone)]
pub(super) struct Node<'a> {
    at: String,
    value: &'a Value,
}

/// Parses a document.
pub(super) fn parse(text: &str) -> Result<Value, CentreError> {
    serde_json::from_str(text).map_err(|e| CentreError::Syntax(e.to_string()))
}

/// A float that is a whole amount of minor units.
pub(super) fn whole_amount(minor: f64) -> Option<Money> {
    let amount = minor.round();
    ((minor - amount).abs() < 1e-6 && amount.abs() < 1e15).then_some(Money(amount as i64))
}

impl<'a> Node<'a> {
    /// The document's own value.
    pub(super) const fn root(value: &'a Value) -> Self {
        Self { at: String::new(), value }
    }

    fn inner(&self, key: &str, value: &'a Value) -> Self {
        let at = if self.at.is_empty() { key.to_owned() } else { format!("{}.{key}", self.at) };
        Node { at, value }
    }

    /// This is not what is `wanted` here.
    pub(super) fn wrong(&self, wanted: &str) -> CentreError {
        CentreError::kind(&self.at, wanted)
    }

    /// This asks for something that has no noun.
    pub(super) fn foreign(&self, what: &str) -> CentreError {
        CentreError::NoCounterpart { at: self.at.clone(), what: what.to_owned() }
    }

    /// The value of `key`.
    pub(super) fn get(&self, key: &str) -> Result<Self, CentreError> {
        let missing = || CentreError::kind(&self.inner(key, self.value).at, "there");
        self.value.get(key).map(|value| self.inner(key, value)).ok_or_else(missing)
    }

    /// Keys and values of an object.
    pub(super) fn entries(&self) -> Result<Vec<(&'a String, Self)>, CentreError> {
        let object = self.value.as_object().ok_or_else(|| self.wrong("an object"))?;
        Ok(object.iter().map(|(key, value)| (key, self.inner(key, value))).collect())
    }

    /// The values of a list.
    pub(super) fn list(&self) -> Result<Vec<Self>, CentreError> {
        let list = self.value.as_array().ok_or_else(|| self.wrong("a list"))?;
        let item = |(n, value): (usize, &'a Value)| self.inner(&n.to_string(), value);
        Ok(list.iter().enumerate().map(item).collect())
    }

    /// A list of exactly `N` whole numbers.
    pub(super) fn wholes<const N: usize>(&self) -> Result<[i64; N], CentreError> {
        let all = self.list()?.iter().map(Self::whole).collect::<Result<Vec<_>, _>>()?;
        <[i64; N]>::try_from(all).map_err(|_| self.wrong(&format!("{N} numbers")))
    }

    /// Whether nothing is said.
    pub(super) fn is_null(&self) -> bool {
        self.value.is_null()
    }

    /// A text.
    pub(super) fn text(&self) -> Result<String, CentreError> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.wrong("a text"))
    }

    /// A number.
    pub(super) fn number(&self) -> Result<f64, CentreError> {
        self.value.as_f64().ok_or_else(|| self.wrong("a number"))
    }

    /// A whole number, not negative, at most a million.
    pub(super) fn whole(&self) -> Result<i64, CentreError> {
        let fits = |n: &u64| *n <= 1_000_000;
        let number = self.value.as_u64().filter(fits);
        number.map(|n| n as i64).ok_or_else(|| self.wrong("a whole number from 0 to a million"))
    }
}
