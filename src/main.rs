//! The `copydesk` command. Everything happens in [`copydesk::cli`].

fn main() -> std::process::ExitCode {
    copydesk::cli::main()
}
