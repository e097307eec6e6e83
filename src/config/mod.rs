//! The project file `copydesk.yaml`: which packs apply, how much each rule matters, which lists are changed,
//! where in the tree it is otherwise, and what is left out.
//!
//! Text in, settings or every mistake out. Which file holds for which input is found in `cli`.

mod file;
mod globs;
mod template;

pub use file::{Change, Extend, Override, Project, Setting};
pub use globs::Globs;
pub use template::TEMPLATE;

use crate::model::Severity;
use crate::rules::{LoadErrors, Loader, PackSource, Packs};

/// The name a project file has.
pub const FILE_NAME: &str = "copydesk.yaml";

/// Codes and what they are set to, later ones last; `None` is off.
pub type Severities = Vec<(String, Option<Severity>)>;

/// A project file with its packs loaded: ready to say what applies to which document.
#[derive(Debug)]
pub struct Compiled {
    packs: Packs,
    /// What the project file says of rules and built-in codes, overrides left out.
    settings: Severities,
    overrides: Vec<(Globs, Severities)>,
    ignore: Globs,
}

impl Compiled {
    /// Loads the embedded packs, those the project extends and `further` ones, and applies its settings.
    /// `packs` are the files of `extends`, in its order.
    ///
    /// # Errors
    /// Every mistake in the project file and in every pack.
    pub fn new(project: Option<&Project>, packs: Vec<PackSource>) -> Result<Self, LoadErrors> {
        let mut loader = Loader::new(&packs);
        let Some(project) = project else {
            let packs = loader.finish(Vec::new())?;
            return Ok(Self { packs, settings: Vec::new(), overrides: Vec::new(), ignore: Globs::default() });
        };
        let mut sink = project.known_mistakes();
        for change in &project.lists {
            project.change_list(change, &mut loader, &mut sink);
        }
        let settings = project.resolve(&project.rules, &loader, &mut sink);
        let overrides: Vec<_> = project
            .overrides
            .iter()
            .map(|o| (o.files.clone(), project.resolve(&o.rules, &loader, &mut sink)))
            .collect();
        sink.errors.sort_by_key(|e| (e.span.start, e.span.end));
        let packs = loader.finish(sink.errors)?.adjusted(&settings);
        Ok(Self { packs, settings, overrides, ignore: project.ignore.clone() })
    }

    /// Whether a document is left out; `path` is relative to the project file's folder, with `/`.
    #[must_use]
    pub fn ignores(&self, path: &str) -> bool {
        self.ignore.matches(path)
    }

    /// Which overrides hold for a document: documents with the same answer share a configuration.
    #[must_use]
    pub fn overrides(&self, path: &str) -> Vec<usize> {
        (0..self.overrides.len()).filter(|&i| self.overrides[i].0.matches(path)).collect()
    }

    /// All that is said of rules and built-in codes with these overrides.
    #[must_use]
    pub fn severities(&self, overrides: &[usize]) -> Severities {
        let further = overrides.iter().filter_map(|&i| self.overrides.get(i)).flat_map(|(_, s)| s);
        self.settings.iter().chain(further).cloned().collect()
    }

    /// The rules with these overrides applied, later ones last.
    #[must_use]
    pub fn packs(&self, overrides: &[usize]) -> Packs {
        let settings: Vec<_> =
            overrides.iter().filter_map(|&i| self.overrides.get(i)).flat_map(|(_, s)| s.clone()).collect();
        if settings.is_empty() { self.packs.clone() } else { self.packs.adjusted(&settings) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Compiled, Project, TEMPLATE};
    use crate::rules::{PackSource, Packs};

    const HOUSE: &str = "\
pack: house
lists: {hype: [game changer, unheard of]}
rules:
  - {id: no-hype, forbid: $hype}
  - {id: no-lamps, forbid: lamp}
";

    fn compile(text: &str) -> Result<Compiled, String> {
        let house = PackSource { file: "house.yaml".to_owned(), text: HOUSE.to_owned() };
        let project = Project::read("copydesk.yaml", text);
        Compiled::new(Some(&project), vec![house]).map_err(|e| e.to_string())
    }

    fn severity(packs: &Packs, code: &str) -> &'static str {
        let rule = packs.rule(code).unwrap_or_else(|| panic!("{code} is no rule"));
        rule.severity.map_or("off", crate::model::Severity::as_str)
    }

    #[test]
    fn the_last_word_on_a_rule_holds() {
        let text = "
rules: {text/*: off, doubled-word: error, house/no-hype: info}
overrides:
  - {files: ['opinion/**', '*.draft.md'], rules: {no-hype: off}}
  - {files: opinion/lead.md, rules: {no-hype: error, no-lamps: info}}
";
        let compiled = compile(text).unwrap_or_else(|e| panic!("{e}"));
        let of = |path: &str, code| severity(&compiled.packs(&compiled.overrides(path)), code);
        assert_eq!(of("news/a.md", "text/lost-space"), "off");
        assert_eq!(of("news/a.md", "text/doubled-word"), "error");
        assert_eq!(of("news/a.md", "house/no-hype"), "info");
        assert_eq!(of("news/a.md", "house/no-lamps"), "warning");
        assert_eq!(of("opinion/deep/a.md", "house/no-hype"), "off");
        assert_eq!(of("news/a.draft.md", "house/no-hype"), "off");
        assert_eq!(of("opinion/lead.md", "house/no-hype"), "error");
        assert_eq!(of("opinion/lead.md", "house/no-lamps"), "info");
    }

    #[test]
    fn lists_grow_and_shrink() {
        let text = "lists: {hype: {add: [one of a kind], remove: unheard of}}";
        let packs = compile(text).unwrap_or_else(|e| panic!("{e}")).packs(&[]);
        let crate::rules::Verb::Forbid(crate::rules::Forbid::Words(hype, _)) =
            &packs.rule("house/no-hype").expect("there").verb
        else {
            panic!()
        };
        assert!(hype.is_match("One of a kind") && hype.is_match("a game changer"));
        assert!(!hype.is_match("unheard of"));
    }

    #[test]
    fn what_is_left_out_is_left_out() {
        let compiled =
            compile("ignore: [drafts/, '*.bak', '!drafts/keep.md']").unwrap_or_else(|e| panic!("{e}"));
        for (path, out) in [
            ("drafts/a.md", true),
            ("news/drafts/b.md", true),
            ("a.bak", true),
            ("news/c.bak", true),
            ("news/a.md", false),
        ] {
            assert_eq!(compiled.ignores(path), out, "{path}");
        }
    }

    #[test]
    fn a_pattern_that_is_none_is_a_mistake_in_its_place() {
        for text in ["ignore:\n  - drafts/\n  - '['\n", "overrides:\n\n  - {files: ['a[b'], rules: {}}\n"] {
            let Err(errors) = compile(text) else { panic!("{text} loads") };
            assert!(errors.contains(":3:") && errors.contains("not a pattern for files"), "{errors}");
        }
    }

    #[test]
    fn every_mistake_is_underlined_at_once() {
        let text = "
extend: [house]
rules: {no-hipe: off, house/no-lamps: of, text/*: info}
lists: {hyp: {add: [x]}, hype: {remove: [unheard off], ad: [y]}}
overrides:
  - {file: [a], rules: {lost-spaces: off}}
  - {files: ['a{b'], rules: {no-lamps: off}}
";
        let Err(errors) = compile(text) else { panic!("it loads") };
        for line in [
            "unknown key in copydesk.yaml: `extend`",
            "did you mean `extends`?",
            "unknown rule `no-hipe`",
            "did you mean `house/no-hype`?",
            "unknown value of `house/no-lamps`: `of`",
            "unknown list `hyp`",
            "the list `hype` does not hold `unheard off`",
            "did you mean `unheard of`?",
            "unknown key in the list `hype`: `ad`",
            "unknown key in an override: `file`",
            "unknown rule `lost-spaces`",
            "not a pattern for files",
        ] {
            assert!(errors.contains(line), "lacks {line}\n{errors}");
        }
    }

    #[test]
    fn what_init_writes_loads_and_changes_nothing() {
        let project = Project::read("copydesk.yaml", TEMPLATE);
        let compiled = Compiled::new(Some(&project), Vec::new()).unwrap_or_else(|e| panic!("{e}"));
        let (own, bare) = (compiled.packs(&[]), Packs::embedded());
        let all = |p: &Packs| p.rules().iter().map(|r| (r.code.to_string(), r.severity)).collect::<Vec<_>>();
        assert_eq!(all(&own), all(&bare));
    }

    #[test]
    fn what_init_shows_in_comments_loads_too() {
        // Every commented line that is YAML, taken out of its comment.
        let shown: String = TEMPLATE
            .lines()
            .filter_map(|l| {
                l.strip_prefix("#  ")
                    .map(|l| format!(" {l}\n"))
                    .or_else(|| l.ends_with(':').then(|| format!("{}\n", l.trim_start_matches("# "))))
            })
            .collect();
        let project = Project::read("copydesk.yaml", &shown);
        assert_eq!(project.known_mistakes().errors, [], "{shown}");
        assert!(!project.rules.is_empty() && !project.overrides.is_empty() && !project.extends.is_empty());
    }
}
