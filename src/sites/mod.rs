//! What a site prints on its pages again and again: lines that recur word for word, learnt over a batch.
//!
//! A site is the host of a document’s address, or else the folder it lies in. Lines are kept as hashes with the
//! number of pages that have them, and the beginning of those seen twice, for people. Learning in the same order
//! gives the same profile.

mod profile;

use crate::hash;
use std::collections::{BTreeMap, BTreeSet};

/// Lines remembered of one site at most; beyond it, those seen on one page only are forgotten.
const MOST: usize = 1 << 16;

/// Characters of a line that are kept for people.
const SHOWN: usize = 80;

/// Pages of a site from which on recurrence alone says enough.
const MANY: u32 = 10;

/// Fewest pages a line must stand on.
const LEAST: u32 = 2;

/// On how many pages of its site a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// Pages that have the line.
    pub pages: u32,
    /// Pages of the site that were learnt from.
    pub of: u32,
}

impl Recurrence {
    /// Whether so many pages were seen that recurrence says enough by itself.
    #[must_use]
    pub fn is_decisive(self) -> bool {
        self.of >= MANY
    }
}

/// What recurs on the pages of each site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    sites: BTreeMap<String, Site>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Site {
    pages: u32,
    lines: BTreeMap<u64, Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    pages: u32,
    /// Its beginning, once a second page has it.
    text: String,
}

impl Sites {
    /// Learns from one page: the texts of its blocks.
    pub fn learn<'t>(&mut self, site: &str, texts: impl IntoIterator<Item = &'t str>) {
        let site = self.sites.entry(site.to_owned()).or_default();
        site.pages += 1;
        let mut seen = BTreeSet::new();
        for text in texts {
            let Some(hash) = hash(text).filter(|h| seen.insert(*h)) else { continue };
            let line = site.lines.entry(hash).or_insert(Line { pages: 0, text: String::new() });
            line.pages += 1;
            if line.pages == 2 {
                line.text = text.chars().take(SHOWN).collect();
            }
        }
        if site.lines.len() > MOST {
            site.lines.retain(|_, line| line.pages > 1);
        }
    }

    /// How often a text recurs on its site; `None` where that is no more than chance.
    #[must_use]
    pub fn recurrence(&self, site: &str, text: &str) -> Option<Recurrence> {
        let site = self.sites.get(site)?;
        let line = site.lines.get(&hash(text)?)?;
        // A tenth of the pages; of few pages, half.
        let share = if site.pages >= MANY { 10 } else { 2 };
        let often = line.pages >= LEAST && u64::from(line.pages) * share >= u64::from(site.pages);
        often.then_some(Recurrence { pages: line.pages, of: site.pages })
    }

    /// Number of sites.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sites.len()
    }

    /// Whether nothing was learnt.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }
}

/// The host of an address, without `www.`; `None` where it has none.
#[must_use]
pub fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The site of a document by its name: the host of the address in it, or the folder it lies in; `.` where
/// it has neither.
#[must_use]
pub fn site_of(name: &str) -> &str {
    if let Some(host) = host(name) {
        return host;
    }
    let folder = name.rfind(['/', '\\']).map_or("", |at| &name[..at]);
    let own = folder.rsplit(['/', '\\']).next().unwrap_or_default();
    if own.is_empty() { "." } else { own }
}

/// A text as it is remembered: its characters, spaces aside. `None` for what says nothing (`*`, `12`).
fn hash(text: &str) -> Option<u64> {
    let is_said = text.chars().any(char::is_alphabetic);
    is_said.then(|| hash::of_chars(text.chars().filter(|c| !c.is_whitespace())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learnt(pages: u32) -> Sites {
        let mut sites = Sites::default();
        for n in 0..pages {
            let own = format!("The mill turned for the {n}th time.");
            sites.learn("holm", ["Read the River Letter", "Read the River Letter", own.as_str()]);
        }
        sites
    }

    #[test]
    fn lines_count_once_a_page_and_articles_do_not_recur() {
        let sites = learnt(12);
        let found = sites.recurrence("holm", "Read the  River Letter");
        assert_eq!(found, Some(Recurrence { pages: 12, of: 12 }));
        assert!(found.is_some_and(Recurrence::is_decisive));
        assert_eq!(sites.recurrence("holm", "The mill turned for the 3th time."), None);
        assert_eq!(sites.recurrence("elsewhere", "Read the River Letter"), None);
    }

    #[test]
    fn a_small_batch_decides_nothing_alone() {
        assert_eq!(learnt(1).recurrence("holm", "Read the River Letter"), None);
        for pages in [2, 4] {
            let found = learnt(pages).recurrence("holm", "Read the River Letter");
            assert!(found.is_some_and(|r| !r.is_decisive()), "{pages}");
        }
    }

    #[test]
    fn a_site_is_a_host_or_a_folder() {
        for (name, site) in [
            ("a/b/c.txt", "b"),
            ("c.txt", "."),
            ("/c.txt", "."),
            ("a\\b\\c.txt", "b"),
            ("crawl.warc#https://www.holm.example:8080/a/b.html", "holm.example"),
            ("http://u@holm.example?x", "holm.example"),
        ] {
            assert_eq!(site_of(name), site, "{name}");
        }
    }

    #[test]
    fn profiles_come_back_as_they_were_but_for_lines_of_one_page() {
        let sites = learnt(12);
        let text = sites.to_yaml().expect("it can be written");
        let read = Sites::from_yaml(&text).expect("it can be read");
        let line = "Read the River Letter";
        assert_eq!(read.recurrence("holm", line), sites.recurrence("holm", line));
        assert_eq!(read.to_yaml().expect("it can be written"), text);
        for bad in
            ["", "schema: other\nsites: []\n", "schema: copydesk/sites/v1\nsites: [{site: a, pags: 1}]\n"]
        {
            assert!(Sites::from_yaml(bad).is_err(), "{bad:?}");
        }
    }
}
