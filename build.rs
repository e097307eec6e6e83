//! Reads the rule packs under `rules/` while the program is built, so that it need not each time it starts.
//!
//! What comes out is each pack's tree as `src/rules/node.rs` reads it, laid out flat: a byte for the kind,
//! the span, then the text or the number of children and the children. `src/rules/embedded.rs` reads it back.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "the modules are those of the library, which uses more of them"
)]

#[path = "src/rules/errors.rs"]
mod errors;
#[path = "src/rules/node.rs"]
mod node;
#[path = "src/rules/suggest.rs"]
mod suggest;

use node::{Node, Value};
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/rules/node.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    let folder = std::fs::read_dir("rules").expect("the packs stand in rules/");
    for entry in folder {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|e| e == "yaml") {
            let name = path.file_stem().expect("a file has a name").to_owned();
            std::fs::write(out.join(name).with_extension("tree"), tree(&path)).expect("the tree is written");
        }
    }
}

fn tree(path: &Path) -> Vec<u8> {
    let text = std::fs::read_to_string(path).expect("a pack is a text");
    let name = path.display().to_string();
    let mut sink = errors::Sink::new(&name, &text);
    let mut out = Vec::new();
    match node::parse(&text, &mut sink) {
        Some(root) => write(&root, &mut out),
        None => panic!("{}", errors::LoadErrors(sink.errors)),
    }
    out
}

fn write(node: &Node, out: &mut Vec<u8>) {
    let number = |n: usize, out: &mut Vec<u8>| {
        out.extend(u32::try_from(n).expect("packs are small").to_le_bytes());
    };
    let kind = match &node.value {
        Value::Null => 0,
        Value::Scalar(_) => 1,
        Value::Seq(_) => 2,
        Value::Map(_) => 3,
    };
    out.push(kind);
    number(node.span.start, out);
    number(node.span.end, out);
    match &node.value {
        Value::Null => {}
        Value::Scalar(text) => {
            number(text.len(), out);
            out.extend(text.as_bytes());
        }
        Value::Seq(items) => {
            number(items.len(), out);
            items.iter().for_each(|item| write(item, out));
        }
        Value::Map(entries) => {
            number(entries.len(), out);
            for (key, value) in entries {
                write(key, out);
                write(value, out);
            }
        }
    }
}
