//! Sentences cut into lines in Chinese, Japanese and Korean, which have no small letters: particles and marks tell that
//! a line goes on with the one above.

use super::line::Line;
use super::wrap::Joint;

/// Characters of a link inside a sentence at most.
const LINK: usize = 14;

/// Marks that no line begins with.
const INSIDE: [char; 9] = ['，', '、', '。', '；', '：', '）', '」', '』', '”'];

/// Japanese particles. A Chinese character, a number or a foreign letter follows; with another of their kind they are
/// the beginning of a word.
const PARTICLES: [char; 9] = ['は', 'が', 'を', 'に', 'の', 'へ', 'も', 'で', 'と'];

/// Korean particles, apart from their word where a link ends.
const ENDINGS: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "와",
    "과",
    "로",
    "으로",
    "에",
    "에서",
    "에게",
    "도",
    "라고",
    "이라고",
    "까지",
    "부터",
    "보다",
];

/// What a Chinese sentence has right before the name of a place or a thing, and a Japanese one right behind a word.
const BEFORE: [char; 24] = [
    '在', '于', '为', '对', '向', '从', '与', '和', '由', '被', '把', '将', '到', '據', '据', 'は', 'が',
    'を', 'に', 'の', 'で', 'と', 'も', 'や',
];

/// Words that begin with a Chinese particle.
const WORDS: &[&str] = &["的确", "的確", "的士", "的话"];

/// Whether a line begins with a mark that only stands inside or after a sentence.
pub(super) fn is_marked(line: &str) -> bool {
    line.starts_with(INSIDE)
}

/// Whether a line can only go on with the sentence of an open one above it.
pub(super) fn goes_on(above: &str, below: &str) -> bool {
    let open = above.chars().next_back();
    match open {
        Some(c) if is_han(c) || is_kana(c) || c.is_alphanumeric() && !is_hangul(c) => {
            has_east(below) && (is_marked(below) || is_particle_led(below))
        }
        Some(c) if is_hangul(c) => begins_with_ending(below),
        _ => false,
    }
}

/// How a line goes on with the one above, or leads into the one below; `None` where it may not.
pub(super) fn joint(text: &str, lines: &[Line], next: usize) -> Option<Joint> {
    let of = |at: usize| lines.get(at).map(|line| line.of(text));
    let (above, below) = (of(next - 1)?, of(next)?);
    let after = lines.get(next + 1).filter(|line| !line.blank_before).map(|line| line.of(text));
    // Between Chinese characters and Latin letters pages leave a blank.
    let is_western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_mixed = is_western(above.chars().next_back()) || is_western(below.chars().next());
    let close = if is_mixed && !is_marked(below) { Joint::Space } else { Joint::Nothing };
    if goes_on(above, below) {
        return Some(close);
    }
    let is_open = above.chars().next_back().is_some_and(char::is_alphanumeric);
    let is_link = |line: &str| line.chars().nth(LINK).is_none() && line.ends_with(char::is_alphanumeric);
    let leads = is_open && is_link(below) && after.is_some_and(|after| goes_on(below, after));
    let is_hangul = above.ends_with(is_hangul);
    // What goes before a name goes before it alone: two characters would be a heading over it.
    let is_long = above.chars().nth(3).is_some();
    if leads && is_long && (has_east(above) || is_hangul) {
        return Some(if is_hangul { Joint::Space } else { close });
    }
    let ends = |line: &str| line.ends_with(['。', '，', '！', '？', '”']);
    if is_long && above.ends_with(BEFORE) && is_link(below) && has_east(below) && after.is_some_and(ends) {
        return Some(close);
    }
    let before = next.checked_sub(2).and_then(of)?;
    let led = !lines[next - 1].blank_before && before.chars().nth(3).is_some() && before.ends_with(BEFORE);
    (led && is_link(above) && has_east(above) && ends(below)).then_some(Joint::Nothing)
}

fn is_particle_led(line: &str) -> bool {
    let mut chars = line.chars();
    match (chars.next(), chars.next()) {
        (Some('的'), Some(_)) => !WORDS.iter().any(|word| line.starts_with(word)),
        (Some('と'), Some('な')) => line.chars().count() <= 5,
        (Some(first), Some(second)) => {
            PARTICLES.contains(&first) && !is_hiragana(second) && second.is_alphanumeric()
        }
        _ => false,
    }
}

fn begins_with_ending(line: &str) -> bool {
    // `이` is a word for "this", too: a sentence follows, not a label.
    let fewest = if line.starts_with('이') && !line.ends_with('.') { 4 } else { 3 };
    let first = line.split(' ').next().unwrap_or_default();
    ENDINGS.contains(&first) && line.split_whitespace().take(fewest).count() == fewest
}

fn has_east(line: &str) -> bool {
    line.contains(|c| is_han(c) || is_kana(c))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use crate::segment::plain::texts as seen;

    #[test]
    fn links_inside_sentences_are_put_back() {
        for (text, whole) in [
            (
                "水车镇的一家\n磨坊\n的主人周一表示，新的轮子已在\n河边\n转了起来。\n他说，轮子来自\n霍尔姆\n的木匠之手。\n",
                &[
                    "水车镇的一家磨坊的主人周一表示，新的轮子已在河边转了起来。",
                    "他说，轮子来自霍尔姆的木匠之手。",
                ][..],
            ),
            (
                "水車番の\n粉屋\nは月曜日、新しい車輪が\n川辺\nで三年ぶりに回ったと話した。\n町の新しい\n河川新聞\nが伝えた。\n",
                &[
                    "水車番の粉屋は月曜日、新しい車輪が川辺で三年ぶりに回ったと話した。",
                    "町の新しい河川新聞が伝えた。",
                ],
            ),
            (
                "마을의 방앗간 주인\n김물레\n는 월요일에 새 바퀴를 돌렸다. 소식은\n물레신문\n이 처음으로 전했다.\n",
                &[
                    "마을의 방앗간 주인 김물레는 월요일에 새 바퀴를 돌렸다. 소식은 물레신문이 처음으로 전했다.",
                ],
            ),
        ] {
            assert_eq!(seen(text), whole);
        }
    }

    #[test]
    fn menus_verse_and_headings_stay_as_they_are() {
        for text in [
            "新闻\n财经\n的确如此\n体育\n",
            "水車\n回る\n春の川\nとまる\n",
            "홈\n이 달의 물레\n방앗간\n이 사람\n",
            "水车\n的\n轮子\n转了。\n",
        ] {
            assert_eq!(seen(text), text.lines().collect::<Vec<_>>(), "{text:?}");
        }
    }
}
