//! Lines of standard input in windows: as many as have arrived, so that nobody waits for more.

use std::io::{self, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// A read asks for this many bytes at a time.
const READ: usize = 128 << 10;
/// So many bytes make a window, even if more has arrived.
const WINDOW: usize = 4 << 20;
/// So many blocks wait between the thread that reads and the one that works.
const AHEAD: usize = 16;

/// Whole lines that arrived together.
pub(super) struct Window(Vec<Vec<u8>>);

impl Window {
    /// The lines, without terminators.
    pub(super) fn lines(&self) -> Vec<&[u8]> {
        let mut lines = Vec::new();
        for block in &self.0 {
            let mut start = 0;
            for end in memchr::memchr_iter(b'\n', block).chain(unterminated(block)) {
                let line = &block[start..end];
                lines.push(line.strip_suffix(b"\r").unwrap_or(line));
                start = end + 1;
            }
        }
        lines
    }
}

/// The end of a last line that lacks its terminator.
fn unterminated(block: &[u8]) -> Option<usize> {
    (!block.ends_with(b"\n")).then_some(block.len())
}

/// Windows of lines, in order.
pub(super) struct Lines(Receiver<io::Result<Vec<u8>>>);

impl Lines {
    /// Reads standard input on a thread of its own, at most a few blocks ahead.
    pub(super) fn from_stdin() -> Self {
        let (to, from) = sync_channel(AHEAD);
        std::thread::spawn(move || {
            if let Err(error) = read_blocks(&mut io::stdin().lock(), &to) {
                let _ = to.send(Err(error));
            }
        });
        Self(from)
    }
}

impl Iterator for Lines {
    type Item = io::Result<Window>;

    fn next(&mut self) -> Option<Self::Item> {
        let first = match self.0.recv().ok()? {
            Ok(block) => block,
            Err(error) => return Some(Err(error)),
        };
        let mut bytes = first.len();
        let mut blocks = vec![first];
        // An error ends the stream after the lines before it have been answered.
        while bytes < WINDOW
            && let Ok(Ok(block)) = self.0.try_recv()
        {
            bytes += block.len();
            blocks.push(block);
        }
        Some(Ok(Window(blocks)))
    }
}

/// Sends blocks that end at a line's end; the last may lack its terminator.
fn read_blocks(input: &mut dyn Read, to: &SyncSender<io::Result<Vec<u8>>>) -> io::Result<()> {
    let mut block = Vec::with_capacity(READ);
    loop {
        let old = block.len();
        let got = read_some(input, &mut block)?;
        if got == 0 {
            if !block.is_empty() {
                let _ = to.send(Ok(block));
            }
            return Ok(());
        }
        // Only what is new is searched, so a long line costs no more than its length.
        if let Some(end) = memchr::memrchr(b'\n', &block[old..]) {
            let rest = block.split_off(old + end + 1);
            if to.send(Ok(std::mem::replace(&mut block, rest))).is_err() {
                return Ok(());
            }
        }
    }
}

/// One read, so that what has arrived is passed on; repeated where a signal interrupts it.
fn read_some(input: &mut dyn Read, block: &mut Vec<u8>) -> io::Result<usize> {
    let old = block.len();
    // Only what is read is cleared first; that it need not be copied for every read is the vector's business.
    block.resize(old + READ, 0);
    let got = loop {
        match input.read(&mut block[old..]) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            other => break other,
        }
    };
    block.truncate(old + *got.as_ref().unwrap_or(&0));
    got
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn lines_are_those_between_terminators() {
        for (blocks, lines) in [
            (&["a\nb\n"][..], &["a", "b"][..]),
            (&["a\r\n\n", "b"], &["a", "", "b"]),
            (&["\n"], &[""]),
            (&["a\n", "b\nc"], &["a", "b", "c"]),
        ] {
            let window = Window(blocks.iter().map(|b| b.as_bytes().to_vec()).collect());
            let expected: Vec<&[u8]> = lines.iter().map(|l| l.as_bytes()).collect();
            assert_eq!(window.lines(), expected);
        }
    }
}
