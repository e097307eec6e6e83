//! A formula in MathML as a line of text: `E=mc²`, `(a+b)/2`, `√(x)`.

use super::attribute;
use super::scan::{Token, Tokens};
use super::signs;

/// Elements nested deeper than this are read as if they stood beside each other.
const DEEP: usize = 64;

/// What is known of an element while it is open.
struct Open {
    name: &'static str,
    /// What its children say.
    children: Vec<Part>,
}

/// A child of an element.
struct Part {
    text: String,
    /// Whether it holds together without brackets.
    is_one: bool,
}

/// Elements whose children have places.
const PLACED: &[&str] = &[
    "msup",
    "msub",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mfrac",
    "mroot",
    "msqrt",
    "mtr",
    "mtable",
    "mtext",
];

/// The words of a formula; `body` is what stands between `<math>` and its end.
pub(super) fn line(body: &str) -> String {
    let mut open = vec![Open { name: "", children: Vec::new() }];
    // Open elements that are not in `open`, because nothing depends on them or they stand too deep.
    let mut names: Vec<(&str, bool)> = Vec::new();
    for token in Tokens::new(body) {
        match token {
            Token::Text(span) | Token::Title(span) => {
                let text = htmlize::unescape(&body[span.range()]);
                let words: Vec<&str> = text.split_whitespace().collect();
                if let (false, Some(last)) = (words.is_empty(), open.last_mut()) {
                    last.children.push(Part { text: words.join(" "), is_one: true });
                }
            }
            Token::Tag { name, closing: false, span } => {
                let tag = &body[span.range()];
                if tag.ends_with("/>") {
                    if name.eq_ignore_ascii_case("mspace")
                        && attribute::find(tag, "width").is_some()
                        && let Some(last) = open.last_mut()
                    {
                        last.children.push(Part { text: " ".into(), is_one: true });
                    }
                    continue;
                }
                let placed = PLACED.iter().find(|p| p.eq_ignore_ascii_case(name));
                let opens = open.len() < DEEP;
                if opens {
                    open.push(Open { name: placed.copied().unwrap_or(""), children: Vec::new() });
                }
                names.push((name, opens));
            }
            Token::Tag { name, closing: true, .. } => {
                if names.last().is_some_and(|(last, _)| last.eq_ignore_ascii_case(name)) {
                    let opened = names.pop().is_some_and(|(_, opened)| opened);
                    if opened {
                        close(&mut open);
                    }
                }
            }
            Token::Comment(_) | Token::Hidden { .. } | Token::Formula { .. } => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|whole| joined(whole).text.trim().to_owned()).unwrap_or_default()
}

/// Puts the innermost element together and into the one around it.
fn close(open: &mut Vec<Open>) {
    if let (Some(done), true) = (open.pop(), !open.is_empty()) {
        let part = joined(done);
        if let Some(around) = open.last_mut() {
            around.children.push(part);
        }
    }
}

/// What an element says.
fn joined(element: Open) -> Part {
    let mut parts = element.children;
    let is_one = parts.len() < 2 && parts.first().is_none_or(|part| part.is_one);
    let mut parts = parts.drain(..);
    let mut text = parts.next().map_or_else(String::new, |first| match element.name {
        "mfrac" => bracketed(first),
        _ => first.text,
    });
    match element.name {
        "mfrac" => {
            for part in parts {
                text.push('/');
                text.push_str(&bracketed(part));
            }
        }
        "msup" | "mover" => parts.for_each(|part| raise(&mut text, part)),
        "msub" | "munder" => parts.for_each(|part| lower(&mut text, part)),
        "msubsup" | "munderover" => {
            for (n, part) in parts.enumerate() {
                if n == 0 { lower(&mut text, part) } else { raise(&mut text, part) }
            }
        }
        "mroot" => {
            let index = parts.next().map(|part| part.text).unwrap_or_default();
            let index = signs::raised(index.trim(), "2").unwrap_or(index);
            text = format!("{index}√({text})");
        }
        "msqrt" => {
            parts.for_each(|part| text.push_str(&part.text));
            text = format!("√({text})");
        }
        name => {
            let between = match name {
                "mtr" => " ",
                "mtable" => "; ",
                _ => "",
            };
            for part in parts {
                text.push_str(between);
                text.push_str(&part.text);
            }
        }
    }
    Part { text, is_one: is_one && element.name != "mfrac" || matches!(element.name, "msqrt" | "mroot") }
}

fn bracketed(part: Part) -> String {
    if part.is_one { part.text } else { format!("({})", part.text) }
}

fn raise(base: &mut String, part: Part) {
    match signs::raised(&part.text, "2") {
        Some(raised) => base.push_str(&raised),
        // A sign over a letter.
        None if !part.text.contains(char::is_alphanumeric) => base.push_str(&part.text),
        None => {
            base.push('^');
            base.push_str(&bracketed(part));
        }
    }
}

fn lower(base: &mut String, part: Part) {
    match signs::lowered(&part.text, "x") {
        Some(lowered) => base.push_str(&lowered),
        None => {
            base.push('_');
            base.push_str(&bracketed(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn formulas_are_lines() {
        let table = [
            ("<mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup>", "E=mc²"),
            (
                "<semantics>\n<mrow>\n<mi>x</mi>\n<mo>&lt;</mo>\n<mn>2</mn></mrow><annotation encoding=tex>x<2</annotation></semantics>",
                "x<2",
            ),
            ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
            ("<msqrt><mi>a</mi><mo>+</mo><mn>1</mn></msqrt>", "√(a+1)"),
            ("<mroot><mi>a</mi><mn>3</mn></mroot>", "³√(a)"),
            ("<msup><mi>e</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></msup>", "e^(a+b)"),
            ("<msup><mi>c</mi><mrow class=ord><mn>2</mn></mrow></msup>", "c²"),
            ("<msub><mi>v</mi><mtext>max</mtext></msub>", "v_max"),
            ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H₂O"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>",
                "∑_(i=1)ⁿ",
            ),
            ("<mtext>if the</mtext><mspace width=1em /><mtext>tide\n turns</mtext>", "if the tide turns"),
            ("<mi>x</mi></mrow></mi><mi>y", "xy"),
            ("", ""),
        ];
        for (body, expected) in table {
            assert_eq!(line(body), expected, "{body}");
        }
        assert_eq!(line(&"<msqrt>".repeat(5000)).matches('√').count(), 63);
    }
}
