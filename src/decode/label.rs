//! Encoding labels: what a document says about itself, and the names people use.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use regex::bytes::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A label inside a document must stand in its first bytes; the web standard says 1024, pages do worse.
const PRESCAN: usize = 4096;

/// Names that Python and data sets use and the web standard does not know, separators left out.
const ALIASES: &[(&str, &str)] = &[
    ("big5hkscs", "big5"),
    ("cp10007", "x-mac-cyrillic"),
    ("cp874", "windows-874"),
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("cp51932", "euc-jp"),
    ("cp54936", "gb18030"),
    ("cp65001", "utf-8"),
    ("eucjis2004", "euc-jp"),
    ("gb180302000", "gb18030"),
    ("iso885911", "windows-874"),
    ("latin1", "windows-1252"),
    ("latin2", "iso-8859-2"),
    ("maccyrillic", "x-mac-cyrillic"),
    ("macroman", "macintosh"),
    ("ms932", "shift_jis"),
    ("ms949", "euc-kr"),
    ("sjis", "shift_jis"),
    ("thai", "windows-874"),
    ("tis620", "windows-874"),
    ("u8", "utf-8"),
    ("uhc", "euc-kr"),
    ("utf8bom", "utf-8"),
    ("utf8sig", "utf-8"),
];

/// Whether a label names an encoding known here.
#[must_use]
pub fn is_label(label: &str) -> bool {
    encoding(label).is_some()
}

/// The web standard's name of the encoding a label names.
#[must_use]
pub fn canonical(label: &str) -> Option<&'static str> {
    encoding(label).map(Encoding::name)
}

/// The encoding a label names: the web standard's labels, then Python's spellings, then other names.
pub(super) fn encoding(label: &str) -> Option<&'static Encoding> {
    let known = |label: &str| Encoding::for_label_no_replacement(label.as_bytes());
    if let Some(encoding) = known(label).or_else(|| known(&label.replace('_', "-"))) {
        return Some(encoding);
    }
    let bare: String = label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let alias = ALIASES.iter().find(|(name, _)| *name == bare)?;
    known(alias.1)
}

/// A label a document carries.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Declared {
    /// Where the label stands.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) label: String,
    /// The encoding it names, if it names one.
    pub(super) encoding: Option<&'static Encoding>,
}

/// The label a document carries in its first bytes: in markup, in front matter, or for an editor.
pub(super) fn declared(bytes: &[u8]) -> Option<Declared> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let body = head.trim_ascii_start();
    if body.starts_with(b"<") {
        return find(&META, head).or_else(|| find(&XML, head)).map(as_markup);
    }
    if body.starts_with(b"---") {
        return find(&FRONT_MATTER, front_matter(head));
    }
    find(&EDITOR, first_lines(head, 2))
}

static META: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i-u)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.()\-]+)"#).ok());
static XML: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?-u)^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9_.\-]+)"#).ok());
static FRONT_MATTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?im-u)^(?:encoding|charset)\s*:\s*["']?([a-z0-9_.\-]+)["']?\s*\r?$"#).ok()
});
static EDITOR: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?:-\*-.*?coding\s*:|\bvim?:.*?fileencoding\s*=)\s*([a-z0-9_.\-]+)").ok()
});

fn find(pattern: &LazyLock<Option<Regex>>, bytes: &[u8]) -> Option<Declared> {
    // Most documents declare nothing, and need no compiled pattern to say so.
    if !["charset", "coding"].iter().any(|word| holds(bytes, word)) {
        return None;
    }
    let label = LazyLock::force(pattern).as_ref()?.captures(bytes)?.get(1)?;
    let name = String::from_utf8_lossy(label.as_bytes()).into_owned();
    Some(Declared { range: label.range(), encoding: encoding(&name), label: name })
}

/// Whether the word is there in lower, upper or title case.
fn holds(bytes: &[u8], word: &str) -> bool {
    let tail = &word.as_bytes()[1..];
    [tail, &tail.to_ascii_uppercase()].iter().any(|w| memchr::memmem::find(bytes, w).is_some())
}

/// In markup read as ASCII, a label for UTF-16 cannot be true; the standard reads it as UTF-8.
fn as_markup(declared: Declared) -> Declared {
    let encoding = match declared.encoding {
        Some(e) if e == UTF_16LE || e == UTF_16BE => Some(UTF_8),
        Some(e) if e == X_USER_DEFINED => Some(WINDOWS_1252),
        other => other,
    };
    Declared { encoding, ..declared }
}

/// The front matter, up to its closing line.
fn front_matter(head: &[u8]) -> &[u8] {
    let end = memchr::memmem::find_iter(head, b"\n---").next();
    &head[..end.unwrap_or(0)]
}

fn first_lines(head: &[u8], count: usize) -> &[u8] {
    let end = memchr::memchr_iter(b'\n', head).nth(count - 1);
    &head[..end.unwrap_or(head.len())]
}
