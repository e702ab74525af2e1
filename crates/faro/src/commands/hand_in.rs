use std::fs::OpenOptions;
use std::path::Path;

use faro_service::hand_in::{hand_in, number_key};
use faro_service::{AgencyPublicKey, SystemWorld};

use super::Context;
use crate::cli::HandInArgs;
use crate::out::{Exit, import_refusal, say};
use crate::progress::Bar;

/// `faro hand-in`: works without a data folder, on the agency's own machine.
pub(crate) fn run(context: &Context, arguments: &HandInArgs) -> anyhow::Result<Exit> {
    let file = arguments.import.files.first();
    let request = super::import::request(&arguments.import, file.map_or(Path::new(""), |f| f))?;
    let agency = AgencyPublicKey::read_file(&arguments.agency_key)?;
    let numbers = number_key(&arguments.number_key, &SystemWorld)?;
    let named = |error: std::io::Error| anyhow::anyhow!("{}: {error}", arguments.out.display());
    let out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.out)
        .map_err(named)?;
    let bar = Bar::new(&request.file_name, context.lang);
    let done = hand_in(&request, &agency, &numbers, &out, &SystemWorld, &bar);
    bar.clear();
    let done = match done {
        Ok(done) => done,
        Err(error) => {
            // Half a file is worse than none.
            std::fs::remove_file(&arguments.out).map_err(named)?;
            return Err(import_refusal(error, &request.file_name, context.lang));
        }
    };
    out.sync_all().map_err(named)?;
    let rows = done.details.stats.rows;
    say!(
        "{}",
        context.t(
            "hand-in-done",
            &[
                ("file", request.file_name.as_str().into()),
                ("accepted", rows.accepted.into()),
                ("rejected", rows.rejected.into()),
                ("key", agency.id().into()),
                ("out", arguments.out.display().to_string().into()),
            ],
        )
    );
    Ok(Exit::Fine)
}
