//! Excel workbooks of 1993 to 2003.
use super::grid::{Grid, RowBuffer};
use super::input::BoxedSource;
use super::notes::Notes;
use super::{Limits, ReadError, SheetInfo};
pub(super) struct XlsGrid;
impl XlsGrid {
    pub(super) fn open(_s: BoxedSource, _t: u64, _l: &Limits) -> Result<Self, ReadError> {
        Err(ReadError::Unsupported {
            found: "an old Excel workbook (XLS): save it as XLSX",
        })
    }
    pub(super) fn sheets(&self) -> Vec<SheetInfo> {
        Vec::new()
    }
}
impl Grid for XlsGrid {
    fn next_row(&mut self, _: &mut RowBuffer, _: &mut Notes) -> Result<Option<u32>, ReadError> {
        Ok(None)
    }
    fn restart(&mut self) -> Result<(), ReadError> {
        Ok(())
    }
    fn select(&mut self, _: usize) -> Result<(), ReadError> {
        Ok(())
    }
    fn used(&self) -> u64 {
        0
    }
}
