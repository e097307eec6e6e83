//! What each tag does to the blocks around it.

use crate::model::Form;

/// The effect of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// None: part of the running text.
    Inline,
    /// White space.
    Space,
    /// Marks around the words, which it stands for.
    Quotes,
    /// A reading over the words before it, or the end of both.
    Reading,
    /// Ends the block before it.
    Break,
    /// Opens a block of a form.
    Form(Form),
    /// Opens a list.
    List {
        /// Numbered.
        ordered: bool,
    },
    /// Opens or ends a cell of a table.
    Cell,
    /// Carries a field.
    Meta,
}

/// The effect of the tag of this name, in lower case. Unknown names are inline.
pub(super) fn effect(name: &str) -> Effect {
    match name {
        "br" | "wbr" => Effect::Space,
        "q" => Effect::Quotes,
        "rt" | "rtc" | "rp" | "rb" | "ruby" => Effect::Reading,
        "ul" | "menu" => Effect::List { ordered: false },
        "ol" => Effect::List { ordered: true },
        "li" | "dd" => Effect::Form(Form::Item { depth: 0, ordered: false }),
        "h1" => Effect::Form(Form::Heading(1)),
        "h2" => Effect::Form(Form::Heading(2)),
        "h3" => Effect::Form(Form::Heading(3)),
        "h4" => Effect::Form(Form::Heading(4)),
        "h5" => Effect::Form(Form::Heading(5)),
        "h6" => Effect::Form(Form::Heading(6)),
        "blockquote" => Effect::Form(Form::Quote),
        "pre" | "xmp" | "listing" | "plaintext" => Effect::Form(Form::Code),
        "figcaption" | "caption" => Effect::Form(Form::Caption),
        "tr" => Effect::Form(Form::Row),
        "td" | "th" => Effect::Cell,
        "nav" => Effect::Form(Form::Navigation),
        "meta" => Effect::Meta,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "figure" | "table"
        | "thead" | "tbody" | "tfoot" | "form" | "fieldset" | "legend" | "label" | "button" | "select"
        | "option" | "input" | "textarea" | "dl" | "dt" | "hr" | "body" | "html" | "head" | "address"
        | "details" | "summary" | "dialog" | "hgroup" | "search" | "center" | "iframe" | "video"
        | "audio" | "link" | "img" | "picture" => Effect::Break,
        _ => Effect::Inline,
    }
}
