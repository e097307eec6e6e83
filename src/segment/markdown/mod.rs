//! Markdown: front matter, then blocks. Markup leaves the text (link targets, emphasis marks,
//! heading and quote marks); code stays as it is, line for line.

mod block;
mod front_matter;
mod inline;

pub(crate) use inline::escaped;

use super::line::lines;
use crate::model::Block;

/// Blocks of a Markdown text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let (mut blocks, body) = front_matter::read(text, &lines);
    block::read(text, &lines[body..], &mut blocks);
    super::reform::nest(text, &mut blocks);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Form;

    fn seen(text: &str) -> Vec<(Form, String)> {
        blocks(text).iter().map(|b| (b.form, b.text.as_str().to_owned())).collect()
    }

    #[test]
    fn markup_makes_forms() {
        let item = |depth, ordered| Form::Item { depth, ordered };
        let table: &[(&str, &[(Form, &str)])] = &[
            ("# Tides #\n", &[(Form::Heading(1), "Tides")]),
            (
                "Tides\n=====\nThey rise\nand fall.\n",
                &[(Form::Heading(1), "Tides"), (Form::Paragraph, "They rise and fall.")],
            ),
            ("Tides\n---\n", &[(Form::Heading(2), "Tides")]),
            ("#tides are up\n", &[(Form::Paragraph, "#tides are up")]),
            (
                "* one\n  * two\n  goes on\n* three",
                &[(item(0, false), "one"), (item(1, false), "two goes on"), (item(0, false), "three")],
            ),
            ("1. one\n2. two", &[(item(0, true), "1. one"), (item(0, true), "2. two")]),
            ("> He said\n> so.\n", &[(Form::Quote, "He said so.")]),
            (
                "It sings\\\nand clicks,  \nand goes\non.\n",
                &[(Form::Paragraph, "It sings\nand clicks,\nand goes on.")],
            ),
            (
                "> It sings\\\n> and clicks\\\\\n> twice.\\\n",
                &[(Form::Quote, "It sings\nand clicks\\ twice.\\")],
            ),
            ("* It sings  \n  and clicks\n", &[(item(0, false), "It sings and clicks")]),
            ("```sh\n* a\n\n  b\n```\nafter", &[(Form::Code, "* a\n\n  b"), (Form::Paragraph, "after")]),
            ("```\nnever closed", &[(Form::Code, "never closed")]),
            ("<!-- a\nb -->\ntext", &[(Form::Comment, "<!-- a\nb -->"), (Form::Paragraph, "text")]),
            ("!--wp:image>\ntext", &[(Form::Comment, "!--wp:image>"), (Form::Paragraph, "text")]),
            ("see [the report](https://a.example/x_(y)) *now*", &[(Form::Paragraph, "see the report now")]),
            (
                "snake_case_name, 2 * 3 * 4 and \\*this\\*",
                &[(Form::Paragraph, "snake_case_name, 2 * 3 * 4 and *this*")],
            ),
            ("| a | b |\n|---|---|\n| 1 | 2 |", &[(Form::Row, "| a | b |"), (Form::Row, "| 1 | 2 |")]),
            (
                "un*believ*able, **bold**ness, 2*3*4, a*b*c and a*b or c*d",
                &[(Form::Paragraph, "unbelievable, boldness, 2*3*4, a*b*c and a*b or c*d")],
            ),
            (
                "Take $a_1 * b_2 * c\\,d$, $5 and \\$6, *or* $$\\frac{a}{b}$$ and US$ 7_000_ or 8$.",
                &[(
                    Form::Paragraph,
                    "Take $a_1 * b_2 * c\\,d$, $5 and $6, or $$\\frac{a}{b}$$ and US$ 7_000_ or 8$.",
                )],
            ),
            (
                "See [the site][Ref], [ref][] and [1][2].\n\n[ref]: https://a.example \"T\"\n[^n]: A note.\n[a]: said he",
                &[
                    (Form::Paragraph, "See the site, ref and [1][2]."),
                    (Form::Meta("field"), "[ref]: https://a.example \"T\""),
                    (Form::Paragraph, "[^n]: A note. [a]: said he"),
                ],
            ),
            (
                "> He said\n> - one\n> - two\n>\n> so. 3.\n> 4. on\n>\n",
                &[
                    (Form::Quote, "He said"),
                    (item(0, false), "one"),
                    (item(0, false), "two"),
                    (Form::Quote, "so. 3. 4. on"),
                ],
            ),
            (
                "> So be it.\n> - Ann Poe\n\n>\nNo.",
                &[(Form::Quote, "So be it. - Ann Poe"), (Form::Quote, ""), (Form::Paragraph, "No.")],
            ),
            (">\n> He said so.\n>", &[(Form::Quote, "He said so.")]),
            (">", &[(Form::Quote, "")]),
            (
                "| a \\| b | \\*c |\n|---|---|\n| 1 | 2 |",
                &[(Form::Row, "| a \\| b | *c |"), (Form::Row, "| 1 | 2 |")],
            ),
            ("![A lock at low water](l.jpg)", &[(Form::Caption, "A lock at low water")]),
        ];
        for (text, expected) in table {
            let got = seen(text);
            let got: Vec<_> = got.iter().map(|(f, s)| (*f, s.as_str())).collect();
            assert_eq!(&got, expected, "{text:?}");
        }
    }

    #[test]
    fn front_matter_makes_fields() {
        let text =
            "---\ntitle: \"Low water\"\ndate: 2024-05-01\ntags:\n  - river\n  - trade\n---\nIt fell.\n";
        let expected = [
            (Form::Meta("title"), "Low water".to_owned()),
            (Form::Meta("date"), "2024-05-01".to_owned()),
            (Form::Meta("tags"), "river".to_owned()),
            (Form::Meta("tags"), "trade".to_owned()),
            (Form::Paragraph, "It fell.".to_owned()),
        ];
        assert_eq!(seen(text), expected);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(seen("---\nIt fell.\n")[0].1, "---");
    }
}
