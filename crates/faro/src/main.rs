//! The command line of Faro, its server, and the demonstration.

mod cli;
mod commands;
mod out;
mod progress;
mod texts;

use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::out::Exit;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    let invocation = match cli::parse(&arguments) {
        Ok(invocation) => invocation,
        Err(error) => {
            let wanted = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            );
            // If even this can't be printed there is nobody to tell.
            let _ = error.print();
            return if wanted { Exit::Fine } else { Exit::Usage }.into();
        }
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("{error}");
            return Exit::Failure.into();
        }
    };
    let lang = invocation.lang;
    match runtime.block_on(commands::run(invocation)) {
        Ok(exit) => exit.into(),
        Err(error) => out::report(&error, lang).into(),
    }
}
