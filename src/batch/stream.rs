//! Files of many documents (JSON Lines, WARC), read a window at a time, packed or not.

use super::{Fault, Input, explain_io, warc};
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

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
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
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
        let mut is_packed = true;
        let reader: Box<dyn BufRead> = match file.fill_buf().map_err(fault)? {
            [0x1F, 0x8B, 0x08, ..] => Box::new(BufReader::new(MultiGzDecoder::new(file))),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => {
                Box::new(BufReader::new(Frames { rest: Some(file), frame: None }))
            }
            _ => {
                is_packed = false;
                Box::new(file)
            }
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
    /// # Errors
    /// A [`Fault`] where the stream breaks off; what was read before it is lost with it.
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

/// The frames of a zstd stream, one after the other.
struct Frames<R: BufRead> {
    rest: Option<R>,
    frame: Option<StreamingDecoder<R, FrameDecoder>>,
}

impl<R: BufRead> Frames<R> {
    /// Begins the next frame; `false` at the end. Frames that hold no content are passed over.
    fn begin(&mut self) -> std::io::Result<bool> {
        let Some(mut rest) = self.rest.take() else { return Ok(false) };
        if rest.fill_buf()?.is_empty() {
            return Ok(false);
        }
        // The frame takes its reader for good, so what can be skipped is looked for first.
        let head = rest.fill_buf()?;
        if let [n @ 0x50..=0x5F, 0x2A, 0x4D, 0x18, a, b, c, d, ..] = *head {
            debug_assert!(n >= 0x50);
            let length = u64::from(u32::from_le_bytes([a, b, c, d])) + 8;
            std::io::copy(&mut (&mut rest).take(length), &mut std::io::sink())?;
            self.rest = Some(rest);
            return Ok(true);
        }
        match StreamingDecoder::new(rest) {
            Ok(frame) => self.frame = Some(frame),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { .. })) => {
                return Err(std::io::Error::other("a frame that holds nothing, cut in two"));
            }
            Err(error) => return Err(std::io::Error::other(error)),
        }
        Ok(true)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if let Some(mut frame) = self.frame.take() {
                let got = frame.read(into)?;
                if got > 0 || into.is_empty() {
                    self.frame = Some(frame);
                    return Ok(got);
                }
                self.rest = Some(frame.into_inner());
            }
            if !self.begin()? {
                return Ok(0);
            }
        }
    }
}
