//! HTML, written so that nothing of an article can become markup.

use crate::report::visible;
use std::fmt::Write as _;

/// A page being written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Adds markup as it stands.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text of an article; controls and direction marks become visible.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for line in text.split_inclusive('\n') {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            for c in visible(line).chars() {
                match c {
                    '&' => self.0.push_str("&amp;"),
                    '<' => self.0.push_str("&lt;"),
                    '>' => self.0.push_str("&gt;"),
                    '"' => self.0.push_str("&quot;"),
                    '\'' => self.0.push_str("&#39;"),
                    c => self.0.push(c),
                }
            }
            self.0.push_str(end);
        }
        self
    }

    /// Adds an element that holds text alone; nothing where the text is empty.
    pub(super) fn element(&mut self, name: &str, class: &str, text: &str) -> &mut Self {
        if text.is_empty() {
            return self;
        }
        let _ = if class.is_empty() {
            write!(self.0, "<{name}>")
        } else {
            write!(self.0, "<{name} class=\"{class}\">")
        };
        self.text(text);
        let _ = write!(self.0, "</{name}>");
        self
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn text_never_becomes_markup() {
        let mut html = Html::default();
        html.element("p", "x", "<script>alert('1')</script> & \"so\" on\u{202E}\u{1B}");
        assert_eq!(
            html.finish(),
            "<p class=\"x\">&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;so&quot; on\u{FFFD}\u{241B}</p>"
        );
    }
}
