//! What the command line accepts. Parsed once; every command gets its own, complete struct.

use crate::model::Media;
use crate::report::Format as Findings;
use clap::builder::{RangedU64ValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns scraped or about-to-be-published articles into text an editor would sign.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Decode, repair, strip and check; write clean YAML and print diagnostics
    Clean(Clean),
    /// The same pipeline without output: diagnostics and an exit code
    Check(Check),
    /// Repair mojibake alone: bytes in, UTF-8 text out, layout untouched
    Fix(Fix),
    /// JSON Lines in, JSON Lines out, record for record, in order
    Pipe(Pipe),
    /// Make a page for reviewing what clean or check found
    Report(Review),
    /// Learn which lines the pages of a site have in common
    Sites(Sites),
    /// Say why a diagnostic exists, with good and bad examples
    Explain(Explain),
    /// List rules, or test their examples
    Rules(Rules),
    /// Write a commented project file to begin with
    Init(Init),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// More threads than any machine has processors are a slip.
fn threads() -> impl TypedValueParser<Value = usize> {
    RangedU64ValueParser::<usize>::new().range(0..=1024)
}

/// Inputs, and how to read them.
#[derive(Args, Debug, Clone)]
pub(crate) struct Input {
    /// Files and folders; `-`, or nothing with a pipe, is standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What kind of document the inputs are, instead of finding out
    #[arg(long, value_enum)]
    pub(crate) media: Option<MediaArg>,
    /// The inputs' encoding (a WHATWG label, or Python's name for it), instead of finding out
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// Walk into hidden files and folders too
    #[arg(long)]
    pub(crate) hidden: bool,
    /// Do not respect .gitignore and .copydeskignore
    #[arg(long)]
    pub(crate) no_ignore: bool,
}

/// Rules, and how much they matter.
#[derive(Args, Debug, Clone)]
pub(crate) struct RuleArgs {
    /// Load a further rule pack: a file, or `corpus`, which comes with the program
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    /// Refuse guesses: repair only what the bytes determine
    #[arg(long)]
    pub(crate) certain_only: bool,
}

impl RuleArgs {
    /// Whether anything is said of rules or of where they stand.
    pub(crate) fn is_given(&self) -> bool {
        !self.packs.is_empty() || self.project.config.is_some() || self.project.no_config
    }
}

/// Where settings come from.
#[derive(Args, Debug, Clone)]
pub(crate) struct ProjectArgs {
    /// Take this project file for all inputs, instead of the nearest copydesk.yaml above each
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    /// Read no project file
    #[arg(long)]
    pub(crate) no_config: bool,
}

/// Which findings count.
#[derive(Args, Debug, Clone)]
pub(crate) struct Known {
    /// Do not report the findings this file holds
    #[arg(long, value_name = "FILE", conflicts_with = "update_baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all findings into this file, for --baseline
    #[arg(long, value_name = "FILE")]
    pub(crate) update_baseline: Option<PathBuf>,
    /// Only files that differ from this git revision
    #[arg(long, value_name = "REV")]
    pub(crate) changed_since: Option<String>,
}

/// How findings are shown.
#[derive(Args, Debug, Clone)]
pub(crate) struct Report {
    /// Formats of the findings; several may be asked for [default: full on a terminal, else concise]
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',')]
    pub(crate) output_format: Vec<Findings>,
    /// Where findings go, one for each --output-format in order; the rest go to the terminal
    #[arg(long, value_name = "FILE", value_delimiter = ',')]
    pub(crate) output_file: Vec<PathBuf>,
    /// Exit with 1 at a finding of this severity or above [default: error for check, never otherwise]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
}

/// What every command over documents shares.
#[derive(Args, Debug, Clone)]
pub(crate) struct Running {
    /// Number of threads; 0 takes one per processor
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads())]
    pub(crate) threads: usize,
    /// Print findings and errors only, no closing line, no progress
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Colour
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

#[derive(Args, Debug)]
pub(crate) struct Clean {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Write into this folder, mirroring the input tree, instead of standard output
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// What is written
    #[arg(long, value_enum, default_value_t = CleanFormat::Yaml)]
    pub(crate) format: CleanFormat,
    /// Do not remove what this rule would, such as boilerplate/related; may be given several times
    #[arg(long, value_name = "RULE")]
    pub(crate) keep: Vec<String>,
    /// First learn which lines the documents of each folder have in common, then remove them too
    #[arg(long, conflicts_with = "site_profile")]
    pub(crate) sites: bool,
    /// Remove the lines that `copydesk sites learn` found in common, too
    #[arg(long, value_name = "FILE")]
    pub(crate) site_profile: Option<PathBuf>,
    /// Say what becomes of the blocks at this line of the one input, and why; write nothing
    #[arg(long, value_name = "LINE", conflicts_with_all = ["output", "sites"])]
    pub(crate) explain_block: Option<usize>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) report: Report,
    #[command(flatten)]
    pub(crate) running: Running,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[command(flatten)]
    pub(crate) known: Known,
    #[command(flatten)]
    pub(crate) report: Report,
    #[command(flatten)]
    pub(crate) running: Running,
}

#[derive(Args, Debug)]
pub(crate) struct Fix {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Write into this folder, mirroring names unchanged, instead of standard output
    #[arg(short, long, value_name = "DIR", conflicts_with_all = ["in_place", "diff", "explain"])]
    pub(crate) output: Option<PathBuf>,
    /// Change the files themselves
    #[arg(long, conflicts_with_all = ["diff", "explain"])]
    pub(crate) in_place: bool,
    /// Show what would change as a unified diff; write nothing
    #[arg(long, conflicts_with = "explain")]
    pub(crate) diff: bool,
    /// Make the safe replacements of the rules, too: of all, or of these packs
    #[arg(long, value_name = "PACK", num_args = 0.., require_equals = true, value_delimiter = ',')]
    pub(crate) rules: Option<Vec<PathBuf>>,
    /// With --rules: make unsafe replacements and insertions as well; read what they did
    #[arg(long = "unsafe", requires = "rules")]
    pub(crate) is_unsafe: bool,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    /// List each repair with its rule, place and certainty; write nothing
    #[arg(long)]
    pub(crate) explain: bool,
    /// Refuse guesses: repair only what the bytes determine
    #[arg(long)]
    pub(crate) certain_only: bool,
    /// The encoding the text was wrongly read as (such as windows-1251): undo that alone, on less evidence
    #[arg(long, value_name = "LABEL")]
    pub(crate) from: Option<String>,
    #[command(flatten)]
    pub(crate) report: Report,
    #[command(flatten)]
    pub(crate) running: Running,
}

#[derive(Args, Debug)]
pub(crate) struct Review {
    /// What `clean` wrote (a folder, YAML or JSON Lines) or what `check --output-format json` or jsonl printed
    #[arg(value_name = "RESULTS", required = true)]
    pub(crate) results: Vec<PathBuf>,
    /// Write the page to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Pipe {
    /// What is done to each record
    #[arg(long, value_enum)]
    pub(crate) stage: Stage,
    /// The field holding the text
    #[arg(long, value_name = "NAME", default_value = "text")]
    pub(crate) field: String,
    /// What kind of document the texts are, instead of finding out
    #[arg(long, value_enum)]
    pub(crate) media: Option<MediaArg>,
    /// Remove the lines that `copydesk sites learn` found in common, too; a record's `host` or `url` says
    /// which site it is from
    #[arg(long, value_name = "FILE")]
    pub(crate) site_profile: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    /// Number of threads; 0 takes one per processor
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads())]
    pub(crate) threads: usize,
}

#[derive(Args, Debug)]
pub(crate) struct Init {
    /// The folder it is written into
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// Overwrite the one that is there
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Sites {
    #[command(subcommand)]
    pub(crate) action: SitesAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SitesAction {
    /// Count the lines of each folder's documents and write those that recur as a profile
    Learn {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        project: ProjectArgs,
        /// Write the profile here instead of to standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Number of threads; 0 takes one per processor
        #[arg(long, value_name = "N", default_value_t = 0, value_parser = threads())]
        threads: usize,
    },
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A code such as `mojibake/ambiguous`, or its name alone (`ambiguous`)
    pub(crate) code: String,
    /// Load a further rule pack: a file, or `corpus`, which comes with the program
    #[arg(long = "rules", value_name = "FILE")]
    pub(crate) packs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

#[derive(Args, Debug)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesAction {
    /// List every rule that applies here, its severity and what it does
    List {
        /// Packs to list instead of those that apply here
        packs: Vec<PathBuf>,
        #[command(flatten)]
        project: ProjectArgs,
    },
    /// Print the JSON Schema of rule packs, which editors complete from
    Schema {
        /// Of copydesk.yaml instead, naming the rules and lists of these packs as well
        #[arg(long)]
        project: bool,
        /// Packs named besides the embedded ones
        #[arg(requires = "project")]
        packs: Vec<PathBuf>,
    },
    /// Run every rule's own examples
    Test {
        /// Packs to test instead of the embedded ones and those that the project file here names
        packs: Vec<PathBuf>,
        #[command(flatten)]
        project: ProjectArgs,
        /// Damage the good examples too, in every way a rule guards against
        #[arg(long)]
        mutate: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// Repair the text
    Fix,
    /// Clean the article
    Clean,
    /// Add diagnostics
    Check,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CleanFormat {
    /// One YAML document per article
    Yaml,
    /// One JSON object per line and article
    Jsonl,
    /// Plain text
    Text,
    /// Markdown
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// At errors
    Error,
    /// At warnings and errors
    Warning,
    /// At any finding
    Info,
    /// At none
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MediaArg {
    /// Plain text
    #[value(alias = "plain", alias = "text/plain")]
    Text,
    /// Markdown
    #[value(alias = "md", alias = "text/markdown")]
    Markdown,
    /// HTML
    #[value(alias = "text/html")]
    Html,
}

impl From<MediaArg> for Media {
    fn from(arg: MediaArg) -> Self {
        match arg {
            MediaArg::Text => Self::Plain,
            MediaArg::Markdown => Self::Markdown,
            MediaArg::Html => Self::Html,
        }
    }
}
