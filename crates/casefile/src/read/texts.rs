//! A workbook's table of shared texts, in one piece of memory.

use super::{Limit, ReadError};

/// Texts by number.
#[derive(Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
    limit: usize,
}

impl Texts {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            text: String::new(),
            ends: Vec::new(),
            // Ends are 32 bits wide.
            limit: limit.min(u32::MAX as usize),
        }
    }

    pub(super) fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let size = self.text.len() + text.len() + size_of::<u32>() * (self.ends.len() + 1);
        if size > self.limit {
            return Err(ReadError::too_large(Limit::SharedText, self.limit as u64));
        }
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = match number.checked_sub(1) {
            None => 0,
            Some(before) => self.ends[before] as usize,
        };
        Some(&self.text[start..end])
    }
}
