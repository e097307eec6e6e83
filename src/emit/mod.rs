//! What is published: YAML, JSON Lines, text, Markdown. From its own serde structs.
