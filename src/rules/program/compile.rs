//! From the expression as it is parsed to its instructions.

use super::set::{Family, Set};
use super::{Choice, First, Inst, Look, Program};
use regex_syntax::ast::{self, Ast};
use regex_syntax::hir::{Class, HirKind};
use std::collections::BTreeMap;

/// Most instructions of a program, its texts counted by their characters.
const MOST: usize = 400_000;
/// Most instructions looked through for what may come next.
const AHEAD: usize = 400;
/// Choices of fewer ways are tried one after the other.
const TABLE: usize = 4;

/// Why there is no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Refusal {
    /// It would be too large.
    TooLarge,
    /// The expression asks for something programs do not have.
    Unknown,
}

/// Signs at the head of a group that change how the expression is read.
#[derive(Clone, Copy, Default)]
struct Flags {
    fold: bool,
    lines: bool,
    dot_all: bool,
    lazy: bool,
}

struct Compiler<'s> {
    source: &'s str,
    program: Program,
    /// The sets of classes met, by where they stand: what is repeated is read once.
    classes: BTreeMap<usize, u32>,
}

impl Program {
    /// Compiles an expression, parsed from `source`.
    pub(in crate::rules) fn new(source: &str, ast: &Ast) -> Result<Self, Refusal> {
        let program = Self {
            code: Vec::new(),
            chars: Vec::new(),
            sets: Vec::new(),
            choices: Vec::new(),
            first: First::default(),
            anchored: false,
            at_edge: false,
            branches: 0,
        };
        let mut compiler = Compiler { source, program, classes: BTreeMap::new() };
        compiler.node(ast, &mut Flags::default())?;
        compiler.push(Inst::Match)?;
        Ok(compiler.program.finished())
    }

    /// What comes next is told once all instructions stand.
    fn finished(mut self) -> Self {
        self.first = self.first_of(0);
        self.anchored = matches!(self.code.first(), Some(Inst::Look(Look::Start)));
        self.at_edge = matches!(self.code.first(), Some(Inst::Look(Look::WordEdge)));
        for at in 0..self.choices.len() {
            if self.choices[at].ways.len() < TABLE {
                continue;
            }
            let ways = std::mem::take(&mut self.choices[at].ways);
            let firsts: Vec<First> = ways.iter().map(|&way| self.first_of(way)).collect();
            let open = |fits: &dyn Fn(&First) -> bool| -> Vec<u32> {
                ways.iter().zip(&firsts).filter(|(_, f)| f.empty || fits(f)).map(|(way, _)| *way).collect()
            };
            let mut choice = Choice { others: open(&|f| f.other), ..Choice::default() };
            for byte in 0..128 {
                choice.starts.push(fit(choice.open.len()));
                choice.open.extend(open(&|f| f.ascii >> byte & 1 == 1));
            }
            choice.starts.push(fit(choice.open.len()));
            choice.ways = ways;
            self.choices[at] = choice;
        }
        self
    }

    /// What the next character may be for what begins at an instruction to succeed.
    fn first_of(&self, start: u32) -> First {
        let mut first = First::default();
        let (mut open, mut seen) = (vec![start], Vec::new());
        while let Some(pc) = open.pop() {
            if seen.contains(&pc) {
                continue;
            }
            seen.push(pc);
            if seen.len() > AHEAD {
                return First { ascii: u128::MAX, other: true, empty: true };
            }
            match self.code[pc as usize] {
                Inst::Text { from, fold, .. } => {
                    let c = self.chars[from as usize];
                    first.other |= !c.is_ascii() || fold && matches!(c, 'k' | 's');
                    if c.is_ascii() {
                        first.ascii |= 1 << u32::from(c);
                        first.ascii |= if fold { 1 << u32::from(c.to_ascii_uppercase()) } else { 0 };
                    }
                }
                Inst::Set(set) => {
                    first.ascii |= self.sets[set as usize].ascii;
                    first.other |= self.sets[set as usize].has_others();
                }
                Inst::Look(_) => open.push(pc + 1),
                Inst::Split { first, second, .. } => open.extend([first, second]),
                Inst::Choose { choice, .. } => open.extend(&self.choices[choice as usize].ways),
                Inst::Jump(to) => open.push(to),
                Inst::Match => first.empty = true,
            }
        }
        first
    }
}

fn fit(n: usize) -> u32 {
    // Programs are bounded.
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Compiler<'_> {
    fn here(&self) -> u32 {
        fit(self.program.code.len())
    }

    fn push(&mut self, inst: Inst) -> Result<usize, Refusal> {
        if self.program.code.len() + self.program.chars.len() >= MOST {
            return Err(Refusal::TooLarge);
        }
        self.program.code.push(inst);
        Ok(self.program.code.len() - 1)
    }

    fn mark(&mut self) -> u32 {
        self.program.branches += 1;
        fit(self.program.branches - 1)
    }

    /// A class: its set is made the first time, and the same wherever the class is repeated.
    fn class(&mut self, ast: &Ast, flags: Flags) -> Result<(), Refusal> {
        let at = ast.span().start.offset;
        if let Some(&set) = self.classes.get(&at) {
            return self.push(Inst::Set(set)).map(|_| ());
        }
        let before = self.program.sets.len();
        match ast {
            Ast::ClassPerl(class) => {
                let mut set = Set::default();
                set.add(family(&class.kind), class.negated);
                self.set(set)?;
            }
            Ast::ClassUnicode(class) => self.translated(&class.span, flags)?,
            Ast::ClassBracketed(class) => self.bracketed(class, flags)?,
            _ => {}
        }
        if self.program.sets.len() == before + 1 {
            self.classes.insert(at, fit(before));
        }
        Ok(())
    }

    // The depth of an expression is bounded by its parser.
    fn node(&mut self, ast: &Ast, flags: &mut Flags) -> Result<(), Refusal> {
        match ast {
            Ast::Empty(_) => {}
            Ast::Flags(set) => change(flags, &set.flags)?,
            Ast::Literal(literal) => self.text(&[literal.c], *flags)?,
            Ast::Dot(_) => {
                let mut set = if flags.dot_all { Set::default() } else { Set::new(&[('\n', '\n')], false) };
                set.negate();
                self.set(set)?;
            }
            Ast::Assertion(assertion) => {
                let look = look(&assertion.kind, *flags)?;
                self.push(Inst::Look(look))?;
            }
            Ast::ClassPerl(_) | Ast::ClassUnicode(_) | Ast::ClassBracketed(_) => self.class(ast, *flags)?,
            Ast::Repetition(repetition) => self.repetition(repetition, *flags)?,
            Ast::Group(group) => {
                let mut inner = *flags;
                if let ast::GroupKind::NonCapturing(set) = &group.kind {
                    change(&mut inner, set)?;
                }
                self.node(&group.ast, &mut inner)?;
            }
            Ast::Alternation(alternation) => self.alternation(&alternation.asts, flags)?,
            Ast::Concat(concat) => self.concat(&concat.asts, flags)?,
        }
        Ok(())
    }

    /// A text: in one instruction, but for characters whose other case is not in ASCII.
    fn text(&mut self, chars: &[char], flags: Flags) -> Result<(), Refusal> {
        for run in chars.chunk_by(|a, b| !flags.fold || a.is_ascii() && b.is_ascii()) {
            if flags.fold && !run[0].is_ascii() {
                self.set(Set::new(&[(run[0], run[0])], true))?;
                continue;
            }
            let from = fit(self.program.chars.len());
            let as_stored = |c: &char| if flags.fold { c.to_ascii_lowercase() } else { *c };
            self.program.chars.extend(run.iter().map(as_stored));
            self.push(Inst::Text { from, to: fit(self.program.chars.len()), fold: flags.fold })?;
        }
        Ok(())
    }

    /// What stands side by side, characters gathered into texts.
    fn concat(&mut self, asts: &[Ast], flags: &mut Flags) -> Result<(), Refusal> {
        let is_literal = |ast: &Ast| matches!(ast, Ast::Literal(_));
        for run in asts.chunk_by(|a, b| is_literal(a) && is_literal(b)) {
            if !is_literal(&run[0]) {
                self.node(&run[0], flags)?;
                continue;
            }
            let chars: Vec<char> = run
                .iter()
                .filter_map(|ast| if let Ast::Literal(l) = ast { Some(l.c) } else { None })
                .collect();
            self.text(&chars, *flags)?;
        }
        Ok(())
    }

    fn set(&mut self, set: Set) -> Result<(), Refusal> {
        let at = fit(self.program.sets.len());
        self.program.sets.push(set);
        self.push(Inst::Set(at)).map(|_| ())
    }

    fn bracketed(&mut self, class: &ast::ClassBracketed, flags: Flags) -> Result<(), Refusal> {
        let ast::ClassSet::Item(item) = &class.kind else { return self.translated(&class.span, flags) };
        let items = match item {
            ast::ClassSetItem::Union(union) => union.items.as_slice(),
            one => std::slice::from_ref(one),
        };
        let (mut ranges, mut families) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                ast::ClassSetItem::Literal(literal) => ranges.push((literal.c, literal.c)),
                ast::ClassSetItem::Range(range) => ranges.push((range.start.c, range.end.c)),
                ast::ClassSetItem::Perl(class) => families.push((family(&class.kind), class.negated)),
                _ => return self.translated(&class.span, flags),
            }
        }
        let mut set = Set::new(&ranges, flags.fold);
        families.into_iter().for_each(|(family, negated)| set.add(family, negated));
        if class.negated {
            set.negate();
        }
        self.set(set)
    }

    /// A class as the library reads it: slower, but it knows all of them.
    fn translated(&mut self, span: &ast::Span, flags: Flags) -> Result<(), Refusal> {
        let source = self.source.get(span.start.offset..span.end.offset).ok_or(Refusal::Unknown)?;
        let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(flags.fold).build();
        let hir = parser.parse(source).map_err(|_| Refusal::Unknown)?;
        match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => self.set(Set::of_class(class)),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).map_err(|_| Refusal::Unknown)?;
                self.text(&text.chars().collect::<Vec<_>>(), Flags::default())
            }
            _ => Err(Refusal::Unknown),
        }
    }

    fn alternation(&mut self, asts: &[Ast], flags: &mut Flags) -> Result<(), Refusal> {
        let mark = self.mark();
        let choice = self.program.choices.len();
        self.program.choices.push(Choice::default());
        self.push(Inst::Choose { choice: fit(choice), mark })?;
        let mut ends = Vec::with_capacity(asts.len());
        for ast in asts {
            let here = self.here();
            self.program.choices[choice].ways.push(here);
            self.node(ast, flags)?;
            ends.push(self.push(Inst::Jump(0))?);
        }
        let here = self.here();
        for end in ends {
            self.program.code[end] = Inst::Jump(here);
        }
        Ok(())
    }

    fn repetition(&mut self, repetition: &ast::Repetition, flags: Flags) -> Result<(), Refusal> {
        use ast::{RepetitionKind as Kind, RepetitionRange as Range};
        let (least, most) = match &repetition.op.kind {
            Kind::ZeroOrOne => (0, Some(1)),
            Kind::ZeroOrMore => (0, None),
            Kind::OneOrMore => (1, None),
            Kind::Range(Range::Exactly(n)) => (*n, Some(*n)),
            Kind::Range(Range::AtLeast(n)) => (*n, None),
            Kind::Range(Range::Bounded(least, most)) => (*least, Some(*most)),
        };
        // What to repeat where nothing was taken is told in different ways by different engines.
        if crate::rules::literals::may_be_empty(&repetition.ast) {
            return Err(Refusal::Unknown);
        }
        let greedy = repetition.greedy != flags.lazy;
        let body = |compiler: &mut Self| compiler.node(&repetition.ast, &mut { flags });
        for _ in 0..least {
            body(self)?;
        }
        match most {
            None => {
                let split = self.split()?;
                body(self)?;
                self.push(Inst::Jump(fit(split)))?;
                self.join(split, greedy);
            }
            Some(most) => {
                let mut splits = Vec::new();
                for _ in least..most {
                    splits.push(self.split()?);
                    body(self)?;
                }
                splits.into_iter().for_each(|split| self.join(split, greedy));
            }
        }
        Ok(())
    }

    fn split(&mut self) -> Result<usize, Refusal> {
        let mark = self.mark();
        self.push(Inst::Split { first: 0, second: 0, mark })
    }

    /// Lets a split lead to what stands behind it, or else to here.
    fn join(&mut self, at: usize, greedy: bool) {
        let (body, here) = (fit(at + 1), self.here());
        if let Inst::Split { first, second, .. } = &mut self.program.code[at] {
            (*first, *second) = if greedy { (body, here) } else { (here, body) };
        }
    }
}

fn change(flags: &mut Flags, set: &ast::Flags) -> Result<(), Refusal> {
    let mut on = true;
    for item in &set.items {
        let flag = match item.kind {
            ast::FlagsItemKind::Negation => {
                on = false;
                continue;
            }
            ast::FlagsItemKind::Flag(flag) => flag,
        };
        match flag {
            ast::Flag::CaseInsensitive => flags.fold = on,
            ast::Flag::MultiLine => flags.lines = on,
            ast::Flag::DotMatchesNewLine => flags.dot_all = on,
            ast::Flag::SwapGreed => flags.lazy = on,
            // Seen to by the parser.
            ast::Flag::IgnoreWhitespace => {}
            ast::Flag::Unicode if on => {}
            ast::Flag::Unicode | ast::Flag::CRLF => return Err(Refusal::Unknown),
        }
    }
    Ok(())
}

fn look(kind: &ast::AssertionKind, flags: Flags) -> Result<Look, Refusal> {
    use ast::AssertionKind as Kind;
    Ok(match kind {
        Kind::StartLine if flags.lines => Look::StartOfLine,
        Kind::EndLine if flags.lines => Look::EndOfLine,
        Kind::StartLine | Kind::StartText => Look::Start,
        Kind::EndLine | Kind::EndText => Look::End,
        Kind::WordBoundary => Look::WordEdge,
        Kind::NotWordBoundary => Look::NoWordEdge,
        _ => return Err(Refusal::Unknown),
    })
}

fn family(kind: &ast::ClassPerlKind) -> Family {
    match kind {
        ast::ClassPerlKind::Word => Family::Word,
        ast::ClassPerlKind::Space => Family::Space,
        ast::ClassPerlKind::Digit => Family::Digit,
    }
}
