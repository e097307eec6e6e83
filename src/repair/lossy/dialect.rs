//! British or American: what the spelling, the dates and the titles of an English text say of its habits.

use super::language::SAMPLE;

/// What one word of the one dialect weighs, in sixteenths of a nat.
const WORD: i32 = 10;
/// What a verb in -ise or -yse weighs: fewer of them are sure.
const VERB: i32 = 8;
/// What all of them weigh at most.
const MOST: i32 = 64;

/// Beginnings of words spelt or used the British way.
#[rustfmt::skip]
const BRITISH: &[&str] = &[
    "colour", "labour", "favour", "behaviour", "neighbour", "honour", "harbour", "rumour", "humour",
    "endeavour", "flavour", "armour", "vapour", "parlour", "centre", "theatre", "metre", "kilometre",
    "litre", "fibre", "programme", "licence", "defence", "offence", "travell", "cancell", "labell",
    "modell", "signall", "fuell", "whilst", "amongst", "judgement", "cheque", "mum", "learnt", "spelt",
    "grey", "tyre", "kerb", "aluminium", "enquir", "ageing", "sceptic", "storey", "jewellery",
    "sterling", "uk", "nhs", "hmrc", "london", "britain", "british", "england", "scotland",
    "scottish", "wales", "welsh", "ofcom", "whitehall", "westminster", "mps", "plc", "councillor",
    "chancellor", "postcode", "fortnight", "organis", "recognis", "realis", "analys", "emphasis",
    "summaris", "prioritis", "practis", "cosy", "artefact", "draught", "mould",
    "plough", "maths", "lorry", "lorries", "motorway", "barrister", "pensioner", "rigour", "vigour", "candour",
    "savour", "tumour", "saviour", "splendour", "odour", "sulphur", "manoeuvr", "paediatric", "anaesthe",
    "haemo", "tonne", "ltd", "marvell", "jeweller", "woollen", "grandad", "telly", "bloke",
];

/// Beginnings of words spelt or used the American way.
#[rustfmt::skip]
const AMERICAN: &[&str] = &[
    "color", "labor", "favor", "behavior", "neighbor", "honor", "harbor", "rumor", "humor", "flavor",
    "armor", "vapor", "center", "theater", "liter", "fiber", "license", "defense", "offense", "traveled",
    "traveler", "traveling", "canceled", "canceling", "labeled", "modeling", "fueled", "toward",
    "judgment", "catalog", "mom", "percent", "gray", "tire", "curb", "aluminum", "aging", "skeptic",
    "jewelry", "federal", "congress", "senate", "senator", "usa", "america", "american",
    "washington", "california", "texas", "florida", "fulfill", "enroll", "program",
];

/// Words that begin like one of the other side's.
#[rustfmt::skip]
const SHARED: &[&str] = &[
    "towards", "catalogue", "catalogues", "laboratory", "laboratories",
    "laborious", "colorado", "honorary", "honorarium", "humorous", "vaporise", "centered", "tired",
    "tires", "entire", "tireless", "momentum", "moment", "moments", "momentary", "programmer",
    "programmers", "programming", "programmed", "cancellation", "cancellations", "ukraine", "ukrainian",
    "ukrainians", "usage", "usages", "usable", "usability", "mumbai", "pence", "greyhound", "greyhounds",
    "analyst", "analysts", "analysis", "fibres", "vigorous",
];

/// Verbs in -ise on both sides of the ocean.
#[rustfmt::skip]
const COMMON_ISE: &[&str] = &[
    "advertis", "advis", "appris", "aris", "chastis", "compris", "compromis", "demis", "despis", "devis",
    "disguis", "enterpris", "excis", "exercis", "expertis", "franchis", "guis", "improvis", "incis",
    "merchandis", "paradis", "precis", "premis", "prais", "promis", "rais", "revis", "ris",
    "supervis", "surmis", "surpris", "televis", "treatis", "wis", "lis", "nois", "pois", "cruis", "bruis",
    "concis", "likewis", "otherwis", "clockwis", "anis", "bis", "vis", "mis", "dis", "this", "his", "is",
    "hered",
];

/// How British the beginning of an English text is, in sixteenths of a nat; below zero, how American.
pub(crate) fn british(text: &str) -> i32 {
    let text = &text[..text.floor_char_boundary(SAMPLE)];
    // Of other letters remnants may be made.
    let words: i32 = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| w.len() > 1).map(word).sum();
    (words + money(text) + titles(text) + dates(text)).clamp(-MOST, MOST)
}

fn word(word: &str) -> i32 {
    let lower = word.to_ascii_lowercase();
    if SHARED.contains(&lower.as_str()) {
        return 0;
    }
    let first = lower.as_bytes().first();
    let begins = |list: &[&str]| list.iter().any(|w| w.as_bytes().first() == first && lower.starts_with(w));
    if begins(BRITISH) {
        WORD
    } else if begins(AMERICAN) {
        -WORD
    } else {
        verb(&lower)
    }
}

/// -ise against -ize.
fn verb(lower: &str) -> i32 {
    const ENDS: [&str; 5] = ["e", "ed", "es", "ing", "ation"];
    let stem = |mid: &str| {
        ENDS.iter().find_map(|end| lower.strip_suffix(end)?.strip_suffix(mid)).filter(|stem| stem.len() >= 3)
    };
    if stem("iz").is_some_and(|s| !matches!(s, "pr" | "seiz" | "cap")) {
        return -VERB;
    }
    let common = |stem: &str| COMMON_ISE.contains(&format!("{stem}is").as_str());
    if stem("is").is_some_and(|s| s.len() >= 4 && !common(s)) { VERB } else { 0 }
}

/// Pounds against dollars.
fn money(text: &str) -> i32 {
    let count = |c: char| i32::try_from(text.matches(c).take(4).count()).unwrap_or(0);
    WORD * count('£') - WORD / 2 * count('$') + WORD * i32::from(text.contains("per cent"))
}

/// `Mr Hale` against `Mr. Hale`, and what only the one side writes with stops.
fn titles(text: &str) -> i32 {
    let count = |s: &str| i32::try_from(text.matches(s).take(4).count()).unwrap_or(0);
    let hours = |s: &str| count(&format!(" {s} ")) + count(&format!(" {s},"));
    WORD * (count("Mr ") + count("Mrs ") + count("Dr ")) / 2
        - WORD * (count("Mr. ") + count("Mrs. ") + count("Dr. ")) / 2
        - WORD * (count("U.S.") + hours("a.m.") + hours("p.m."))
}

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `12 March` against `March 12`.
fn dates(text: &str) -> i32 {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut sum = 0;
    for month in MONTHS {
        for (at, _) in text.match_indices(month).take(4) {
            let (before, after) = (&text[..at], &text[at + month.len()..]);
            let day = |s: &str, year: usize| s.bytes().take_while(u8::is_ascii_digit).count() < year;
            if before.ends_with(' ') && digit(before[..at - 1].chars().next_back()) {
                sum += WORD;
            } else if let Some(rest) = after.strip_prefix(' ')
                && digit(rest.chars().next())
                && day(rest, 4)
            {
                sum -= WORD;
            }
        }
    }
    sum.clamp(-3 * WORD, 3 * WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_dates_and_titles_tell_the_dialect() {
        for text in [
            "The programme was organised by the labour exchange.",
            "Mr Tolley and Mrs Crane met on 12 March.",
            "It costs £4 and weighs two kilogrammes; the tyre is extra.",
        ] {
            assert!(british(text) > 0, "{text}");
        }
        for text in [
            "The labor program was organized by the center.",
            "Mr. Tolley met the senator on March 12, 1998.",
            "They left at 9 a.m. for the U.S. delegation's hotel.",
            "It costs $4, or six percent more than toward the end of summer.",
        ] {
            assert!(british(text) < 0, "{text}");
        }
        for text in [
            "She was tired and surprised, and promised to exercise.",
            "The analysis took a moment.",
            "Usage in Ukraine is weighed in pounds.",
        ] {
            assert_eq!(british(text), 0, "{text}");
        }
    }
}
