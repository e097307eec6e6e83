//! Decoding as a table: bytes in, encoding, basis and text out.

use super::{Hints, bytes_of, decode, is_label, media, text};
use crate::model::{Media, Source, Span};

/// Bytes of `words` in an encoding.
fn encoded(label: &str, words: &str) -> Vec<u8> {
    let encoding = super::label::encoding(label).expect("a label");
    let (bytes, _, had_errors) = encoding.encode(words);
    assert!(!had_errors, "{label} cannot hold {words}");
    bytes.into_owned()
}

fn utf16(words: &str, is_little: bool) -> Vec<u8> {
    let bytes = |u: u16| if is_little { u.to_le_bytes() } else { u.to_be_bytes() };
    words.encode_utf16().flat_map(bytes).collect()
}

#[track_caller]
fn check(bytes: Vec<u8>, encoding: &str, basis: &str, expected: &str) {
    let (decoding, _) = text(bytes, &Hints::default()).expect("is text");
    assert_eq!((decoding.encoding, decoding.basis.as_str()), (encoding, basis));
    assert_eq!(decoding.text, expected);
}

const PROSE: &str =
    "The harbour café reopened on Monday – “at last”, said its owner.\nNobody minded the queue.\n";
const THAI: &str = "ร้านกาแฟริมท่าเรือเปิดอีกครั้งเมื่อวันจันทร์ เจ้าของร้านบอกว่าดีใจมาก";
const JAPANESE: &str = "港の喫茶店は月曜日に再び開いた。店主はとても喜んでいると話した。\n";
const RUSSIAN: &str = "Кафе в порту снова открылось в понедельник, и хозяин очень рад этому.";

#[test]
fn marks_decide_first() {
    check([b"\xEF\xBB\xBF", PROSE.as_bytes()].concat(), "UTF-8", "bom", PROSE);
    check([b"\xFF\xFE".to_vec(), utf16(THAI, true)].concat(), "UTF-16LE", "bom", THAI);
    check([b"\xFE\xFF".to_vec(), utf16(THAI, false)].concat(), "UTF-16BE", "bom", THAI);
    let utf32: Vec<u8> = "\u{FEFF}été".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    check(utf32, "UTF-32LE", "bom", "été");
}

#[test]
fn well_formed_utf8_needs_no_label() {
    for words in [PROSE, THAI, JAPANESE, RUSSIAN, "plain", "\u{1b}[1mbold\u{1b}[0m in a terminal"] {
        check(words.into(), "UTF-8", "valid", words);
    }
    let page = format!("<html><head><meta charset=\"windows-1252\"></head><p>{THAI}</p></html>");
    check(page.clone().into_bytes(), "UTF-8", "valid", &page);
}

/// Files of numbers have as many zeros as UTF-16 has.
#[test]
fn numbers_of_two_bytes_are_no_utf16() {
    let samples: Vec<u8> = (0..60u16).flat_map(u16::to_le_bytes).collect();
    let sound = [b"RIFF\xC8\0\0\0WAVEfmt ", &samples[..]].concat();
    let zone = [b"TZif2".as_slice(), &[0; 27], b"UTC\0TZif2", &[0; 27], b"\nUTC0\n"].concat();
    for bytes in [sound, zone] {
        let refused = super::decode("a.bin", bytes, &Hints::default()).expect_err("no text");
        assert!(refused.message.starts_with("binary"), "{}", refused.message);
    }
}

#[test]
fn utf16_without_a_mark() {
    for words in [PROSE, RUSSIAN, "ก็ดี แล้วพบกัน อีก ครั้ง\n"] {
        check(utf16(words, true), "UTF-16LE", "detected", words);
        check(utf16(words, false), "UTF-16BE", "detected", words);
    }
}

#[test]
fn a_declared_label_is_believed_where_it_fits() {
    for (label, name, words) in [
        ("windows-1251", "windows-1251", RUSSIAN),
        ("tis-620", "windows-874", THAI),
        ("Shift_JIS", "Shift_JIS", JAPANESE),
        ("iso-8859-1", "windows-1252", PROSE),
    ] {
        let page = format!("<html><head>\n<meta charset={label}></head><p>{words}</p></html>");
        check(encoded(label, &page), name, "declared", &page);
        let page = format!("<?xml version=\"1.0\" encoding=\"{label}\"?>\n<p>{words}</p>");
        check(encoded(label, &page), name, "declared", &page);
        let page = format!("---\ntitle: x\nencoding: {label}\n---\n{words}");
        check(encoded(label, &page), name, "declared", &page);
    }
    let page = format!("<html><head><meta charset=euc-jp></head><p>{THAI}</p></html>");
    check(encoded("windows-874", &page), "windows-874", "detected", &page);
}

#[test]
fn unlabelled_text_is_detected() {
    for (label, words) in [
        ("windows-1252", PROSE),
        ("windows-874", THAI),
        ("Shift_JIS", JAPANESE),
        ("EUC-JP", JAPANESE),
        ("windows-1251", RUSSIAN),
        ("ISO-2022-JP", JAPANESE),
    ] {
        let name = super::label::encoding(label).map(encoding_rs::Encoding::name).expect("a label");
        check(encoded(label, words), name, "detected", words);
    }
}

#[test]
fn damaged_utf8_stays_utf8() {
    let mut bytes = PROSE.repeat(4).into_bytes();
    bytes[0] = 0xFF;
    let (decoding, found) = text(bytes.clone(), &Hints::default()).expect("is text");
    assert_eq!((decoding.encoding, decoding.malformed.len(), decoding.malformed[0].byte), ("UTF-8", 1, 0));
    assert_eq!(decoding.text, PROSE.repeat(4).replacen('T', "\u{FFFD}", 1));
    assert_eq!(found[0].code.as_str(), "encoding/malformed");
    assert_eq!(decoding.original, Some(bytes));

    let cut = PROSE.split_inclusive('–').next().expect("has a dash").as_bytes();
    let (decoding, _) = text(cut[..cut.len() - 1].to_vec(), &Hints::default()).expect("is text");
    assert_eq!((decoding.encoding, decoding.malformed[0].byte), ("UTF-8", cut.len() - 3));
}

#[test]
fn unassigned_bytes_are_told() {
    let page = format!("<html><meta charset=tis-620>{THAI}</html>");
    let mut bytes = encoded("windows-874", &page);
    bytes.insert(40, 0xFC);
    let (decoding, _) = text(bytes, &Hints::default()).expect("is text");
    assert_eq!((decoding.encoding, decoding.malformed.len()), ("windows-874", 1));
    assert_eq!(decoding.malformed[0].byte, 40);
}

#[test]
fn findings_are_few_however_many_the_faults() {
    let bytes = [PROSE.repeat(40).as_bytes(), &b"\xFF ".repeat(25)].concat();
    let (_, found) = text(bytes, &Hints::default()).expect("is text");
    assert_eq!(found.len(), 10);
    assert!(found[9].message.ends_with("There are 15 more."), "{}", found[9].message);
}

#[test]
fn labels_that_say_otherwise_are_told_and_labels_that_fit_are_not() {
    for (page, code) in [
        ("<meta charset=latin1><p>naïve</p>", Some("encoding/wrong-label")),
        ("<meta charset=klingon><p>naïve</p>", Some("encoding/unknown-label")),
        ("<meta charset=latin1><p>plain</p>", None),
        ("<meta charset=utf-8><p>naïve</p>", None),
        ("An article on <meta charset=latin1> and how naïve it is", None),
        ("# -*- coding: latin-1 -*-\nnaïve", Some("encoding/wrong-label")),
    ] {
        let (_, found) = text(page.into(), &Hints::default()).expect("is text");
        assert_eq!(found.first().map(|d| d.code.as_str()), code, "{page}");
    }
}

#[test]
fn nothing_is_told_as_nothing() {
    for empty in ["", "\n\n", "  \t"] {
        let (_, found) = text(empty.into(), &Hints::default()).expect("is text");
        assert_eq!(found[0].code.as_str(), "structure/empty");
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let noise: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (bytes, says) in [
        (noise, "binary"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "PNG"),
        (b"%PDF-1.7\nxref".to_vec(), "PDF"),
        (vec![0; 100], "binary"),
        (b"PK\x03\x04\x14\0\0\0".to_vec(), "ZIP"),
    ] {
        let refused = text(bytes, &Hints::default()).expect_err("is no text");
        assert!(refused.message.contains(says), "{}", refused.message);
    }
    for words in [
        "BZh is a prefix",
        "PAR1 was the file",
        "ID3 tags, explained",
        "one \0 slipped in, and then there is much more text",
    ] {
        assert!(text(words.into(), &Hints::default()).is_ok(), "{words}");
    }
}

#[test]
fn an_override_is_obeyed() {
    let hints = Hints { encoding: Some("cp874".into()), ..Hints::default() };
    let (decoding, _) = text(encoded("windows-874", THAI), &hints).expect("is text");
    assert_eq!((decoding.text.as_str(), decoding.basis.as_str()), (THAI, "override"));
}

#[test]
fn labels_of_the_standard_and_of_python() {
    for label in
        ["UTF-8", "utf_8_sig", "cp932", "cp949", "TIS620", "latin-1", "iso8859_11", "mac_roman", "koi8_r"]
    {
        assert!(is_label(label), "{label}");
    }
    for label in ["", "utf-7", "klingon", "iso-2022-kr"] {
        assert!(!is_label(label), "{label}");
    }
}

#[test]
fn content_tells_the_kind_before_the_name_does() {
    for (name, words, kind) in [
        ("a.txt", "<!DOCTYPE html><title>x</title>", Media::Html),
        ("a.txt", "<div class=\"a\">words</div>", Media::Html),
        ("a.txt", "<!-- a comment -->\n<p>words</p>", Media::Html),
        ("a.txt", "<!-- wp:paragraph -->\nPlain words with a comment left in.", Media::Plain),
        ("a.txt", "---\ntitle: x\n---\nwords", Media::Markdown),
        ("a.txt", "# Title\n\n## Part\n\nwords", Media::Markdown),
        ("a.txt", "# 1 in the charts\nwords", Media::Plain),
        ("a.txt", "<3 is a heart</3", Media::Plain),
        ("a.txt", "---\nwords\n---\n", Media::Plain),
        ("a.md", "words", Media::Markdown),
        ("a.html", "words", Media::Plain),
        ("a.html.gz", "words <b>bold</b>", Media::Html),
        ("a", "words", Media::Plain),
    ] {
        assert_eq!(media(name, words), kind, "{name}: {words}");
    }
}

#[test]
fn places_lead_back_to_the_bytes() {
    let words = "Ключ – «да» и konec";
    for label in ["windows-1251", "gb18030", "utf-16le"] {
        let bytes = if label == "utf-16le" { utf16(words, true) } else { encoded(label, words) };
        let hints = Hints { encoding: Some(label.into()), ..Hints::default() };
        let source: Source = decode("a", bytes.clone(), &hints).expect("is text").source;
        let mut at = 0;
        for c in words.chars() {
            let span = Span::new(at, at + c.len_utf8());
            let own = if label == "utf-16le" {
                utf16(&c.to_string(), true)
            } else {
                encoded(label, &c.to_string())
            };
            assert_eq!(bytes[bytes_of(&source, span)], own, "{label} {c}");
            at += c.len_utf8();
        }
    }
}
