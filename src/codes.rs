//! What the codes built into the program mean. Codes of rule packs explain themselves.

use crate::{decode, repair};

/// A built-in code: what it reports, why, and a text of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Builtin {
    /// `area/name`; a name of `*` stands for the whole area.
    pub code: &'static str,
    /// What it reports, one sentence.
    pub summary: &'static str,
    /// Why it exists and what to do.
    pub why: &'static str,
    /// A text it leaves alone.
    pub good: &'static str,
    /// A text it reports.
    pub bad: &'static str,
}

/// Every built-in code, in order.
pub const BUILTINS: &[Builtin] = &[
    Builtin {
        code: "boilerplate/between",
        summary: "A short block between two blocks of boilerplate.",
        why: "A widget's odd lines (a count, a lone label) look like nothing by themselves; their neighbours \
              give them away. The block stays in `removed`.",
        good: "The vote was close.\n\n51 to 49.\n\nThe mayor thanked both sides.",
        bad: "Share this article\n\n27\n\nSubscribe to our newsletter",
    },
    Builtin {
        code: "boilerplate/empty-item",
        summary: "A list marker with nothing behind it.",
        why: "Scraped lists keep the bullets of pictures and buttons that were dropped.",
        good: "- one\n- two",
        bad: "- one\n-\n- two",
    },
    Builtin {
        code: "boilerplate/outside-article",
        summary: "A block outside the part of an HTML page that holds the article.",
        why: "Menus, sidebars, teasers and forms stand in elements of their own. Which element holds the \
              article is told from how text and links are spread over the page; disclaimers are kept \
              wherever they stand. The block stays in `removed`.",
        good: "<article><p>The vote was close, and the mayor thanked both sides for a fair campaign.",
        bad: "<aside><p>Ten recipes for a quick supper</p></aside>",
    },
    Builtin {
        code: "boilerplate/page-head",
        summary: "Navigation above the article.",
        why: "A page begins with menus and search boxes; the article begins at its title.",
        good: "The mill opens again\n\nThe mill at Ashford …",
        bad: "Home | News | Sport\n\nThe mill opens again\n\nThe mill at Ashford …",
    },
    Builtin {
        code: "boilerplate/page-outline",
        summary: "A block that the outline of the whole page places outside the article.",
        why: "On a page of which rules claim at least three blocks, each other block is weighed by what can be \
              seen without knowing its language: length, ending, what stands around it, running text before and \
              after it, words it shares with the article. The weights are learnt from pages whose article is \
              known. Only a block far below the bar goes; \
              `clean --explain-block LINE` shows what spoke for it.",
        good: "The mill opens again.\n\nIts wheel turned on Monday, for the first time in two years.",
        bad: "… and the mill will stay.\n\nMost read\n\nA barge runs aground\n\nBy Ann Poe\n\nTwo weirs for sale",
    },
    Builtin {
        code: "boilerplate/page-tail",
        summary: "Page furniture below the article.",
        why: "After an article's end come forms, teasers and legal lines. What is between and below lines that \
              rules know for such is dropped with them; disclaimers are kept.",
        good: "… and the mill will stay.\n\nDisclaimer: The author owns shares in the mill.",
        bad: "… and the mill will stay.\n\nLeave a comment\n\nName *\n\nPost",
    },
    Builtin {
        code: "boilerplate/repeated-on-page",
        summary: "A long line that the page has word for word elsewhere.",
        why: "Pages show captions, teasers and promises several times. The first stays, unless the copies stand \
              before the article begins; the others stay in `removed`.",
        good: "The mill opens.\n\nThe mill opens.",
        bad: "The wheel of the mill at Ashford turns again after two years of repairs, on Monday.\n\nThe wheel of \
              the mill at Ashford turns again after two years of repairs, on Monday.",
    },
    Builtin {
        code: "boilerplate/repeated-on-site",
        summary: "A line that other pages of the same site have word for word.",
        why: "What a site prints on page after page is its own: `sites learn` or `clean --sites` count the lines \
              of each folder. A line counts from three pages on and on a tenth of them; where fewer than ten pages \
              were seen, it goes only if it is no running text. Disclaimers, highlights, fields and headings over \
              running text stay.",
        good: "Conclusion\n\nThe wheel turns, and so it should.",
        bad: "Holm River Notes has told the valley its news since 1911. (on 41 of 50 pages)",
    },
    Builtin {
        code: "boilerplate/table-of-contents",
        summary: "A list of the headings that follow.",
        why: "It leads to places on a web page. At least four of its lines, and most of them, are headings \
              below it.",
        good: "What the mill needs:\n- oak\n- a wheel\n- water",
        bad: "In this article\n- The wheel\n- The water\n- The owners\n- The town\n\nThe wheel\n\n…",
    },
    Builtin {
        code: "encoding/malformed",
        summary: "A byte sequence that the document's encoding does not allow.",
        why: "The character that stood there is lost; U+FFFD stands in its place. Get the document again from \
              where it came from. If many are reported, the encoding was taken wrongly: name it with --encoding.",
        good: "naïve (6E 61 C3 AF 76 65, well-formed UTF-8)",
        bad: "na\u{FFFD}ve (6E 61 EF 76 65, cut short)",
    },
    Builtin {
        code: "encoding/unknown-label",
        summary: "The document declares an encoding nobody knows.",
        why: "The label was passed over and the encoding found out from the bytes. Correct the label.",
        good: "<meta charset=\"utf-8\">",
        bad: "<meta charset=\"utf-ate\">",
    },
    Builtin {
        code: "encoding/wrong-label",
        summary: "The document declares one encoding and is written in another.",
        why: "The bytes are right and the label is wrong, so programs that trust the label will show mojibake. \
              Correct the label.",
        good: "<meta charset=\"utf-8\"> in a page saved as UTF-8",
        bad: "<meta charset=\"iso-8859-1\"> in a page saved as UTF-8",
    },
    Builtin {
        code: "mojibake/*",
        summary: "Text decoded by the encoding the code names, though it was written in another.",
        why: "The repair undoes the wrong decoding. It is *certain* where the damaged bytes determine it, and \
              *likely* where bytes were lost and context restores them; `fix --certain-only` refuses the latter.",
        good: "It’s open.",
        bad: "Itâ€™s open.",
    },
    Builtin {
        code: "mojibake/ambiguous",
        summary: "Damaged text that could have been several things.",
        why: "Context does not decide between the candidates, and a wrong repair is worse than none, so nothing \
              was changed. Look at the original, or decide by hand.",
        good: "It’s the owner’s.",
        bad: "a single stand-in character between words, where a dash and a quote are equally likely",
    },
    Builtin {
        code: "mojibake/escaped",
        summary: "A letter or mark written as an escape of source code within a word of running text.",
        why: "The escape says which character it is, so the repair is *certain*. Escapes in code, in strings and in \
              text about escapes stay.",
        good: "The café by the lock is closed.",
        bad: "The caf\\u00e9 by the lock is closed.",
    },
    Builtin {
        code: "mojibake/legacy-*",
        summary: "Text written in the encoding the code names and decoded as another, UTF-8 being neither.",
        why: "Nothing in the bytes shows it; the language does. A line is read anew only where it becomes far less \
              surprising than it is in any language, so the repair is *likely*; `fix --certain-only` refuses it.",
        good: "Лодка пришла вечером.",
        bad: "Ëîäêà ïðèøëà âå÷åðîì.",
    },
    Builtin {
        code: "mojibake/lost-letters",
        summary: "Letters whose bytes were lost.",
        why: "What is left of them, question marks or U+FFFD stand where letters were. The message names what they may \
              have been; where the words of the language leave no doubt they are restored, elsewhere they stay. \
              Get the document again.",
        good: "Zażółć gęślą jaźń",
        bad: "Za???? g??l? ja??",
    },
    Builtin {
        code: "mojibake/percent-encoded",
        summary: "A letter or mark written in percent-escapes within a word of running text.",
        why: "The escapes are the bytes of the character, so the repair is *certain*. Addresses and names of files \
              keep theirs.",
        good: "The café by the lock is closed.",
        bad: "The caf%C3%A9 by the lock is closed.",
    },
    Builtin {
        code: "structure/byline-label",
        summary: "The words before the name in a byline.",
        why: "The field `byline` holds the name alone, wherever the article has it from. What stood before it is \
              in `removed`.",
        good: "Ann Poe",
        bad: "By Ann Poe",
    },
    Builtin {
        code: "structure/comment",
        summary: "A comment in the markup.",
        why: "Comments are for editors and programs, not for readers. The comment stays in `removed`.",
        good: "<p>The mill opens.</p>",
        bad: "<!-- teaser picture missing --><p>The mill opens.</p>",
    },
    Builtin {
        code: "structure/date-line",
        summary: "The words beside the date in a line about the article's origin.",
        why: "The field `published` holds the date alone. What stood beside it, such as a place or a source, is in \
              `removed`.",
        good: "9 June 2025",
        bad: "Holm, 9 June 2025",
    },
    Builtin {
        code: "structure/deleted",
        summary: "Words that the page itself marks as deleted.",
        why: "`<del>` takes words out of a page that are still shown, struck through. Without the stroke they would \
              read as if they held. They stay in `removed`; `<s>` and whole paragraphs are left alone.",
        good: "a ticket costs <s>£9</s> £7",
        bad: "a ticket costs <del>£9</del> <ins>£7</ins>",
    },
    Builtin {
        code: "structure/empty",
        summary: "A document without a word in it.",
        why: "A failed download or an emptied page. Get it again, or leave it out.",
        good: "A line of text.",
        bad: "(nothing)",
    },
    Builtin {
        code: "structure/metadata",
        summary: "Metadata that the published article has no key for.",
        why: "Title, byline, date and language are published under their own keys. What else a page's head or \
              front matter says stays in `removed`.",
        good: "---\ntitle: The mill opens\n---",
        bad: "---\ntitle: The mill opens\ndescription: A short summary for search engines\n---",
    },
    Builtin {
        code: "structure/not-extracted",
        summary: "An HTML page was judged without knowing which of its parts holds the article.",
        why: "Pages nested hundreds of elements deep or of many megabytes would take too long to take apart. \
              They are judged line by line, as text is, and more of the site around the article may be left.",
        good: "<article><p>The vote was close.</p></article>",
        bad: "<div><div><div> … two hundred more … The vote was close.",
    },
    Builtin {
        code: "structure/not-text",
        summary: "Words in an element that shows no running text.",
        why: "Drawings, frames, fields of forms and what stands in for scripts have words that are no part of the \
              article. They stay in `removed`. Formulas are text and stay.",
        good: "<p>The formula <math><mi>x</mi></math> is known.</p>",
        bad: "<p>The wheel <svg><title>a wheel</title></svg> turns.</p>",
    },
    Builtin {
        code: "structure/repeated-field",
        summary: "A second copy of a field, such as the title once more above the text.",
        why: "Pages show their title in several places; an article has one. The copy stays in `removed`.",
        good: "The mill opens again\n\nThe mill at Ashford …",
        bad: "The mill opens again\n\nThe mill opens again\n\nThe mill at Ashford …",
    },
    Builtin {
        code: "structure/site-name",
        summary: "The name of the site behind the title.",
        why: "Browsers show it in the window's bar; the article's own title ends before it. It goes only where \
              another line of the page names the site in the same words.",
        good: "The mill opens – and closes",
        bad: "The mill opens | The Holm Gazette",
    },
    Builtin {
        code: "suppression/malformed",
        summary: "A comment that seems meant as a suppression and is written otherwise.",
        why: "It silences nothing, or not all that it seems to. The codes come first, then a colon, then the \
              reason.",
        good: "<!-- copydesk-disable text/doubled-word: a song's refrain -->\n\nThe the, sang the band.",
        bad: "<!-- copydesk-disable: text/doubled-word -->\n\nThe the, sang the band.",
    },
    Builtin {
        code: "suppression/unknown-code",
        summary: "A suppression names a rule that does not exist.",
        why: "It silences nothing, and the editor who wrote it thinks it does. `copydesk rules list` names all \
              rules.",
        good: "<!-- copydesk-disable text/doubled-word: a song's refrain -->\n\nThe the, sang the band.",
        bad: "<!-- copydesk-disable text/double-word: a song's refrain -->\n\nThe the, sang the band.",
    },
    Builtin {
        code: "suppression/unused",
        summary: "A suppression under which nothing is found.",
        why: "What it silenced was mended, or it stands before the wrong block. Left there, it would hide the \
              next finding. At the top of a file it holds for all of it, elsewhere for the next block.",
        good: "<!-- copydesk-disable text/doubled-word: a song's refrain -->\n\nThe the, sang the band.",
        bad: "<!-- copydesk-disable text/doubled-word: a song's refrain -->\n\nThe end, sang the band.",
    },
    Builtin {
        code: "text/hyphenation",
        summary: "A hyphen where a line ended inside a word.",
        why: "The lines are put together, so the hyphen goes where the document itself writes the word without \
              one elsewhere, and never with it. Other hyphens at line ends stay.",
        good: "a well-known mill",
        bad: "the co-\noperative, and the cooperative again",
    },
];

/// The entry of a code, or that of its area.
#[must_use]
pub fn builtin(code: &str) -> Option<&'static Builtin> {
    let has = |b: &&Builtin| {
        let rest = b.code.strip_suffix('*').and_then(|area| code.strip_prefix(area));
        rest.is_some_and(is_encoding)
    };
    BUILTINS.iter().find(|b| b.code == code).or_else(|| BUILTINS.iter().find(has))
}

/// Whether the code of a repair may end so: in the name of an encoding, or of a subset of one that repairs are named
/// after; `replaced` stands for programs that put U+FFFD for each byte.
fn is_encoding(name: &str) -> bool {
    const FURTHER: [&str; 3] = ["iso-8859-1", "tis-620", "replaced"];
    FURTHER.contains(&name)
        || repair::decoder_labels().contains(&name)
        || decode::canonical(name).is_some_and(|canonical| canonical.to_lowercase() == name)
}

/// The built-in codes a setting for `name` is about: a code, or with `/*` every code of an area.
#[must_use]
pub fn named(name: &str) -> Vec<String> {
    if BUILTINS.iter().any(|b| b.code == name) || !name.ends_with("/*") && builtin(name).is_some() {
        return vec![name.to_owned()];
    }
    let area = name.strip_suffix('*').unwrap_or("?");
    BUILTINS.iter().filter(|b| b.code.starts_with(area)).map(|b| b.code.to_owned()).collect()
}

/// The built-in codes that have this name in their area; those that stand for several have none.
pub fn of_name(name: &str) -> impl Iterator<Item = &'static str> {
    let is_meant = move |code: &&str| !name.ends_with('*') && code.split('/').nth(1) == Some(name);
    BUILTINS.iter().map(|b| b.code).filter(is_meant)
}

/// Whether a built-in code, which may end in `*`, stands for a code.
#[must_use]
pub fn covers(builtin: &str, code: &str) -> bool {
    match builtin.strip_suffix('*') {
        Some(area) => code.starts_with(area),
        None => builtin == code,
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILTINS, builtin, of_name};

    #[test]
    fn codes_are_sorted_and_unique() {
        let unsorted = BUILTINS.windows(2).find(|pair| pair[0].code >= pair[1].code);
        assert!(unsorted.is_none(), "{unsorted:?}");
    }

    #[test]
    fn an_area_answers_for_its_codes() {
        assert_eq!(builtin("mojibake/tis-620").map(|b| b.code), Some("mojibake/*"));
        assert_eq!(builtin("mojibake/ambiguous").map(|b| b.code), Some("mojibake/ambiguous"));
        assert_eq!(builtin("mojibake/ibm437").map(|b| b.code), Some("mojibake/*"));
        assert_eq!(builtin("mojibake/replaced").map(|b| b.code), Some("mojibake/*"));
        assert_eq!(builtin("mojibake/legacy-windows-1251").map(|b| b.code), Some("mojibake/legacy-*"));
        for none in ["mojibake/", "mojibake/windows-12520", "mojibake/legacy-", "mojibake/Windows-1252"] {
            assert_eq!(builtin(none).map(|b| b.code), None, "{none}");
        }
        assert_eq!(builtin("elsewhere/x"), None);
    }

    /// What repair calls its findings.
    #[test]
    fn every_decoder_has_a_meaning() {
        for label in crate::repair::decoder_labels() {
            assert!(builtin(&format!("mojibake/{label}")).is_some(), "{label}");
        }
        for multibyte in ["gbk", "shift_jis", "euc-kr", "big5", "euc-jp", "iso-8859-1", "tis-620"] {
            assert!(builtin(&format!("mojibake/{multibyte}")).is_some(), "{multibyte}");
        }
    }

    #[test]
    fn a_star_names_no_code() {
        assert_eq!(of_name("*").count() + of_name("legacy-*").count(), 0);
        assert_eq!(of_name("ambiguous").collect::<Vec<_>>(), ["mojibake/ambiguous"]);
    }
}
