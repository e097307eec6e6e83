//! Vietnamese in windows-1258: the tone is a mark of its own behind the vowel, where Unicode has one letter for both.

/// Vowels, and what each is with a tone, in the same order.
const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
const TONES: [(char, &str); 5] = [
    ('\u{300}', "àằầèềìòồờùừỳÀẰẦÈỀÌÒỒỜÙỪỲ"),
    ('\u{301}', "áắấéếíóốớúứýÁẮẤÉẾÍÓỐỚÚỨÝ"),
    ('\u{303}', "ãẵẫẽễĩõỗỡũữỹÃẴẪẼỄĨÕỖỠŨỮỸ"),
    ('\u{309}', "ảẳẩẻểỉỏổởủửỷẢẲẨẺỂỈỎỔỞỦỬỶ"),
    ('\u{323}', "ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ"),
];

/// Whether a character is the mark of a tone.
pub(super) fn is_tone(c: char) -> bool {
    TONES.iter().any(|(tone, _)| *tone == c)
}

/// The letter that a vowel and a tone make; `None` where no vowel stands.
pub(super) fn compose(vowel: char, tone: char) -> Option<char> {
    let (_, letters) = TONES.iter().find(|(mark, _)| *mark == tone)?;
    letters.chars().nth(VOWELS.chars().position(|c| c == vowel)?)
}

#[cfg(test)]
mod tests {
    use super::compose;

    #[test]
    fn a_vowel_and_its_tone_are_one_letter() {
        for (vowel, tone, letter) in [
            ('a', '\u{300}', Some('à')),
            ('ê', '\u{323}', Some('ệ')),
            ('Y', '\u{309}', Some('Ỷ')),
            ('n', '\u{301}', None),
        ] {
            assert_eq!(compose(vowel, tone), letter, "{vowel}");
        }
    }
}
