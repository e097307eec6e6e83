//! Reading one input whole, compressed or not, with a limit.

use super::packed::Packing;
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

/// Reads a file of settings, refusing one of more than `most` bytes before it is read.
///
/// # Errors
/// A fault that says what is wrong with the file.
pub fn read_settings(path: &Path, most: usize) -> Result<Vec<u8>, Fault> {
    let fault = |message| Fault::new(path.display().to_string(), message);
    let file = File::open(path).map_err(|e| fault(explain_io(&e)))?;
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(|e| fault(explain_io(&e)))?;
    if bytes.len() > most {
        return Err(fault(format!("larger than {} MiB, too large for a rule file", most >> 20)));
    }
    Ok(bytes)
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
    match Packing::of(&bytes) {
        Some(packing) => inflate(packing.open(&bytes[..]), limit, packing.name()),
        None => Ok(Read { bytes, unpacked: false }),
    }
}

/// Unpacks gzip and zstd, told by their first bytes.
///
/// # Errors
/// What is wrong with the data, in words.
pub fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    unpack(bytes).map(|read| read.bytes)
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

#[cfg(test)]
mod tests {
    use super::{inflate, unpack};
    use std::io::Write as _;

    /// A zstd frame that holds its content as it is.
    fn frame(content: &[u8]) -> Vec<u8> {
        let size = u8::try_from(content.len()).expect("short");
        let header = (u32::from(size) << 3 | 1).to_le_bytes();
        [&[0x28, 0xB5, 0x2F, 0xFD, 0x20, size], &header[..3], content].concat()
    }

    /// One that holds nothing a reader wants.
    fn skippable(content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        [&[0x50, 0x2A, 0x4D, 0x18], &length[..], content].concat()
    }

    fn gzip(content: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(content).expect("to memory");
        packer.finish().expect("to memory")
    }

    #[track_caller]
    fn check(packed: Vec<u8>, text: &str) {
        let read = unpack(packed).expect("sound");
        assert!(read.unpacked);
        assert_eq!(String::from_utf8_lossy(&read.bytes), text);
    }

    #[test]
    fn all_parts_of_packed_files_are_read() {
        check(gzip(b"one"), "one");
        check([gzip(b"one"), gzip(b"two")].concat(), "onetwo");
        check(frame(b"one"), "one");
        check([frame(b"one"), skippable(b"index"), frame(b"two"), skippable(b"")].concat(), "onetwo");
    }

    #[test]
    fn damaged_packed_files_are_refused() {
        let zstd = [frame(b"one"), frame(b"two")].concat();
        let gzip = gzip(b"one two three");
        for broken in [&zstd[..zstd.len() - 1], &[&zstd[..], b"rest"].concat(), &gzip[..gzip.len() - 3]] {
            let error = unpack(broken.to_vec()).expect_err("damaged");
            assert!(error.starts_with("damaged"), "{error}");
        }
    }

    #[test]
    fn what_grows_past_the_limit_is_not_unpacked() {
        let error = inflate(&*vec![0; 1001], 1000, "gzip").expect_err("a bomb");
        assert!(error.contains("more than"), "{error}");
    }
}
