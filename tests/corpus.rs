//! `fixtures/cases`: one folder per case, an input and the blessed article; all findings in one file.

use crate::support::bless::Blessed;
use crate::support::command::{arg, clean_into};
use crate::support::known::Known;
use crate::support::{files, read, root};

const INPUTS: &[&str] = &["/input.txt", "/input.md", "/input.html"];

#[test]
fn cases_give_what_is_blessed() {
    let out = tempfile::tempdir().expect("a temporary folder can be made");
    let findings = out.path().join("findings");
    let report = ["--output-format", "full", "--color", "never", "--output-file", arg(&findings)];
    clean_into(out.path(), &["fixtures/cases"], &report);
    let mut blessed = Blessed::new();
    for input in files("fixtures/cases", INPUTS) {
        let folder = input.parent().expect("cases stand in folders");
        let name = folder.file_name().expect("named");
        blessed.check(&folder.join("expected.yaml"), &read(&out.path().join(name).join("input.yaml")));
    }
    blessed.check(&root().join("fixtures/cases/findings.full"), &read(&findings));
    blessed.finish();
}

#[test]
fn every_case_has_an_input() {
    let inputs = files("fixtures/cases", INPUTS).len();
    assert!(inputs >= 30, "only {inputs} cases found");
    let unsigned = Known::load().unblessed.iter().filter(|at| at.starts_with("fixtures/cases/")).count();
    let blessed = files("fixtures/cases", &["/expected.yaml"]).len();
    assert_eq!(blessed + unsigned, inputs, "an orphan, or a case not blessed");
}
