use super::pack_schema;
use crate::rules::{Node, Sink, Value as Yaml, embedded, parse};
use serde_json::{Map, Value, json};

/// A tree as JSON; plain scalars as the types YAML gives them.
fn json_of(node: &Node, text: &str) -> Value {
    match &node.value {
        Yaml::Null => Value::Null,
        Yaml::Scalar(s) => {
            let is_plain = text.get(node.span.clone()).is_some_and(|raw| raw.trim() == s);
            let number = s.parse::<u64>().map(|n| json!(n)).or_else(|_| s.parse::<f64>().map(|n| json!(n)));
            if is_plain { number.unwrap_or(json!(s)) } else { json!(s) }
        }
        Yaml::Seq(items) => items.iter().map(|n| json_of(n, text)).collect(),
        Yaml::Map(map) => {
            let entry = |(k, v): &(Node, Node)| (k.scalar().unwrap_or_default().to_owned(), json_of(v, text));
            Value::Object(map.iter().map(entry).collect::<Map<_, _>>())
        }
    }
}

/// As much of JSON Schema as ours uses.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let Some(s) = schema.as_object() else { return schema != &json!(false) };
    let sub = |schema: &Value, value: &Value| fits(root, schema, value);
    let is_type = |t: &Value| match t.as_str().unwrap_or_default() {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        _ => value.is_null(),
    };
    let length = value.as_array().map(Vec::len).or(value.as_object().map(Map::len));
    s.iter().all(|(key, rule)| match key.as_str() {
        "$schema" | "title" | "description" | "$defs" | "patternProperties" => true,
        "properties" => value.as_object().is_none_or(|v| {
            let own = rule.as_object().expect("a mapping");
            v.iter().all(|(k, v)| own.get(k).is_none_or(|rule| sub(rule, v)))
        }),
        "$ref" => {
            let name = rule.as_str().unwrap_or_default().trim_start_matches("#/$defs/");
            sub(&root["$defs"][name], value)
        }
        "type" => rule.as_array().map_or_else(|| is_type(rule), |all| all.iter().any(is_type)),
        "enum" => rule.as_array().expect("a list").contains(value),
        "not" => !sub(rule, value),
        "allOf" => rule.as_array().expect("a list").iter().all(|r| sub(r, value)),
        "pattern" => {
            let regex = regex::Regex::new(rule.as_str().expect("a text")).expect("sound");
            value.as_str().is_none_or(|v| regex.is_match(v))
        }
        "minimum" => value.as_f64().is_none_or(|v| v >= rule.as_f64().expect("a number")),
        "minItems" | "minProperties" => length.is_none_or(|n| n as u64 >= rule.as_u64().expect("a number")),
        "maxProperties" => length.is_none_or(|n| n as u64 <= rule.as_u64().expect("a number")),
        "anyOf" => rule.as_array().expect("a list").iter().any(|r| sub(r, value)),
        "oneOf" => rule.as_array().expect("a list").iter().filter(|r| sub(r, value)).count() == 1,
        "dependentSchemas" => value.as_object().is_none_or(|v| {
            let mut rules = rule.as_object().expect("a mapping").iter();
            rules.all(|(key, rule)| !v.contains_key(key) || sub(rule, value))
        }),
        "items" => value.as_array().is_none_or(|all| all.iter().all(|v| sub(rule, v))),
        "required" => {
            let names = rule.as_array().expect("a list").iter().map(|n| n.as_str().expect("a text"));
            value.as_object().is_none_or(|v| names.clone().all(|n| v.contains_key(n)))
        }
        "propertyNames" => value.as_object().is_none_or(|v| v.keys().all(|k| sub(rule, &json!(k)))),
        "additionalProperties" => value.as_object().is_none_or(|v| {
            v.iter().all(|(k, v)| {
                let by_pattern = s.get("patternProperties").and_then(Value::as_object);
                let by_pattern = by_pattern.and_then(|p| {
                    p.iter().find(|(r, _)| regex::Regex::new(r).expect("sound").is_match(k)).map(|(_, s)| s)
                });
                let own = s.get("properties").and_then(|p| p.get(k)).or(by_pattern);
                sub(own.unwrap_or(rule), v)
            })
        }),
        other => panic!("the test does not know `{other}`"),
    })
}

fn valid(text: &str) -> bool {
    let mut sink = Sink::new("x.yaml", text);
    let node = parse(text, &mut sink).unwrap_or_else(|| panic!("{:?}", sink.errors));
    let schema = pack_schema();
    fits(&schema, &schema, &json_of(&node, text))
}

#[test]
fn every_shipped_pack_is_valid() {
    for pack in embedded::PACKS.iter().chain(embedded::OPTIONAL) {
        assert!(valid(pack.text), "{}", pack.file);
    }
    assert!(valid(include_str!("../../../fixtures/rules/verbs.yaml")));
}

#[test]
fn mistakes_of_structure_are_not_valid() {
    let sound = "pack: p\nrules:\n- {id: a, forbid: x}\n";
    assert!(valid(sound));
    for sound_too in [
        "message: 'no {match}, {{sic}}', forbid: x",
        "forbid: ['/a/', ' /b c/ ', a/b, 'and/or', 5]",
        "forbid: [a, {shape: unfinished-end}]",
        "when: {meta.section: y}, forbid: x",
        "message: '{count} of {limit}', limit: {words: 3}",
        "examples: {bad: [{text: y, problem: lacks owner}]}, require: {paragraph: x}",
        "examples: {bad: {text: y, problem: too-short}, good: z}, require: {paragraph: x}",
        "require: {paragraph: x, insert: 'Note: {trigger}'}",
        "require: {paragraph: x, insert: {en: Note, zh: 注, no: Merk, sr-Latn: Napomena}}",
        "when: {any: y, not: {meta.a: z, any: u}}, forbid: x",
    ] {
        assert!(valid(&sound.replace("forbid: x", sound_too)), "{sound_too} is not valid");
    }
    for (from, to) in [
        ("pack: p", "pack: P p"),
        ("pack: p\n", ""),
        ("rules:", "ruls:"),
        ("id: a", "id: A"),
        ("id: a, ", ""),
        ("forbid: x", "forbid: []"),
        ("forbid: x", "forbid: {}"),
        ("forbid: x", "forbid: {anny: x}"),
        ("forbid: x", "forbid: {shape: round}"),
        ("forbid: x", "forbid: x, require: {paragraph: y}"),
        ("forbid: x", "severity: eror, forbid: x"),
        ("forbid: x", "require: {paragraph: x, at: botom}"),
        ("forbid: x", "require: {paragraph: x, heading: y}"),
        ("forbid: x", "require: {paragraph: x, min-words: many}"),
        ("forbid: x", "limit: {metric: lenght, max: 3}"),
        ("forbid: x", "limit: {words: 3, match: x}"),
        ("forbid: x", "strip: {blok: x}"),
        ("forbid: x", "scope: [titel], forbid: x"),
        ("forbid: x", "consistent: [[a]]"),
        ("forbid: x", "forbid: {any: x, within: 3}"),
        ("forbid: x", "forbid: x, fix: safe"),
        ("forbid: x", "limit: {metric: words}"),
        ("forbid: x", "strip: {keep: x, inline: y}"),
        ("forbid: x", "strip: {at: end}"),
        ("forbid: x", "strip: {block: x, until: y}"),
        ("forbid: x", "require: {part: title, at: end}"),
        ("forbid: x", "require: {paragraph: x, at: {last: 0}}"),
        ("forbid: x", "examples: {bad: [{text: y, becoms: z}]}, forbid: x"),
        ("rules:\n- {id: a, forbid: x}\n", "about: x\n"),
        ("forbid: x", "forbid: /abc"),
        ("forbid: x", "forbid: [x, '/abc']"),
        ("forbid: x", "when: {times: 3}, forbid: x"),
        ("forbid: x", "when: {times: 2, with: y}, forbid: x"),
        ("forbid: x", "examples: {bad: []}, forbid: x"),
        ("forbid: x", "examples: {bad: [{text: y, problem: missing}]}, forbid: x"),
        ("forbid: x", "forbid: '  '"),
        ("forbid: x", "message: 'no {mtach}', forbid: x"),
        ("forbid: x", "message: 'no {trigger}', forbid: x"),
        ("forbid: x", "message: 'no {match', forbid: x"),
        ("forbid: x", "message: '{match}', require: {paragraph: x}"),
        ("forbid: x", "examples: {bad: [{text: y, problem: mising}]}, require: {paragraph: x}"),
        ("forbid: x", "examples: {bad: [{text: y, becomes: z}]}, require: {paragraph: x}"),
        ("forbid: x", "require: {paragraph: x, insert: [a, b]}"),
        ("forbid: x", "require: {paragraph: x, insert: {english: a}}"),
        ("forbid: x", "require: {paragraph: x, insert: {en: '{match}'}}"),
        ("forbid: x", "when: {any: y, not: {meta.a: []}}, forbid: x"),
        ("forbid: x", "when: {any: y, not: {nto: z}}, forbid: x"),
    ] {
        assert!(!valid(&sound.replace(from, to)), "{to} is valid");
    }
}
