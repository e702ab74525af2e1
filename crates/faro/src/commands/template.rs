use std::path::Path;

use faro_casefile::template::{TemplateOptions, ods, xlsform, xlsx};

use super::Context;
use crate::out::Exit;
use crate::out::say;

/// `faro template`
pub(crate) fn run(context: &Context, out: &Path, starter: bool) -> anyhow::Result<Exit> {
    let options = TemplateOptions {
        lang: context.lang,
        starter,
    };
    let stem = if starter { "faro-starter" } else { "faro" };
    let lang = context.lang;
    for (name, bytes) in [
        (format!("{stem}-{lang}.xlsx"), xlsx(options)?),
        (format!("{stem}-{lang}.ods"), ods(options)?),
        (format!("{stem}-xlsform.xlsx"), xlsform(options)?),
    ] {
        let path = out.join(name);
        super::write_file(&path, &bytes)?;
        let file = path.display().to_string();
        say!(
            "{}",
            context.t("template-written", &[("file", file.into())])
        );
    }
    Ok(Exit::Fine)
}
