//! One record: read no further than needed, answered by splicing, so that all else stays byte for byte.

use super::base64;
use crate::cli::projects::Projects;
use crate::decode::Hints;
use crate::desk::{self, Desk};
use crate::emit;
use crate::json::one_line;
use crate::model::{Edited, Media};
use crate::repair::Options;
use crate::sites;
use serde::Deserializer as _;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::ops::Range;

/// What is done to each record.
pub(super) struct Job {
    pub(super) work: Work,
    pub(super) field: String,
    pub(super) media: Option<Media>,
}

/// A stage, with what it needs.
pub(super) enum Work {
    Fix(Options),
    Clean(Projects),
    Check(Projects),
}

impl Job {
    /// The answer to one line, without terminator, or what is wrong with it.
    pub(super) fn answer<'l>(&self, line: &'l [u8]) -> Result<Cow<'l, [u8]>, String> {
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        let record = Record::parse(line)?;
        match &self.work {
            Work::Fix(options) => self.fix(line, &record, options),
            Work::Clean(desk) => {
                let edited = self.edit(&record, desk)?;
                let text = emit::text(&edited);
                let text = json(text.strip_suffix('\n').unwrap_or(&text))?;
                let article = json(&emit::article(&edited))?;
                Ok(Cow::Owned(record.with(line, &[(&self.field, text), ("article", article)])))
            }
            Work::Check(desk) => {
                let edited = self.edit(&record, desk)?;
                let diagnostics = json(&emit::findings(&edited))?;
                Ok(Cow::Owned(record.with(line, &[("diagnostics", diagnostics)])))
            }
        }
    }

    fn fix<'l>(
        &self,
        line: &'l [u8],
        record: &Record<'l>,
        options: &Options,
    ) -> Result<Cow<'l, [u8]>, String> {
        let (name, text) = match content(record, &self.field)? {
            Content::Text(name, text, _) => (name, text),
            Content::Bytes(bytes) => {
                let (decoding, _) = crate::decode::text(bytes, &Hints::default()).map_err(|e| e.message)?;
                let (fixed, _) = desk::fix(&decoding.text, options);
                return Ok(Cow::Owned(record.with(line, &[(&self.field, json(&*fixed)?)])));
            }
        };
        Ok(match desk::fix(&text, options).0 {
            Cow::Borrowed(_) => Cow::Borrowed(line),
            Cow::Owned(fixed) => Cow::Owned(record.with(line, &[(name, json(&fixed)?)])),
        })
    }

    fn edit(&self, record: &Record<'_>, desk: &Projects) -> Result<Edited, String> {
        let name = record.name();
        edit(record, (&name, &name), &self.field, self.media, &desk.desk(&name))
    }
}

/// Edits the document in one line of JSON of a stream; `name` makes its name from the record's id.
pub(in crate::cli) fn edit_line(
    line: &[u8],
    desk: &Desk,
    media: Option<Media>,
    stream: &str,
    name: impl FnOnce(&str) -> String,
) -> Result<Edited, String> {
    let record = Record::parse(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line))?;
    edit(&record, (&name(&record.name()), stream), "text", media, desk)
}

/// `place` tells the site where the record does not.
fn edit(
    record: &Record<'_>,
    (name, place): (&str, &str),
    field: &str,
    media: Option<Media>,
    desk: &Desk,
) -> Result<Edited, String> {
    let site = record.site(place);
    match content(record, field)? {
        Content::Text(_, text, own) => Ok(desk.edit_text_from(&site, name, text.into_owned(), media.or(own))),
        Content::Bytes(bytes) => {
            let hints = Hints { media, ..Hints::default() };
            desk.edit_from(&site, name, bytes, &hints).map_err(|e| e.message)
        }
    }
}

/// Changes the text or HTML in one line of JSON and nothing else of it; `change` gets the record's name, its
/// text and the kind the field says, and gives the new text where it is another.
pub(in crate::cli) fn fix_line<'l>(
    line: &'l [u8],
    change: impl FnOnce(&str, &str, Option<Media>) -> Option<String>,
) -> Result<Cow<'l, [u8]>, String> {
    let record = Record::parse(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line))?;
    let Content::Text(field, text, media) = content(&record, "text")? else {
        return Err("holds `bytes`, no text; `copydesk pipe --stage fix` answers it with its text".to_owned());
    };
    Ok(match change(&record.name(), &text, media) {
        None => Cow::Borrowed(line),
        Some(text) => one_line(Cow::Owned(record.with(line, &[(field, json(&text)?)]))),
    })
}

/// The site of the document in one line of JSON, and what it teaches of it.
pub(in crate::cli) fn texts_line(
    line: &[u8],
    desk: &Desk,
    media: Option<Media>,
    stream: &str,
) -> Result<(String, Vec<String>), String> {
    let record = Record::parse(line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line))?;
    let texts = match content(&record, "text")? {
        Content::Text(_, text, own) => desk.texts_of(stream, text.into_owned(), media.or(own)),
        Content::Bytes(bytes) => {
            desk.texts(stream, bytes, &Hints { media, ..Hints::default() }).map_err(|e| e.message)?
        }
    };
    Ok((record.site(stream), texts))
}

/// The document a record holds: its text, else its HTML, else its bytes.
fn content<'r>(record: &Record<'r>, field: &'r str) -> Result<Content<'r>, String> {
    if let Some(raw) = record.get(field) {
        return Ok(Content::Text(field, string(raw, field)?, None));
    }
    if let Some(raw) = record.get("html") {
        return Ok(Content::Text("html", string(raw, "html")?, Some(Media::Html)));
    }
    if let Some(raw) = record.get("bytes") {
        let bytes = base64::decode(&string(raw, "bytes")?).ok_or("field `bytes`: not base64")?;
        return Ok(Content::Bytes(bytes));
    }
    Err(format!("no field `{field}`, `html` or `bytes`; `copydesk pipe --field NAME` takes another"))
}

enum Content<'r> {
    /// The field it stands in, and its kind where the field says so.
    Text(&'r str, Cow<'r, str>, Option<Media>),
    Bytes(Vec<u8>),
}

/// The fields of a record, in order, their values unread.
struct Record<'l>(Vec<(Cow<'l, str>, &'l RawValue)>);

impl<'l> Record<'l> {
    fn parse(line: &'l [u8]) -> Result<Self, String> {
        let mut reader = serde_json::Deserializer::from_slice(line);
        let record = reader.deserialize_map(Fields).map_err(|e| not_a_record(line, &e))?;
        reader.end().map_err(|e| not_a_record(line, &e))?;
        Ok(record)
    }

    fn get(&self, name: &str) -> Option<&'l RawValue> {
        self.0.iter().rev().find(|(n, _)| n == name).map(|(_, value)| *value)
    }

    /// What diagnostics and the article call the document.
    fn name(&self) -> String {
        let id = self.get("id").map_or("", |raw| raw.get());
        serde_json::from_str::<String>(id).unwrap_or_else(|_| id.to_owned())
    }

    /// The site it says it is from: its `host`, or that of its `url` or id; else what `place` tells.
    fn site(&self, place: &str) -> String {
        let string = |field| self.get(field).and_then(|raw| string(raw, field).ok());
        let own = string("host").filter(|host| !host.is_empty());
        let own = own.map(|host| host.strip_prefix("www.").unwrap_or(&host).to_owned());
        let of = |field| string(field).and_then(|address| sites::host(&address).map(str::to_owned));
        own.or_else(|| of("url")).or_else(|| of("id")).unwrap_or_else(|| sites::site_of(place).to_owned())
    }

    /// The line with some fields set, in their old place or at the end; the rest byte for byte.
    fn with(&self, line: &[u8], fields: &[(&str, String)]) -> Vec<u8> {
        let mut splices: Vec<(Range<usize>, &str)> = Vec::new();
        let mut added = String::new();
        for (name, value) in fields {
            match self.get(name) {
                Some(raw) => splices.push((place(line, raw), value)),
                None => {
                    let comma = if self.0.is_empty() && added.is_empty() { "" } else { "," };
                    let name = serde_json::Value::from(*name);
                    added.push_str(&format!("{comma}{name}:{value}"));
                }
            }
        }
        let end = line.iter().rposition(|&b| b == b'}').unwrap_or(line.len());
        splices.push((end..end, &added));
        splices.sort_by_key(|(range, _)| range.start);
        let mut out = Vec::with_capacity(line.len() + splices.iter().map(|(_, s)| s.len()).sum::<usize>());
        let mut done = 0;
        for (range, value) in splices {
            out.extend_from_slice(&line[done..range.start]);
            out.extend_from_slice(value.as_bytes());
            done = range.end;
        }
        out.extend_from_slice(&line[done..]);
        out
    }
}

/// Where a raw value, borrowed from the line, stands in it.
fn place(line: &[u8], raw: &RawValue) -> Range<usize> {
    let start = raw.get().as_ptr() as usize - line.as_ptr() as usize;
    start..start + raw.get().len()
}

struct Fields;

impl<'l> Visitor<'l> for Fields {
    type Value = Record<'l>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::with_capacity(4);
        while let Some(Name(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Record(fields))
    }
}

/// A field's name, borrowed where it holds no escape.
struct Name<'l>(Cow<'l, str>);

impl<'l> serde::Deserialize<'l> for Name<'l> {
    fn deserialize<D: serde::Deserializer<'l>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'l> Visitor<'l> for Names {
            type Value = Name<'l>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a field name")
            }
            fn visit_borrowed_str<E>(self, name: &'l str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(name)))
            }
            fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(Names)
    }
}

/// A string value, borrowed from the line where it holds no escape.
fn string<'l>(raw: &'l RawValue, field: &str) -> Result<Cow<'l, str>, String> {
    let json = raw.get();
    if let Some(inner) = json.strip_prefix('"').and_then(|s| s.strip_suffix('"'))
        && memchr::memchr(b'\\', inner.as_bytes()).is_none()
    {
        return Ok(Cow::Borrowed(inner));
    }
    serde_json::from_str::<String>(json).map(Cow::Owned).map_err(|e| {
        let kind = if json.starts_with('"') { e.to_string() } else { "not a string".into() };
        format!("field `{field}`: {kind}")
    })
}

fn json(value: &(impl serde::Serialize + ?Sized)) -> Result<String, String> {
    serde_json::to_string(value).map_err(|e| e.to_string())
}

fn not_a_record(line: &[u8], error: &serde_json::Error) -> String {
    if line.iter().all(u8::is_ascii_whitespace) {
        return "an empty line; every line must be a JSON object".into();
    }
    if std::str::from_utf8(line).is_err() {
        return "not UTF-8; JSON Lines must be, put other encodings into `bytes` as base64".into();
    }
    format!("not a JSON object: {error}")
}

/// The answer to a bad record: its id, where one can be read, and what is wrong.
pub(super) fn error(line: &[u8], message: &str) -> Vec<u8> {
    let record = Record::parse(line).ok();
    let id = record.as_ref().and_then(|r| r.get("id")).map_or("null", |raw| raw.get());
    format!("{{\"id\":{id},\"error\":{}}}", serde_json::Value::from(message)).into_bytes()
}
