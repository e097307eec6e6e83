//! Named lists of terms, and how they are named inside other terms.

use super::choice::Choice;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most texts a list may hold, its lists within lists counted.
const MAX_LIST: usize = 20_000;

/// Named lists of terms, as a pack sees them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    terms: BTreeMap<String, Vec<String>>,
    /// The texts of those that were asked for as a choice.
    choices: RefCell<BTreeMap<String, Arc<Choice>>>,
}

impl Lists {
    pub(super) fn insert(&mut self, name: String, terms: Vec<String>) {
        self.choices.take();
        self.terms.insert(name, terms);
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Vec<String>> {
        self.choices.take();
        self.terms.get_mut(name)
    }

    /// The texts of a list as a choice, `make` making it where nobody asked before.
    pub(super) fn choice(&self, name: &str, make: impl FnOnce() -> Option<Choice>) -> Option<Arc<Choice>> {
        let known = self.choices.borrow().get(name).cloned();
        known.or_else(|| {
            let made = Arc::new(make()?);
            self.choices.borrow_mut().insert(name.to_owned(), made.clone());
            Some(made)
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.terms.contains_key(name)
    }

    pub(super) fn names(&self) -> Vec<&str> {
        self.terms.keys().map(String::as_str).collect()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.terms.iter()
    }

    /// The texts of a list, lists named in it resolved. `None` where it is unknown or names itself.
    pub(super) fn resolve(
        &self,
        name: &str,
        path: &mut Vec<String>,
        out: &mut Vec<String>,
    ) -> Result<(), String> {
        let Some(terms) = self.terms.get(name) else { return Err(format!("unknown list `${name}`")) };
        if path.iter().any(|p| p == name) {
            return Err(format!("the list `${name}` contains itself"));
        }
        path.push(name.to_owned());
        for term in terms {
            match list_name(term) {
                Some(inner) => self.resolve(inner, path, out)?,
                None => out.push(term.clone()),
            }
            if out.len() > MAX_LIST {
                return Err(format!("the list `${name}` holds more than {MAX_LIST} texts"));
            }
        }
        path.pop();
        Ok(())
    }
}

/// `$name`, where that is the whole term.
pub(super) fn list_name(term: &str) -> Option<&str> {
    term.strip_prefix('$').filter(|name| !name.is_empty() && name.chars().all(is_name))
}

fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

/// The first `$name` inside a longer term; an amount of money is none.
pub(super) fn list_in(term: &str) -> Option<(usize, &str)> {
    term.match_indices('$').find_map(|(at, _)| {
        let rest = &term[at + 1..];
        let len = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let name = rest[..len].trim_end_matches('-');
        name.starts_with(|c: char| c.is_ascii_lowercase()).then_some((at, name))
    })
}
