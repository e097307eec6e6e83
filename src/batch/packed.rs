//! Packed files: gzip and zstd, told by their first bytes, unpacked as they are read.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, Chain, Cursor, Read};

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// Told by the first bytes of a file; `None` where it is as it is.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// What is packed, every member of it, because a log or a crawl is many members in one file.
    pub(super) fn open<'r, R: BufRead + 'r>(self, packed: R) -> Box<dyn Read + 'r> {
        match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(Frames { rest: Some(packed), frame: None }),
        }
    }
}

/// Bytes of a frame's beginning, which show whether it holds content; none is shorter.
const HEAD: usize = 8;

/// A frame takes its reader for good, so what was read of it to see its kind goes before it.
type Frame<R> = StreamingDecoder<Chain<Cursor<Vec<u8>>, R>, FrameDecoder>;

/// The frames of a zstd file, one after the other: tools that pack in parallel write many.
struct Frames<R: Read> {
    rest: Option<R>,
    frame: Option<Frame<R>>,
}

impl<R: Read> Frames<R> {
    /// Begins the next frame; `false` at the end. Frames that hold no content are passed over.
    fn begin(&mut self) -> io::Result<bool> {
        let Some(mut rest) = self.rest.take() else { return Ok(false) };
        let mut head = Vec::with_capacity(HEAD);
        (&mut rest).take(HEAD as u64).read_to_end(&mut head)?;
        match head[..] {
            [] => return Ok(false),
            [0x50..=0x5F, 0x2A, 0x4D, 0x18, a, b, c, d] => {
                let length = u64::from(u32::from_le_bytes([a, b, c, d]));
                if io::copy(&mut (&mut rest).take(length), &mut io::sink())? < length {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                self.rest = Some(rest);
            }
            _ => {
                let whole = Cursor::new(head).chain(rest);
                self.frame = Some(StreamingDecoder::new(whole).map_err(io::Error::other)?);
            }
        }
        Ok(true)
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut frame) = self.frame.take() {
                let got = frame.read(into)?;
                if got > 0 || into.is_empty() {
                    self.frame = Some(frame);
                    return Ok(got);
                }
                self.rest = Some(frame.into_inner().into_inner().1);
            }
            if !self.begin()? {
                return Ok(0);
            }
        }
    }
}
