//! The JSON Schema of rule files, made from the tables the loader reads by, so that the two cannot differ.
//!
//! It says what a file is built of. What only reading the words can tell (an unknown list, a bad
//! expression, a rule that can never fire) is left to the loader.

use super::{
    consistent, example, grammar, limit, metric, pack, replace, require, rule, scope, shape, strip, when,
};
use crate::language;
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
        map.extend(some(&["rules", "lists"]).as_object().cloned().unwrap_or_default());
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
    json!({"type": ["string", "number", "boolean"], "pattern": "\\S"})
}

/// A text in which these names may stand in braces, and nothing else.
fn template(names: &[&str]) -> Value {
    let pattern = format!("^([^{{}}]|\\{{\\{{|\\}}\\}}|\\{{({})\\}})*$", names.join("|"));
    json!({"allOf": [text(), {"pattern": pattern}]})
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

/// With each of these keys, something else holds too.
fn with(mut schema: Value, keys: &[(&str, Value)]) -> Value {
    let each: Map<String, Value> = keys.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
    if let Some(map) = schema.as_object_mut() {
        map.insert("dependentSchemas".to_owned(), Value::Object(each));
    }
    schema
}

/// At least one of these keys.
fn some(keys: &[&str]) -> Value {
    json!({"anyOf": keys.iter().map(|k| json!({"required": [k]})).collect::<Vec<_>>()})
}

/// What begins as an expression ends as one.
fn words_or_expression() -> Value {
    json!({"allOf": [text(), {"pattern": "^\\s*([^/\\s]|/[\\s\\S]+/\\s*$)"}]})
}

fn matcher() -> Value {
    json!({
        "description": "A phrase, a /regular expression/, a $list, a list of them for any, or conditions.",
        "anyOf": [
            words_or_expression(),
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
    let mut schema =
        with(object(grammar::KEYS, condition_keys(), &[]), &[("within", some(&["near", "then"]))]);
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
        ("unless", when(), "What keeps it from applying, anywhere in the article."),
        ("except", the_matcher(), "Occurrences that do not count."),
        ("examples", json!({}), "Texts it reports and texts it leaves alone; they are its tests."),
        ("require", require(), "Something must be there."),
        ("forbid", forbid(), "Something must not be there."),
        ("replace", replacement(), "Something is better said otherwise."),
        ("strip", stripping(), "A block is not part of the article."),
        ("limit", limit(), "Not more, or not less, than so much."),
        ("consistent", consistent(), "One way of writing a thing in a document."),
        ("fix", words(replace::FIXES), "Whether a `replace` may be made unseen."),
        ("prefer", words(consistent::PREFER), "Which way a `consistent` keeps to."),
        (
            "once",
            words(shape::ONCE),
            "A `forbid` reports the first place of each paragraph, or of the document, only.",
        ),
    ];
    let rule = exactly_one(object(rule::KEYS, keys, &["id"]), rule::VERBS);
    let mut bound =
        vec![("fix", some(&["replace"])), ("prefer", some(&["consistent"])), ("once", some(&["forbid"]))];
    // What a message can name, and what an example can say, depends on the verb.
    bound.extend(rule::VERBS.iter().map(|verb| {
        let own = json!({"message": template(rule::placeholders(verb)), "examples": examples(verb)});
        (*verb, json!({"properties": own}))
    }));
    with(rule, &bound)
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
        let mut denied = object(grammar::KEYS, condition_keys(), &[]);
        denied["patternProperties"] = map["patternProperties"].clone();
        map["properties"]["not"] = json!({"anyOf": [the_matcher(), denied]});
        // How often, and beside what, is no condition without something to look for.
        map.insert("not".to_owned(), json!({"propertyNames": {"enum": when::OWN}}));
    }
    let one = json!({"anyOf": [words_or_expression(), clause]});
    json!({"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]})
}

/// The examples of a rule with this verb.
fn examples(verb: &str) -> Value {
    let keys: Vec<Key> = example::keys(verb).iter().map(|key| (*key, example_key(key), "")).collect();
    let one = json!({"anyOf": [text(), object(example::keys(verb), keys, &["text"])]});
    let list = || json!({"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]});
    let keys: Vec<Key> = vec![
        ("good", list(), "Texts it leaves alone."),
        ("bad", list(), "Texts it reports, with the problem it names or the text it becomes."),
    ];
    object(example::EXAMPLES, keys, &[])
}

fn example_key(key: &str) -> Value {
    match key {
        "problem" => {
            let names = format!("^({}|{}( \\S.*)?)$", example::PROBLEMS.join("|"), example::LACKS);
            json!({"type": "string", "pattern": names})
        }
        "becomes" => json!({"type": "string"}),
        _ => text(),
    }
}

fn require() -> Value {
    let paragraphs =
        json!({"type": ["string", "integer"], "minimum": 1, "pattern": "^[1-9][0-9]*( paragraphs?)?$"});
    let at = json!({"anyOf": [
        {"enum": ["start", "end", "anywhere"]},
        {"type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
         "properties": {"first": paragraphs, "last": paragraphs}},
    ]});
    let meta = json!({"type": "object", "additionalProperties": the_matcher(), "minProperties": 1, "maxProperties": 1});
    let mention = json!({"type": "object", "additionalProperties": the_matcher()});
    let tags: Vec<&str> = language::tags().collect();
    let inserted = || template(&["trigger"]);
    let by_language = json!({"type": "object", "minProperties": 1, "propertyNames": {"enum": tags},
        "additionalProperties": inserted()});
    let free: Vec<Key> = vec![
        ("paragraph", the_matcher(), "What the paragraph is known by there."),
        ("mention", mention.clone(), "What also says what it must say there, by the same names."),
    ];
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
            json!({"anyOf": [inserted(), by_language]}),
            "What could be put in: a text, or one for each language; {trigger} is filled in.",
        ),
        (
            "in-place",
            object(require::IN_PLACE_KEYS, free, &["paragraph"]),
            "What counts besides, where the paragraph must stand and nowhere else.",
        ),
    ];
    let require = exactly_one(object(require::KEYS, keys, &[]), &["paragraph", "heading", "meta", "part"]);
    // A part is there or not; nothing else can be asked of it.
    with(require, &[("part", json!({"propertyNames": {"enum": ["part"]}}))])
}

fn forbid() -> Value {
    let keys: Vec<Key> = vec![
        ("shape", words(shape::SHAPES), "A fault in how the document is built."),
        ("min-words", count(), "Fewest words of such a block."),
    ];
    let shape = object(shape::KEYS, keys, &["shape"]);
    let mixed = json!({"type": "array", "minItems": 2, "items": {"anyOf": [the_matcher(), shape]}});
    json!({"anyOf": [the_matcher(), shape, mixed]})
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
    let mut strip = with(object(strip::KEYS, keys, &[]), &[("until", some(&["from"]))]);
    if let Some(map) = strip.as_object_mut() {
        let ways = [some(&["line", "block", "form"]), some(&["keep"]), some(&["inline"]), some(&["from"])];
        map.insert("oneOf".to_owned(), json!(ways));
    }
    strip
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
    let bounded = || some(&["min", "max"]);
    let limit = exactly_one(object(limit::KEYS, keys, &[]), &limit::KEYS[..limit::COUNTS]);
    with(limit, &[("match", bounded()), ("distinct", bounded()), ("metric", bounded())])
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
    let names =
        codes.iter().filter_map(|c| c.split('/').nth(1)).filter(|n| !n.contains('*')).map(str::to_owned);
    let mut known: Vec<String> = codes.iter().cloned().chain(packs).chain(names).collect();
    known.sort_unstable();
    known.dedup();
    let properties = |names: &[String], of: &Value| -> Map<String, Value> {
        names.iter().map(|n| (n.clone(), of.clone())).collect()
    };
    // Codes that stand for many, such as `mojibake/*`.
    let families = known
        .iter()
        .filter_map(|c| c.strip_suffix('*'))
        .filter(|c| !c.ends_with('/') || codes.iter().any(|k| k.strip_suffix('*') == Some(c)));
    let families: Map<String, Value> =
        families.map(|c| (format!("^{c}[a-z0-9-]+$"), severity.clone())).collect();
    let rules = json!({"type": "object", "additionalProperties": false, "properties": properties(&known, &severity),
        "patternProperties": families});
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
mod tests;
