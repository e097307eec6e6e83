//! Reading one input whole, compressed or not, with a limit.

use super::{Fault, Input, explain_io};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Positions are `u32`, so no document may be longer.
const LONGEST: u64 = u32::MAX as u64;
/// Decompressed data may be this many times its compressed size …
const MOST_EXPANSION: u64 = 200;
/// … or this many bytes, whichever is more. Text packs 3 to 10 times, a bomb 1000 times.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// A document's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Whether they came out of a gzip or zstd file.
    pub unpacked: bool,
}

/// Reads an input whole and unpacks gzip and zstd, told by their first bytes.
///
/// # Errors
/// A [`Fault`] where it cannot be read, is a folder, is over 4 GiB, or unpacks out of all proportion.
pub fn read(input: &Input) -> Result<Read, Fault> {
    let fault = |message: String| Fault::new(&input.name, message);
    let bytes = slurp(input).map_err(&fault)?;
    unpack(bytes).map_err(fault)
}

/// Reads a file whole, as it is: for configuration and rule packs.
///
/// # Errors
/// A [`Fault`] where it cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|e| Fault::new(path.display().to_string(), explain_io(&e)))
}

fn slurp(input: &Input) -> Result<Vec<u8>, String> {
    let Some(path) = &input.path else {
        let mut bytes = Vec::new();
        let got = std::io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes);
        got.map_err(|e| explain_io(&e))?;
        return checked(bytes);
    };
    let file = File::open(path).map_err(|e| explain_io(&e))?;
    let meta = file.metadata().map_err(|e| explain_io(&e))?;
    if meta.len() > LONGEST {
        return Err(too_long());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(|e| explain_io(&e))?;
    checked(bytes)
}

fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if bytes.len() as u64 > LONGEST { Err(too_long()) } else { Ok(bytes) }
}

fn too_long() -> String {
    "longer than 4 GiB; split it into documents first".into()
}

fn unpack(bytes: Vec<u8>) -> Result<Read, String> {
    let limit = (bytes.len() as u64).saturating_mul(MOST_EXPANSION).clamp(ALWAYS_ALLOWED, LONGEST);
    match bytes.as_slice() {
        // Every member, because a log or a crawl is many members in one file.
        [0x1F, 0x8B, 0x08, ..] => inflate(flate2::read::MultiGzDecoder::new(&bytes[..]), limit, "gzip"),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            let decoder = ruzstd::decoding::StreamingDecoder::new(&bytes[..])
                .map_err(|e| format!("damaged zstd data: {e}"))?;
            inflate(decoder, limit, "zstd")
        }
        _ => Ok(Read { bytes, unpacked: false }),
    }
}

fn inflate(packed: impl std::io::Read, limit: u64, kind: &str) -> Result<Read, String> {
    let mut bytes = Vec::new();
    packed
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("damaged {kind} data: {e}; pack it again"))?;
    if bytes.len() as u64 > limit {
        return Err(format!("{kind} data unpacks to more than {limit} bytes; unpack and split it first"));
    }
    Ok(Read { bytes, unpacked: true })
}
