//! Names that never meet, and panics that stay where they are.

use super::{Input, Mirror, Workers, guard, plan};
use std::path::{Path, PathBuf};

fn input(place: &str) -> Input {
    Input { name: place.into(), path: Some(place.into()), place: place.into(), size: 1 }
}

#[track_caller]
fn check(places: &[&str], mirror: Mirror, expected: &[&str]) {
    let inputs: Vec<Input> = places.iter().map(|p| input(p)).collect();
    let expected: Vec<PathBuf> = expected.iter().map(|e| Path::new("out").join(e)).collect();
    assert_eq!(plan(&inputs, Path::new("out"), mirror), expected);
}

#[test]
fn outputs_mirror_inputs() {
    let yaml = Mirror::Extension("yaml");
    check(&["a/b.txt", "c.html", "d"], yaml, &["a/b.yaml", "c.yaml", "d.yaml"]);
    check(&["a/b.txt.gz", "v1.2 notes.txt"], yaml, &["a/b.yaml", "v1.2 notes.yaml"]);
    check(&["a/b.txt", "c.html.gz"], Mirror::Same, &["a/b.txt", "c.html"]);
}

#[test]
fn outputs_that_would_meet_are_told_apart() {
    let yaml = Mirror::Extension("yaml");
    check(&["b.html", "b.txt"], yaml, &["b.html.yaml", "b.txt.yaml"]);
    check(&["b.txt", "b.html"], yaml, &["b.txt.yaml", "b.html.yaml"]);
    // The long name of one is the short name of another.
    check(&["b.html", "b.html.md", "b.txt"], yaml, &["b.html-2.yaml", "b.html.yaml", "b.txt.yaml"]);
    // Two folders named on the command line may hold the same names.
    check(&["b.txt", "b.txt"], yaml, &["b.txt.yaml", "b.txt-2.yaml"]);
    check(&["b.txt", "b.txt.gz"], Mirror::Same, &["b.txt", "b.txt.gz"]);
    // A file and a folder.
    check(&["b.txt", "b.yaml/x.txt"], yaml, &["b.txt.yaml", "b.yaml/x.yaml"]);
    check(
        &["b.html", "b.txt", "b.txt.yaml/x.txt"],
        yaml,
        &["b.html.yaml", "b.txt-2.yaml", "b.txt.yaml/x.yaml"],
    );
    check(&["b.txt.gz", "b.txt/x.txt"], Mirror::Same, &["b.txt.gz", "b.txt/x.txt"]);
}

#[test]
fn answers_come_in_order_for_any_number_of_threads() {
    let inputs: Vec<Input> = (0..2500).map(|n| input(&n.to_string())).collect();
    for threads in [1, 2, 7] {
        let mut seen = Vec::new();
        let done = Workers::new(threads).in_order(
            &inputs,
            |n, input| (n, input.name.clone()),
            |_, (n, name)| {
                seen.push(name);
                if n == 2400 { Err(()) } else { Ok(()) }
            },
        );
        assert_eq!(done, Err(()));
        assert_eq!(seen, (0..=2400).map(|n: i32| n.to_string()).collect::<Vec<_>>());
    }
}

#[test]
fn a_panic_is_an_error_of_its_own_document() {
    assert_eq!(guard(|| 1), Ok(1));
    let broken = guard(|| -> i32 { panic!("no {}", "good") });
    assert_eq!(broken, Err("internal error, please report it: no good".into()));
}
