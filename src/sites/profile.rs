//! Site profiles as files, `copydesk/sites/v1`.

use super::{Line, Site, Sites};
use serde::{Deserialize, Serialize};

const SCHEMA: &str = "copydesk/sites/v1";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    sites: Vec<SiteEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SiteEntry {
    site: String,
    pages: u32,
    lines: Vec<LineEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineEntry {
    hash: String,
    pages: u32,
    text: String,
}

impl Sites {
    /// The profile as YAML: lines of two pages or more, those of most pages first.
    ///
    /// # Errors
    /// Where the serialiser refuses, with its words.
    pub fn to_yaml(&self) -> Result<String, String> {
        let sites = self.sites.iter().map(|(name, site)| {
            let mut lines: Vec<_> = site.lines.iter().filter(|(_, line)| line.pages > 1).collect();
            lines.sort_by_key(|(hash, line)| (std::cmp::Reverse(line.pages), **hash));
            let entry = |(hash, line): (&u64, &Line)| LineEntry {
                hash: format!("x{hash:016x}"),
                pages: line.pages,
                text: line.text.clone(),
            };
            SiteEntry { site: name.clone(), pages: site.pages, lines: lines.into_iter().map(entry).collect() }
        });
        let file = File { schema: SCHEMA.to_owned(), sites: sites.collect() };
        serde_yaml::to_string(&file).map_err(|e| e.to_string())
    }

    /// A profile that [`Sites::to_yaml`] wrote.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn from_yaml(text: &str) -> Result<Self, String> {
        let file: File = serde_yaml::from_str(text).map_err(|e| brief(&e.to_string()))?;
        if file.schema != SCHEMA {
            return Err(format!("schema is {}, not {SCHEMA}", file.schema));
        }
        let mut sites = Self::default();
        for entry in file.sites {
            let mut site = Site { pages: entry.pages, ..Site::default() };
            for line in entry.lines {
                let hash = line.hash.strip_prefix('x').and_then(|h| u64::from_str_radix(h, 16).ok());
                let hash = hash.ok_or_else(|| format!("{}: no hash of a line", line.hash))?;
                site.lines.insert(hash, Line { pages: line.pages, text: line.text });
            }
            sites.sites.insert(entry.site, site);
        }
        Ok(sites)
    }
}

/// What a parser says, without the lines it shows below.
fn brief(error: &str) -> String {
    let line = error.lines().next().unwrap_or_default().trim_end_matches('.');
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
