//! The situation, computed once for each state of the data.

use std::sync::Arc;

use faro_service::permit::ReadFigures;
use faro_service::query::Views;
use faro_service::{Data, OwnShape, Situation, Working};
use faro_vocabulary::PartialDate;

use crate::failure::Failure;
use crate::visit::Visit;

/// What the report and the overview are written from.
pub(crate) struct Told {
    pub(crate) situation: Arc<Working<Situation>>,
    pub(crate) views: Views,
    pub(crate) shapes: Vec<OwnShape>,
}

/// Situations kept at the same time: agencies see different sources.
const MAX_KEPT: usize = 4;

/// A situation computed, with what it depends on.
pub(crate) struct Kept {
    data: Arc<Data>,
    day: PartialDate,
    agency: Option<String>,
    situation: Arc<Working<Situation>>,
}

impl Told {
    /// The situation of now: kept until something is published, the day ends, or the agency is
    /// renamed.
    pub(crate) async fn now(visit: &Visit) -> Result<Self, Failure> {
        let permit = visit.permit::<ReadFigures>()?;
        let data = visit.faro().data(&permit).await?;
        let agency = visit.faro().agency().await?;
        let day = visit.app.world.today();
        let mut kept = visit.app.situation.lock().await;
        let known = kept.iter().find(|kept| {
            Arc::ptr_eq(&kept.data, &data) && kept.day == day && kept.agency == agency
        });
        let situation = match known {
            Some(known) => Arc::clone(&known.situation),
            None => {
                let situation = Arc::new(visit.faro().situation(&permit).await?);
                if kept.len() == MAX_KEPT {
                    kept.remove(0);
                }
                kept.push(Kept {
                    data: Arc::clone(&data),
                    day,
                    agency,
                    situation: Arc::clone(&situation),
                });
                situation
            }
        };
        drop(kept);
        Ok(Self {
            situation,
            views: visit.faro().views(),
            shapes: visit.faro().own_shapes().await?,
        })
    }
}
