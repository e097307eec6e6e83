//! What elements say without words: marks, cells, quotations, captions.

use super::*;

#[test]
fn signs_that_elements_stand_for_are_written() {
    let table: &[(&str, &str)] = &[
        (
            "<p>Some 10<sup>6</sup> gulls, 2<sup>-3</sup> boats, 4 m<sup>2</sup>",
            "Some 10⁶ gulls, 2⁻³ boats, 4 m²",
        ),
        (
            "<p>The formula <math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math> is known.",
            "The formula E=mc² is known.",
        ),
        ("<p>so<math display=block><mi>x</mi></math>holds", "so x holds"),
        ("<p><math><annotation>x</annotation></math>holds", "holds"),
        ("<p>CO<sub>2</sub> and H<sub>2</sub>O", "CO₂ and H₂O"),
        ("<p>the 20<sup>th</sup> boat, le 1<sup>er</sup> quai", "the 20th boat, le 1er quai"),
        ("<p>in autumn.<sup><a href=#n>1</a></sup> So", "in autumn.1 So"),
        ("<p>in autumn<sup>[2]</sup>", "in autumn[2]"),
        ("<p><sup>1</sup> As they say.", "1 As they say."),
        ("<pre>2<sup>3</sup></pre>", "23"),
        ("<p>He said <q>go <b>home</b> </q> and they went.", "He said “go home” and they went."),
        ("<html lang=de><p><q>Geht</q>, sagte er.", "„Geht“, sagte er."),
        ("<p>x</q> y", "x” y"),
        ("<p><ruby>水門<rt>すいもん</rt></ruby>の朝", "水門（すいもん）の朝"),
        ("<p><ruby>水門<rp>（</rp><rt>すいもん</rt><rp>）</rp></ruby>の朝", "水門（すいもん）の朝"),
        ("<p><ruby>weir<rt>dam</ruby> at Holm", "weir (dam) at Holm"),
        (
            "<p>Down to the weir<br>we ran by night,<br>the lamp held high.",
            "Down to the weir\nwe ran by night,\nthe lamp held high.",
        ),
        ("<p>水門は月曜日に直った。<br>そう言った。", "水門は月曜日に直った。そう言った。"),
    ];
    for (html, expected) in table {
        let got: Vec<_> = blocks(html).0.into_iter().filter(|b| !matches!(b.form, Form::Meta(_))).collect();
        let got: Vec<_> = got.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(got, [*expected], "{html}");
    }
}

#[test]
fn numbers_that_do_not_begin_with_one_are_written() {
    let table: &[(&str, &[&str])] = &[
        ("<ol start=\"3\"><li>Book.</li><li>Board.</li></ol>", &["3. Book.", "4. Board."]),
        ("<ol start=2 reversed><li><p>Book.</p><li><li value=9>Board.</ol>", &["2. Book.", "9. Board."]),
        ("<ol start=1><li>Book.<li>Board.</ol>", &["Book.", "Board."]),
        ("<ol start=3 type=a><li>Book.</ol>", &["Book."]),
        ("<ol start=-3><li>Book.</ol>", &["Book."]),
        ("<ul start=3><li>Book.</ul>", &["Book."]),
        ("<ol start=3><li>Book.<ul><li>Ask.</ul><li>Board.</ol>", &["3. Book.", "Ask.", "4. Board."]),
        ("<ol start=3><li></ol>Nobody.", &["Nobody."]),
    ];
    for (html, expected) in table {
        let got: Vec<_> = seen(html).into_iter().map(|(_, text)| text).collect();
        assert_eq!(&got, expected, "{html}");
    }
}

#[test]
fn empty_cells_keep_the_columns() {
    let table: &[(&str, &[&str])] = &[
        (
            "<table><tr><td>Boat</td><td>Won</td><td>Lost</td></tr><tr><td>Ada</td><td></td><td>4</td></tr></table>",
            &["Boat | Won | Lost", "Ada |  | 4"],
        ),
        ("<table><tr><th></th><th>Won</th><th>Lost</th></tr></table>", &["|  | Won | Lost"]),
        ("<table><tr><td>Ada<td><td><td>4</table>", &["Ada |  |  | 4"]),
        ("<table><tr><td><img src=x></td><td>Menu</td></tr></table>", &["Menu"]),
        ("<table><tr><td>Menu</td><td></td></tr></table>", &["Menu"]),
    ];
    for (html, expected) in table {
        let got: Vec<_> = seen(html).into_iter().map(|(_, text)| text).collect();
        assert_eq!(&got, expected, "{html}");
    }
}

#[test]
fn who_is_quoted_and_what_is_shown_belong_to_the_text() {
    let page = |extra: &str| {
        format!("<body><div class=story><h1>Under way</h1>{}{extra}{}</div>", article(3), article(3))
    };
    let quoted = "<blockquote><p>The ferry does not ask where it goes.</p><footer>Ann Poe, skipper</footer></blockquote>";
    assert!(
        parted(&page(quoted)).0.iter().any(|text| text.starts_with("Ann Poe")),
        "{:?}",
        parted(&page(quoted))
    );
    let pulled = |words: &str| page(&format!("<aside class=pull-quote><p>{words}</p></aside>"));
    assert_eq!(parted(&pulled("“The gulls know the name of my boat.”")).0.len(), 8);
    assert_eq!(parted(&pulled("“left the old pier at seven, turned once in the bay”")).0.len(), 7);
    let shown = "<ul class=gallery><li><figure><img src=a><figcaption>The pier in 1961</figcaption></figure></li></ul>";
    assert!(parted(&page(shown)).0.contains(&"The pier in 1961".to_owned()));
    let linked = shown.replace("The pier in 1961", "<a href=/x>The pier in 1961</a>");
    assert_eq!(parted(&page(&linked)).0.len(), 7);
}
