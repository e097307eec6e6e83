//! Files of many documents (JSON Lines, WARC), read a window at a time, packed or not.

use super::packed::Packing;
use super::{Fault, Input, explain_io, warc};
use crate::decode;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};

/// What a stream is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One JSON object on a line.
    Lines,
    /// Records of a web archive.
    Warc,
}

/// One record as it stands in its stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its line, or its number among the records; from 1.
    pub number: u64,
    /// Its bytes: the line without its end, or a WARC record's header and content.
    pub bytes: Vec<u8>,
}

/// A window closes when it holds this many bytes.
const WINDOW_BYTES: usize = 16 << 20;
/// A window closes when it holds this many records.
const WINDOW_RECORDS: usize = 512;
/// The longest record that is read; what is longer is no article.
const LONGEST: u64 = 1 << 30;

/// A stream, open.
pub struct Stream {
    kind: Kind,
    reader: Box<dyn BufRead>,
    name: String,
    number: u64,
    is_packed: bool,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("kind", &self.kind).field("name", &self.name).finish_non_exhaustive()
    }
}

/// What kind of stream an input is by its name; `None` for one document.
#[must_use]
pub fn kind(input: &Input) -> Option<Kind> {
    let name = input.path.as_ref()?.file_name()?.to_str()?.to_ascii_lowercase();
    let (bare, last) = name.rsplit_once('.')?;
    let extension = if decode::is_packed(last) { bare.rsplit_once('.')?.1 } else { last };
    match extension {
        "jsonl" | "ndjson" => Some(Kind::Lines),
        "warc" => Some(Kind::Warc),
        _ => None,
    }
}

impl Stream {
    /// Opens a stream.
    ///
    /// # Errors
    /// A [`Fault`] where the file cannot be read.
    pub fn open(input: &Input, kind: Kind) -> Result<Self, Fault> {
        let fault = |e: std::io::Error| Fault::new(&input.name, explain_io(&e));
        let path = input.path.as_ref().ok_or_else(|| Fault::new(&input.name, "not a file"))?;
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(fault)?);
        let packing = Packing::of(file.fill_buf().map_err(fault)?);
        let is_packed = packing.is_some();
        let reader: Box<dyn BufRead> = match packing {
            Some(packing) => Box::new(BufReader::new(packing.open(file))),
            None => Box::new(file),
        };
        Ok(Self { kind, reader, name: input.name.clone(), number: 0, is_packed })
    }

    /// What it is made of.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it comes out of a gzip or zstd file.
    #[must_use]
    pub fn is_packed(&self) -> bool {
        self.is_packed
    }

    /// The next lines as they stand, ends included, as many as make a fair piece of work; none at the end.
    ///
    /// # Errors
    /// A [`Fault`] where the stream breaks off or a line is over 1 GiB.
    pub fn lines(&mut self) -> Result<Vec<u8>, Fault> {
        let mut block = Vec::new();
        while block.len() < WINDOW_BYTES {
            let old = block.len();
            let read = (&mut self.reader).take(LONGEST).read_until(b'\n', &mut block);
            let read = read.map_err(|e| Fault::new(&self.name, format!("broken: {}", explain_io(&e))))?;
            if read as u64 == LONGEST {
                return Err(Fault::new(&self.name, "a line of more than 1 GiB"));
            }
            if block.len() == old {
                break;
            }
        }
        Ok(block)
    }

    /// The next records, as many as make a fair piece of work; none at the end.
    ///
    /// Where the stream breaks off, a [`Fault`] says so beside the records before it.
    pub fn window(&mut self) -> (Vec<Record>, Option<Fault>) {
        let mut records = Vec::new();
        let mut bytes = 0;
        while bytes < WINDOW_BYTES && records.len() < WINDOW_RECORDS {
            match self.record() {
                Ok(Some(record)) => {
                    bytes += record.bytes.len();
                    records.push(record);
                }
                Ok(None) => break,
                Err(message) => {
                    let at = self.number + 1;
                    let message = format!("broken at record {at}: {message}; what stands before it is done");
                    return (records, Some(Fault::new(&self.name, message)));
                }
            }
        }
        (records, None)
    }

    fn record(&mut self) -> Result<Option<Record>, String> {
        match self.kind {
            Kind::Lines => self.line(),
            Kind::Warc => {
                let bytes = warc::next(&mut self.reader, LONGEST)?;
                self.number += 1;
                Ok(bytes.map(|bytes| Record { number: self.number, bytes }))
            }
        }
    }

    /// The next line with something on it.
    fn line(&mut self) -> Result<Option<Record>, String> {
        loop {
            let mut bytes = Vec::new();
            let read = (&mut self.reader).take(LONGEST).read_until(b'\n', &mut bytes);
            if read.map_err(|e| explain_io(&e))? == 0 {
                return Ok(None);
            }
            if bytes.len() as u64 == LONGEST {
                return Err("a line of more than 1 GiB".into());
            }
            self.number += 1;
            if bytes.iter().any(|b| !b.is_ascii_whitespace()) {
                let end = bytes.iter().rposition(|b| !matches!(b, b'\n' | b'\r')).map_or(0, |at| at + 1);
                bytes.truncate(end);
                return Ok(Some(Record { number: self.number, bytes }));
            }
        }
    }
}
