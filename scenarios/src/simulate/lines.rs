//! The waiting lines: one per class, first come first.

use super::customers::Contact;
use std::collections::VecDeque;

/// Contacts of one class that wait.
///
/// Who hangs up is usually found out only when they reach the head: the outcome is the same, and
/// no event is spent on them. Their number in the line finds those who must be noticed at once.
#[derive(Debug, Default)]
pub(super) struct Line {
    contacts: VecDeque<Contact>,
    /// The number of the contact at the head.
    head: u32,
}

impl Line {
    /// Joins at the end; the answer is the contact's number.
    pub(super) fn join(&mut self, contact: Contact) -> u32 {
        self.contacts.push_back(contact);
        self.head.wrapping_add(self.contacts.len() as u32 - 1)
    }

    #[inline]
    pub(super) fn first(&self) -> Option<&Contact> {
        self.contacts.front()
    }

    #[inline]
    pub(super) fn take(&mut self) -> Option<Contact> {
        let contact = self.contacts.pop_front()?;
        self.head = self.head.wrapping_add(1);
        Some(contact)
    }

    /// Marks contact `number` as gone and returns it, when it still waits.
    pub(super) fn leave(&mut self, number: u32) -> Option<Contact> {
        let place = number.wrapping_sub(self.head) as usize;
        let contact = self.contacts.get_mut(place).filter(|c| !c.gone())?;
        Some(std::mem::replace(contact, contact.leaving()))
    }

    /// Those who still wait at `now`, in order.
    pub(super) fn waiting(&self, now: f64) -> impl Iterator<Item = &Contact> {
        self.contacts.iter().filter(move |c| c.leave > now)
    }
}
