//! Records of a web archive: where one ends, and the page that one holds.

use std::io::{BufRead, Read};

/// Longest header of a record, in bytes.
const HEADER: u64 = 1 << 16;

/// A page out of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The address it was had from; may be empty.
    pub address: String,
    /// The encoding its server declared, if any.
    pub charset: Option<String>,
    /// Its bytes, as the server meant them.
    pub bytes: Vec<u8>,
}

/// The bytes of the next record, header and content; `None` at the end.
pub(super) fn next(reader: &mut dyn BufRead, longest: u64) -> Result<Option<Vec<u8>>, String> {
    let mut record = Vec::new();
    loop {
        let from = record.len();
        let left = HEADER.saturating_sub(from as u64);
        let got = (&mut *reader).take(left).read_until(b'\n', &mut record).map_err(|e| e.to_string())?;
        let line = record[from..].trim_ascii();
        if got == 0 {
            return if record.is_empty() { Ok(None) } else { Err("its header breaks off".into()) };
        }
        match (from, line.is_empty()) {
            // Two empty lines end the record before.
            (0, true) => record.clear(),
            (0, false) if !line.starts_with(b"WARC/") => return Err("not a WARC record".into()),
            (_, true) => break,
            _ => {}
        }
    }
    let length = field(&record, "content-length").and_then(|n| n.parse::<u64>().ok());
    let length = length.ok_or("no Content-Length")?;
    if length > longest {
        return Err(format!("its content is longer than {longest} bytes"));
    }
    let got = reader.take(length).read_to_end(&mut record).map_err(|e| e.to_string())?;
    if (got as u64) < length { Err("its content breaks off".into()) } else { Ok(Some(record)) }
}

/// The page of a record; `None` for records that hold none: requests, pictures, answers that failed.
///
/// # Errors
/// What is wrong with a record that should hold a page.
pub fn page(record: &[u8]) -> Result<Option<Page>, String> {
    let (header, content) = split(record);
    let kind = field(header, "warc-type").unwrap_or_default();
    let address = field(header, "warc-target-uri").unwrap_or_default();
    let address = address.trim_matches(['<', '>']).to_owned();
    let own = field(header, "content-type").unwrap_or_default().to_ascii_lowercase();
    let (answer, body) = match kind.as_str() {
        "response" if own.starts_with("application/http") => split(content),
        "resource" | "conversion" | "response" => (header, content),
        _ => return Ok(None),
    };
    let http = answer.starts_with(b"HTTP/");
    if http && !answer.split(|b| *b == b' ').nth(1).is_some_and(|code| code.starts_with(b"2")) {
        return Ok(None);
    }
    let media = field(answer, "content-type").unwrap_or_default().to_ascii_lowercase();
    let is_text = ["text/html", "application/xhtml", "text/plain", "text/markdown"]
        .iter()
        .any(|m| media.starts_with(m));
    if !is_text || body.is_empty() {
        return Ok(None);
    }
    let charset = media.split("charset=").nth(1).map(|c| c.split(';').next().unwrap_or_default());
    let charset = charset.map(|c| c.trim().trim_matches(['"', '\'']).to_owned()).filter(|c| !c.is_empty());
    let chunked = field(answer, "transfer-encoding").is_some_and(|e| e.eq_ignore_ascii_case("chunked"));
    if let Some(packed) = field(answer, "content-encoding").filter(|e| !is_read(e)) {
        // Archives of some makers keep the page as it was read, and the header as it was sent.
        if std::str::from_utf8(body).is_err() {
            return Err(format!("its page is packed as {packed}; only gzip and zstd are read"));
        }
    }
    let body = if chunked { unchunked(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
    Ok(Some(Page { address, charset, bytes: body }))
}

/// Whether a page that is packed so is told by its first bytes and unpacked.
fn is_read(encoding: &str) -> bool {
    ["", "identity", "gzip", "x-gzip", "zstd"].iter().any(|own| encoding.eq_ignore_ascii_case(own))
}

/// Header and what follows the empty line after it.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| (at, at + 4));
    let lf = || memchr::memmem::find(bytes, b"\n\n").map(|at| (at, at + 2));
    let (end, start) = crlf.or_else(lf).unwrap_or((bytes.len(), bytes.len()));
    (&bytes[..end], &bytes[start..])
}

/// The value of a header's field; `name` in lower case.
fn field(header: &[u8], name: &str) -> Option<String> {
    let line = header.split(|b| *b == b'\n').find(|line| {
        line.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
            && line.get(name.len()) == Some(&b':')
    })?;
    Some(String::from_utf8_lossy(&line[name.len() + 1..]).trim().to_owned())
}

/// A body sent in chunks, put together; `None` where it was none after all.
fn unchunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    loop {
        let end = memchr::memchr(b'\n', body)?;
        let size = std::str::from_utf8(body[..end].split(|b| *b == b';').next()?).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let rest = &body[end + 1..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..size)?);
        body = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://holm.example/a>\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    #[test]
    fn pages_come_out_of_their_records() {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1252\"\r\n\r\n<p>Low water";
        let archive = [
            record("request", "GET /a HTTP/1.1\r\n\r\n"),
            record("response", html),
            record("response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone"),
            record("response", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
            record("response", "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nLow\r\n6;x\r\n water\r\n0\r\n\r\n"),
        ]
        .concat();
        let mut reader = archive.as_bytes();
        let mut pages = Vec::new();
        while let Some(record) = next(&mut reader, 1 << 20).expect("sound") {
            pages.extend(page(&record).expect("sound"));
        }
        let seen: Vec<_> =
            pages.iter().map(|p| (p.charset.as_deref(), String::from_utf8_lossy(&p.bytes))).collect();
        assert_eq!(seen, [(Some("windows-1252"), "<p>Low water".into()), (None, "Low water".into())]);
        assert_eq!(pages[0].address, "https://holm.example/a");
    }

    #[test]
    fn broken_archives_are_told() {
        let whole = record("response", "HTTP/1.1 200 OK\r\n\r\nx");
        for broken in [
            &whole[..whole.len() - 8],
            "WARC/1.0\r\nWARC-Type: x\r\n",
            "WARC/1.0\r\n\r\n",
            "hello\n",
            "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n",
        ] {
            let mut reader = broken.as_bytes();
            assert!(next(&mut reader, 1 << 20).is_err(), "{broken:?}");
        }
    }
}
