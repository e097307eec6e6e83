//! `fixtures/cases`: one folder per case, an input and the blessed article and findings.

use crate::support::bless::Blessed;
use crate::support::command::copydesk;
use crate::support::{files, root};

#[test]
fn cases_give_what_is_blessed() {
    let mut blessed = Blessed::default();
    for input in files("fixtures/cases", &["/input.txt", "/input.md", "/input.html"]) {
        let folder = input.parent().expect("cases stand in folders");
        let here = folder.strip_prefix(root()).expect("inside").to_str().expect("UTF-8");
        let name = input.file_name().and_then(|n| n.to_str()).expect("UTF-8");
        let run = copydesk(here, &["clean", "--quiet", "--output-format", "full", name]);
        assert_ne!(run.code, Some(101), "{here} panicked: {}", run.stderr);
        blessed.check(&folder.join("expected.yaml"), &run.stdout);
        blessed.check(&folder.join("diagnostics.txt"), &run.stderr);
    }
    blessed.finish();
}

#[test]
fn every_case_has_an_input() {
    let inputs = files("fixtures/cases", &["/input.txt", "/input.md", "/input.html"]).len();
    assert!(inputs >= 30, "only {inputs} cases found");
    assert_eq!(files("fixtures/cases", &["/expected.yaml"]).len(), inputs);
}
