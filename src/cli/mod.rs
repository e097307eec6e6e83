//! The command line: arguments in, files and exit code out.

mod args;
mod articles;
mod baseline;
mod changed;
mod explain;
mod fix;
mod init;
mod own;
mod packs;
mod pipe;
mod places;
mod progress;
mod projects;
mod review;
mod rules;
mod session;
mod sites;
mod streams;
mod values;

use crate::batch::{Fault, explain_io};
use crate::report::visible;
use args::{Cli, Color, Command};
use clap::{CommandFactory as _, Parser as _};
use std::io::Write as _;
use std::process::ExitCode;

/// Nothing at or above the bar.
const CLEAN: u8 = 0;
/// A finding at or above `--fail-on`.
const FOUND: u8 = 1;
/// Usage, configuration, a rule pack that does not load, an input not read, an output not written.
const FAULT: u8 = 2;

/// Why a command ended before its work was done.
#[derive(Debug)]
enum Stop {
    /// Something the user must put right; the message says what.
    Fault(String),
    /// Nobody reads the output any more (`| head`): no error, no message.
    Unread,
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Unread,
            _ => Self::Fault(format!("output could not be written: {}", explain_io(&error))),
        }
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault.to_string())
    }
}

/// Runs the command.
#[must_use]
pub fn main() -> ExitCode {
    // Panics are caught where they happen and told as errors; the hook's own message would double them.
    crate::batch::quiet_panics();
    let outcome = crate::batch::guard(|| match Cli::try_parse() {
        Ok(cli) => run(cli.command),
        Err(usage) => Ok(print_usage(&usage)),
    });
    let code = match outcome {
        Ok(Ok(code)) => code,
        Ok(Err(Stop::Unread)) => CLEAN,
        Ok(Err(Stop::Fault(message))) | Err(message) => {
            // Line by line: messages about rules have several, and names of files can hold anything.
            for line in format!("copydesk: {message}").split('\n') {
                let _ = writeln!(std::io::stderr(), "{}", visible(line));
            }
            FAULT
        }
    };
    ExitCode::from(code)
}

/// Prints help, the version, or what is wrong with the arguments.
fn print_usage(usage: &clap::Error) -> u8 {
    let _ = usage.print();
    if usage.use_stderr() { FAULT } else { CLEAN }
}

fn run(command: Command) -> Result<u8, Stop> {
    match command {
        Command::Clean(args) => articles::clean(&args),
        Command::Check(args) => articles::check(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Pipe(args) => pipe::run(&args),
        Command::Report(args) => review::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Sites(args) => sites::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Completions { shell } => {
            // It panics where it cannot write.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "copydesk", &mut script);
            std::io::stdout().write_all(&script)?;
            std::io::stdout().flush()?;
            Ok(CLEAN)
        }
        Command::Man => {
            std::io::stdout().write_all(&manual()?)?;
            std::io::stdout().flush()?;
            Ok(CLEAN)
        }
    }
}

/// One page: the command, then each of its subcommands with all options.
fn manual() -> std::io::Result<Vec<u8>> {
    let mut top = Cli::command();
    top.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(top.clone()).render(&mut page)?;
    let below = |command: &clap::Command| -> Vec<clap::Command> {
        let mut all: Vec<_> = command.get_subcommands().filter(|c| c.get_name() != "help").cloned().collect();
        all.reverse();
        all
    };
    let mut open = below(&top);
    while let Some(command) = open.pop() {
        let mut part = Vec::new();
        let man = clap_mangen::Man::new(command.clone());
        man.render_synopsis_section(&mut part)?;
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
        writeln!(page, ".SH \"{name}\"")?;
        page.extend(String::from_utf8_lossy(&part).replace(".SH ", ".SS ").bytes());
        open.extend(below(&command));
    }
    Ok(page)
}

/// Whether a stream takes colour.
fn takes_colour(color: Color, is_terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    }
}
