//! The disclosure rules on labelled sentences: who owes a disclaimer, and who only talks about such sources.

use crate::support::{files, read};
use copydesk::desk::Desk;
use copydesk::model::Media;

#[test]
fn every_labelled_sentence_is_judged_as_its_label_says() {
    let desk = Desk::default();
    let mut wrong = Vec::new();
    for path in files("fixtures/disclosure", &[".txt"]) {
        let rule = format!("disclosure/{}", path.file_stem().expect("a file").to_string_lossy());
        for line in read(&path).lines().filter(|l| !l.is_empty()) {
            let (label, text) = line.split_once(' ').expect("a label and a text");
            assert!(matches!(label, "owes" | "free"), "{line}");
            let edited = desk.edit_text("case.txt", text.replace("\\n", "\n"), Some(Media::Plain));
            let reported = edited.diagnostics.iter().any(|d| d.code.as_str() == rule);
            if reported != (label == "owes") {
                wrong.push(format!("{rule}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
