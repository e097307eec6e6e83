//! The packs that come with the program. A new file is a new line here; a large pack may stand in several.

use super::node::{Node, Value};

/// A pack read when the program was built.
pub(super) struct Embedded {
    /// The file it came from.
    pub(super) file: &'static str,
    /// What is in it.
    pub(super) text: &'static str,
    /// The same as a tree, as `build.rs` lays it out.
    tree: &'static [u8],
}

macro_rules! pack {
    ($name:literal) => {
        Embedded {
            file: concat!("rules/", $name, ".yaml"),
            text: include_str!(concat!("../../rules/", $name, ".yaml")),
            tree: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".tree")),
        }
    };
}

/// The packs, in the order their rules apply.
pub(super) const PACKS: &[Embedded] = &[
    pack!("boilerplate-readers"),
    pack!("boilerplate"),
    pack!("boilerplate-lists"),
    pack!("boilerplate-site"),
    pack!("boilerplate-menus"),
    pack!("boilerplate-about"),
    pack!("boilerplate-notes"),
    pack!("boilerplate-entries"),
    pack!("disclosure-sources"),
    pack!("disclosure-wording"),
    pack!("disclosure"),
    pack!("disclosure-money"),
    pack!("disclosure-origin"),
    pack!("structure"),
    pack!("text"),
];

/// Packs that apply only where they are asked for by name.
pub(super) const OPTIONAL: &[Embedded] = &[pack!("corpus")];

impl Embedded {
    /// The name of its file; those of a pack in several files begin with the name of the pack.
    pub(super) fn name(&self) -> &'static str {
        self.file.trim_start_matches("rules/").trim_end_matches(".yaml")
    }

    /// The tree; `None` where the bytes are not what `build.rs` writes.
    pub(super) fn tree(&self) -> Option<Node> {
        Reader { rest: self.tree }.node()
    }
}

struct Reader {
    rest: &'static [u8],
}

impl Reader {
    fn node(&mut self) -> Option<Node> {
        let kind = self.take(1)?[0];
        let span = self.number()?..self.number()?;
        let value = match kind {
            0 => Value::Null,
            1 => {
                let len = self.number()?;
                Value::Scalar(std::str::from_utf8(self.take(len)?).ok()?.to_owned())
            }
            2 => {
                let count = self.number()?;
                Value::Seq((0..count).map(|_| self.node()).collect::<Option<_>>()?)
            }
            _ => {
                let count = self.number()?;
                Value::Map((0..count).map(|_| Some((self.node()?, self.node()?))).collect::<Option<_>>()?)
            }
        };
        Some(Node { span, value })
    }

    fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    fn take(&mut self, len: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::PACKS;
    use crate::rules::errors::Sink;
    use crate::rules::node;

    #[test]
    fn the_trees_are_those_of_the_files() {
        for pack in PACKS {
            let mut sink = Sink::new(pack.file, pack.text);
            let read = node::parse(pack.text, &mut sink);
            assert_eq!(format!("{read:?}"), format!("{:?}", pack.tree()), "{}", pack.file);
        }
    }
}
