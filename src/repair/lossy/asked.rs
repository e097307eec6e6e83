//! Question marks behind what is left of a mark: put for the byte that was lost (`â€?it isâ€?`), or the sentence's own
//! (`the plural of â€œoxâ€?`).

use super::places::Place;

/// Gives the question marks that are the text's own back to it.
pub(super) fn give_back(text: &str, places: &mut [Place]) {
    let is_marked = |p: &Place| p.range.len() > 1 && text[p.range.clone()].ends_with('?');
    if !places.iter().any(is_marked) {
        return;
    }
    // Of a decoder that puts one for each byte that it lost none is left without.
    let is_bare = |p: &Place| text[p.range.clone()].chars().count() > 1 && !is_marked(p);
    let is_put = !places.iter().any(is_bare) && places.iter().any(|p| is_marked(p) && !may_ask(text, p));
    if is_put {
        return;
    }
    for place in places.iter_mut().filter(|p| is_marked(p)) {
        place.range.end -= 1;
    }
}

/// Whether a sentence may end with it: behind a word, before the next one.
fn may_ask(text: &str, place: &Place) -> bool {
    let before = text[..place.range.start].chars().next_back();
    let rest = &text[place.range.end..];
    let next = rest.trim_start().chars().next();
    let is_next = next.is_none_or(|c| !c.is_lowercase());
    let is_apart = !rest.starts_with(char::is_alphanumeric) && !rest.starts_with([',', '.', ';', ':', '?']);
    before.is_some_and(|c| c.is_alphanumeric() || ")]%".contains(c)) && is_apart && is_next
}

#[cfg(test)]
mod tests {
    use crate::repair::{Options, apply, find};

    #[test]
    fn questions_stay_and_what_was_put_for_a_byte_goes() {
        for (damaged, clean) in [
            ("Whatâ€™s the plural of â€œoxâ€? Whoâ€™s next?", "What’s the plural of “ox”? Who’s next?"),
            ("He said â€œnoâ€ to me. Is it â€œsafeâ€?", "He said “no” to me. Is it “safe”?"),
            (
                "He said â€œno,â€? and â€œyesâ€?, and it wasnâ€™t true.",
                "He said “no,” and “yes”, and it wasn’t true.",
            ),
        ] {
            let found = find(damaged, &Options::default());
            assert_eq!(apply(damaged, &found.repairs), clean);
        }
    }
}
