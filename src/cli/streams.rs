//! Documents out of streams (JSON Lines, WARC): a window of records at a time, each a document.

use super::articles::Job;
use super::pipe::{edit_line, texts_line};
use crate::batch::{self, Fault, Input, Kind, Record};
use crate::decode::Hints;
use crate::desk::Desk;
use crate::model::Edited;
use crate::sites::site_of;
use std::path::{Path, PathBuf};

/// Longest part of a file's name that is taken from a record's own name, in characters.
const SLUG: usize = 60;

/// What one record gave: nothing where it holds no page.
pub(super) type Answer = Result<Option<(Edited, String)>, Fault>;

/// Edits one record and writes it where it goes; without a folder the document is returned.
pub(super) fn edit(job: &Job, stream: &Input, kind: Kind, folder: Option<&Path>, record: &Record) -> Answer {
    let guarded = batch::guard(|| match kind {
        Kind::Lines => line(job, stream, record),
        Kind::Warc => archived(job, stream, record),
    });
    let edited = guarded.and_then(|edited| edited).map_err(|message| fault(stream, record, message))?;
    let Some((name, edited)) = edited else { return Ok(None) };
    let path = folder.map(|folder| file(folder, record.number, &name, job.extension()));
    job.write(edited, path.as_deref()).map(Some)
}

/// What is wrong with a record.
pub(super) fn fault(stream: &Input, record: &Record, message: String) -> Fault {
    Fault::new(format!("{}#{}", stream.name, record.number), message)
}

fn line(job: &Job, stream: &Input, record: &Record) -> Result<Option<(String, Edited)>, String> {
    let mut id = String::new();
    let edited =
        edit_line(&record.bytes, &job.desk.desk(&stream.name), job.hints.media, &stream.name, |own| {
            own.clone_into(&mut id);
            shown(stream, record.number, own)
        })?;
    Ok(Some((id, edited)))
}

fn archived(job: &Job, stream: &Input, record: &Record) -> Result<Option<(String, Edited)>, String> {
    let Some(page) = batch::page(&record.bytes)? else { return Ok(None) };
    let hints = Hints { declared: page.charset, ..job.hints.clone() };
    let bytes = batch::unpacked(page.bytes)?;
    let edited =
        job.desk.edit(&shown(stream, record.number, &page.address), bytes, &hints).map_err(|e| e.message)?;
    Ok(Some((page.address, edited)))
}

/// The site of one record's document, and what it teaches of it.
pub(super) fn texts(
    desk: &Desk,
    stream: &Input,
    kind: Kind,
    hints: &Hints,
    record: &Record,
) -> Result<Option<(String, Vec<String>)>, String> {
    if kind == Kind::Lines {
        return texts_line(&record.bytes, desk, hints.media, &stream.name).map(Some);
    }
    let Some(page) = batch::page(&record.bytes)? else { return Ok(None) };
    let name = shown(stream, record.number, &page.address);
    let site = site_of(&name).to_owned();
    let hints = Hints { declared: page.charset, ..hints.clone() };
    let texts = desk.texts(&name, batch::unpacked(page.bytes)?, &hints).map_err(|e| e.message)?;
    Ok(Some((site, texts)))
}

/// What users see: the stream and the record's own name, or its number.
pub(super) fn shown(stream: &Input, number: u64, own: &str) -> String {
    if own.is_empty() { format!("{}#{number}", stream.name) } else { format!("{}#{own}", stream.name) }
}

/// A file for a record: its number makes it the only one, its name tells people what it is.
fn file(folder: &Path, number: u64, name: &str, extension: &str) -> PathBuf {
    let name = name.split_once("://").map_or(name, |(_, rest)| rest);
    let plain = |c: char| if c.is_alphanumeric() || c == '.' { c } else { '-' };
    let slug: String = name.chars().map(plain).take(SLUG).collect();
    let slug = slug.trim_matches(['-', '.']);
    let dash = if slug.is_empty() { "" } else { "-" };
    folder.join(format!("{number:06}{dash}{slug}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::Path;

    #[test]
    fn files_never_meet_and_never_leave_their_folder() {
        let table = [
            (1, "holm", "out/000001-holm.yaml"),
            (2, "holm", "out/000002-holm.yaml"),
            (3, "../../etc/passwd", "out/000003-etc-passwd.yaml"),
            (4, "https://holm.example/a?b=c", "out/000004-holm.example-a-b-c.yaml"),
            (5, "", "out/000005.yaml"),
            (6, "\u{0}\n", "out/000006.yaml"),
            (1_234_567, "ä", "out/1234567-ä.yaml"),
        ];
        for (number, name, expected) in table {
            assert_eq!(file(Path::new("out"), number, name, "yaml"), Path::new(expected), "{name:?}");
        }
    }
}
