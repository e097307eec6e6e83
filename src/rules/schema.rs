//! The JSON Schema of rule files, made from the tables the loader reads by, so that the two cannot differ.
//!
//! It says what a file is built of. What only reading the words can tell (an unknown list, a bad
//! expression, a rule that can never fire) is left to the loader.

use super::{consistent, grammar, limit, metric, pack, replace, require, rule, scope, shape, strip, when};
use serde_json::{Map, Value, json};

/// What a key takes, and what it is for.
type Key = (&'static str, Value, &'static str);

/// The JSON Schema of a rule file.
#[must_use]
pub fn pack_schema() -> Value {
    let rules = json!({"type": "array", "items": rule()});
    let lists = json!({
        "type": "object", "propertyNames": kebab(),
        "additionalProperties": {"anyOf": [text(), {"type": "array", "items": text(), "minItems": 1}]},
    });
    let keys: Vec<Key> = vec![
        ("pack", kebab(), "The name of the pack; its findings are called `pack/rule`."),
        ("version", json!({"enum": [1, "1"]}), "The version of the rule language."),
        ("extends", texts(), "Packs whose lists this one uses, too."),
        ("about", json!({"type": "string"}), "What the pack is for."),
        ("lists", lists, "Words under a name, used as `$name`."),
        ("rules", rules, "The rules."),
    ];
    let mut schema = object(pack::KEYS, keys, &["pack"]);
    let top = [
        ("$schema", json!("https://json-schema.org/draft/2020-12/schema")),
        ("title", json!("copydesk rule pack")),
        ("$defs", json!({"matcher": matcher(), "condition": condition()})),
    ];
    if let Some(map) = schema.as_object_mut() {
        map.extend(top.map(|(k, v)| (k.to_owned(), v)));
    }
    schema
}

/// A mapping with these keys and no others. `known` is what the loader knows.
fn object(known: &[&str], keys: Vec<Key>, required: &[&str]) -> Value {
    let mut properties = Map::new();
    for (name, mut schema, doc) in keys {
        if let (Some(map), false) = (schema.as_object_mut(), doc.is_empty()) {
            map.insert("description".to_owned(), json!(doc));
        }
        properties.insert(name.to_owned(), schema);
    }
    debug_assert!(
        known.iter().all(|k| properties.contains_key(*k)) && known.len() == properties.len(),
        "{known:?}"
    );
    json!({"type": "object", "properties": properties, "additionalProperties": false, "required": required})
}

fn text() -> Value {
    json!({"type": ["string", "number", "boolean"], "minLength": 1})
}

fn texts() -> Value {
    json!({"anyOf": [text(), {"type": "array", "items": text()}]})
}

fn kebab() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
}

fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

fn amount() -> Value {
    json!({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": "^[0-9.]+ ?%?$"}]})
}

fn words<T>(table: &[(&str, T)]) -> Value {
    json!({"enum": table.iter().map(|(word, _)| *word).collect::<Vec<_>>()})
}

fn the_matcher() -> Value {
    json!({"$ref": "#/$defs/matcher"})
}

/// One of these keys, and no two of them.
fn exactly_one(mut schema: Value, keys: &[&str]) -> Value {
    let each: Vec<Value> = keys.iter().map(|k| json!({"required": [k]})).collect();
    if let Some(map) = schema.as_object_mut() {
        map.insert("oneOf".to_owned(), json!(each));
    }
    schema
}

fn matcher() -> Value {
    json!({
        "description": "A phrase, a /regular expression/, a $list, a list of them for any, or conditions.",
        "anyOf": [
            text(),
            {"type": "array", "items": the_matcher(), "minItems": 1},
            {"$ref": "#/$defs/condition"},
        ],
    })
}

fn condition_keys() -> Vec<Key> {
    vec![
        ("any", the_matcher(), "Any of these."),
        ("all", the_matcher(), "All of these stand in the paragraph."),
        (
            "not",
            the_matcher(),
            "None of these: a phrase in the paragraph, or a place such as {inside: quote}.",
        ),
        ("inside", the_matcher(), "`quote`, `brackets`, or words around it."),
        ("near", the_matcher(), "Stands in the same sentence."),
        ("then", the_matcher(), "Follows in the same sentence."),
        ("within", count(), "At most so many words away."),
    ]
}

fn condition() -> Value {
    let mut schema = object(grammar::KEYS, condition_keys(), &[]);
    if let Some(map) = schema.as_object_mut() {
        map.insert("minProperties".to_owned(), json!(1));
    }
    schema
}

fn rule() -> Value {
    let keys: Vec<Key> = vec![
        ("id", kebab(), "The name of the rule; keep it, others refer to it."),
        ("severity", words(rule::SEVERITIES), "How much it matters."),
        ("message", text(), "What is said; {match}, {trigger} and others are filled in."),
        ("note", text(), "Why the rule exists and what to do, in Markdown."),
        ("url", text(), "Where to read more."),
        ("tags", texts(), "Words to group rules by."),
        ("scope", scope(), "The parts of a document it reads."),
        ("when", when(), "What makes the rule apply."),
        ("unless", the_matcher(), "What keeps it from applying, anywhere in the article."),
        ("except", the_matcher(), "Occurrences that do not count."),
        ("examples", examples(), "Texts it reports and texts it leaves alone; they are its tests."),
        ("require", require(), "Something must be there."),
        ("forbid", forbid(), "Something must not be there."),
        ("replace", replacement(), "Something is better said otherwise."),
        ("strip", stripping(), "A block is not part of the article."),
        ("limit", limit(), "Not more, or not less, than so much."),
        ("consistent", consistent(), "One way of writing a thing in a document."),
        ("fix", words(replace::FIXES), "Whether a `replace` may be made unseen."),
        ("prefer", words(consistent::PREFER), "Which way a `consistent` keeps to."),
    ];
    exactly_one(object(rule::KEYS, keys, &["id"]), rule::VERBS)
}

fn scope() -> Value {
    let one = json!({"enum": scope::names().collect::<Vec<_>>()});
    json!({"anyOf": [one, {"type": "array", "items": one}]})
}

fn when() -> Value {
    let mut clause = object(
        &[grammar::KEYS, when::OWN].concat(),
        [
            condition_keys(),
            vec![
                ("times", json!({"type": "integer", "minimum": 1}), "How often it must occur."),
                ("with", the_matcher(), "Occurs in the article, too."),
                ("without", the_matcher(), "Occurs nowhere in the article."),
            ],
        ]
        .concat(),
        &[],
    );
    if let Some(map) = clause.as_object_mut() {
        map.insert("patternProperties".to_owned(), json!({"^meta\\..+$": the_matcher()}));
        // Fields of the front matter may stand under `not`, too.
        map["properties"]["not"] = json!(true);
    }
    let one = json!({"anyOf": [text(), clause]});
    json!({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})
}

fn examples() -> Value {
    let keys = |own: &'static str| {
        json!({
            "anyOf": [text(), {
                "type": "object", "required": ["text"], "additionalProperties": false,
                "properties": {"text": text(), "problem": text(), "becomes": {"type": "string"}},
                "description": own,
            }],
        })
    };
    let list = |doc| json!({"anyOf": [keys(doc), {"type": "array", "items": keys(doc)}]});
    object(
        rule::EXAMPLES,
        vec![
            ("good", list("a text it leaves alone"), "Texts it leaves alone."),
            (
                "bad",
                list("a text it reports, with the problem it names or the text it becomes"),
                "Texts it reports.",
            ),
        ],
        &[],
    )
}

fn require() -> Value {
    let paragraphs = json!({"type": ["string", "integer"], "pattern": "^[1-9][0-9]*( paragraphs?)?$"});
    let at = json!({"anyOf": [
        {"enum": ["start", "end", "anywhere"]},
        {"type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
         "properties": {"first": paragraphs, "last": paragraphs}},
    ]});
    let meta = json!({"type": "object", "additionalProperties": the_matcher(), "minProperties": 1, "maxProperties": 1});
    let mention = json!({"type": "object", "additionalProperties": the_matcher()});
    let own: Vec<Key> = vec![
        ("where", the_matcher(), "What an article of this kind holds, such as words of its language."),
        ("text", text(), "What could be put in."),
    ];
    let one = json!({"anyOf": [text(), object(require::INSERT_KEYS, own, &["text"])]});
    let keys: Vec<Key> = vec![
        ("paragraph", the_matcher(), "What the paragraph is known by."),
        ("heading", the_matcher(), "What the heading is known by."),
        ("meta", meta, "A field of the front matter and what it must hold."),
        ("part", words(require::PARTS), "A part every article has."),
        ("mention", mention, "What the paragraph must say, each part under its name."),
        ("at", at, "Where it must stand."),
        ("min-words", count(), "Fewest words it may have."),
        (
            "insert",
            json!({"anyOf": [one.clone(), {"type": "array", "minItems": 1, "items": one}]}),
            "What could be put in; {trigger} is filled in.",
        ),
    ];
    exactly_one(object(require::KEYS, keys, &[]), &["paragraph", "heading", "meta", "part"])
}

fn forbid() -> Value {
    let keys: Vec<Key> = vec![
        ("shape", words(shape::SHAPES), "A fault in how the document is built."),
        ("min-words", count(), "Fewest words of such a block."),
    ];
    json!({"anyOf": [the_matcher(), object(shape::KEYS, keys, &["shape"])]})
}

fn replacement() -> Value {
    json!({
        "type": "object", "minProperties": 1,
        "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
    })
}

fn stripping() -> Value {
    let keys: Vec<Key> = vec![
        ("line", texts(), "Whole blocks; `#` is a number, `*` up to six words."),
        ("block", the_matcher(), "What stands anywhere in the block."),
        ("form", words(strip::FORMS), "Blocks the markup declares."),
        ("keep", the_matcher(), "Blocks no rule may take."),
        ("inline", the_matcher(), "Text inside a block."),
        ("from", the_matcher(), "The first block of a run."),
        ("until", the_matcher(), "The first block kept again."),
        ("takes", words(strip::TAKES), "What goes with the block."),
        ("needs", words(strip::NEEDS), "What must stand beside it."),
        ("at", words(strip::PLACES), "Where on the page it must stand."),
        ("min-words", count(), "Fewest words of the block."),
        ("max-words", count(), "Most words of the block."),
    ];
    object(strip::KEYS, keys, &[])
}

fn limit() -> Value {
    let keys: Vec<Key> = vec![
        ("words", amount(), "At most so many words."),
        ("sentences", amount(), "At most so many sentences."),
        ("characters", amount(), "At most so many characters."),
        ("match", the_matcher(), "What is counted."),
        ("distinct", the_matcher(), "How many of these occur."),
        ("metric", words(metric::METRICS), "A measure of the whole document."),
        ("min", amount(), "Least allowed."),
        ("max", amount(), "Most allowed."),
        ("per", words(limit::PER), "What it is counted in."),
    ];
    exactly_one(object(limit::KEYS, keys, &[]), &limit::KEYS[..limit::COUNTS])
}

fn consistent() -> Value {
    let group = json!({"type": "array", "items": the_matcher(), "minItems": 2});
    json!({"type": "array", "items": group, "minItems": 1})
}

/// The JSON Schema of a project file; `codes` are the rules it may name, `lists` the lists.
#[must_use]
pub fn project_schema(codes: &[String], lists: &[String]) -> Value {
    let severity = words(rule::SEVERITIES);
    let packs = codes.iter().filter_map(|c| c.split('/').next()).map(|p| format!("{p}/*"));
    let names = codes.iter().filter_map(|c| c.split('/').nth(1)).map(str::to_owned);
    let mut known: Vec<String> = codes.iter().cloned().chain(packs).chain(names).collect();
    known.sort_unstable();
    known.dedup();
    let properties = |names: &[String], of: &Value| -> Map<String, Value> {
        names.iter().map(|n| (n.clone(), of.clone())).collect()
    };
    let rules =
        json!({"type": "object", "additionalProperties": false, "properties": properties(&known, &severity)});
    let change = json!({"type": "object", "additionalProperties": false, "properties": {"add": texts(), "remove": texts()}});
    let by_pack = json!({"^[a-z0-9-]+/[a-z0-9-]+$": change});
    let files = json!({"type": "object", "additionalProperties": false, "required": ["files"],
        "properties": {"files": texts(), "rules": rules}});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "copydesk.yaml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": texts(),
            "rules": rules,
            "lists": {"type": "object", "additionalProperties": false, "properties": properties(lists, &change),
                      "patternProperties": by_pack},
            "overrides": {"type": "array", "items": files},
            "ignore": texts(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::pack_schema;
    use crate::rules::{Node, Sink, Value as Yaml, embedded, parse};
    use serde_json::{Map, Value, json};

    /// A tree as JSON; plain scalars as the types YAML gives them.
    fn json_of(node: &Node, text: &str) -> Value {
        match &node.value {
            Yaml::Null => Value::Null,
            Yaml::Scalar(s) => {
                let is_plain = text.get(node.span.clone()).is_some_and(|raw| raw.trim() == s);
                let number =
                    s.parse::<u64>().map(|n| json!(n)).or_else(|_| s.parse::<f64>().map(|n| json!(n)));
                if is_plain { number.unwrap_or(json!(s)) } else { json!(s) }
            }
            Yaml::Seq(items) => items.iter().map(|n| json_of(n, text)).collect(),
            Yaml::Map(map) => {
                let entry =
                    |(k, v): &(Node, Node)| (k.scalar().unwrap_or_default().to_owned(), json_of(v, text));
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
            "$schema" | "title" | "description" | "$defs" | "properties" | "patternProperties" => true,
            "$ref" => {
                let name = rule.as_str().unwrap_or_default().trim_start_matches("#/$defs/");
                sub(&root["$defs"][name], value)
            }
            "type" => rule.as_array().map_or_else(|| is_type(rule), |all| all.iter().any(is_type)),
            "enum" => rule.as_array().expect("a list").contains(value),
            "minLength" => value.as_str().is_none_or(|v| !v.is_empty()),
            "pattern" => {
                let regex = regex::Regex::new(rule.as_str().expect("a text")).expect("sound");
                value.as_str().is_none_or(|v| regex.is_match(v))
            }
            "minimum" => value.as_f64().is_none_or(|v| v >= rule.as_f64().expect("a number")),
            "minItems" | "minProperties" => {
                length.is_none_or(|n| n as u64 >= rule.as_u64().expect("a number"))
            }
            "maxProperties" => length.is_none_or(|n| n as u64 <= rule.as_u64().expect("a number")),
            "anyOf" => rule.as_array().expect("a list").iter().any(|r| sub(r, value)),
            "oneOf" => rule.as_array().expect("a list").iter().filter(|r| sub(r, value)).count() == 1,
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
                        p.iter()
                            .find(|(r, _)| regex::Regex::new(r).expect("sound").is_match(k))
                            .map(|(_, s)| s)
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
        assert!(valid(include_str!("../../fixtures/rules/verbs.yaml")));
    }

    #[test]
    fn mistakes_of_structure_are_not_valid() {
        let sound = "pack: p\nrules:\n- {id: a, forbid: x}\n";
        assert!(valid(sound));
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
            ("forbid: x", "examples: {bad: [{text: y, becoms: z}]}, forbid: x"),
        ] {
            assert!(!valid(&sound.replace(from, to)), "{to} is valid");
        }
    }
}
