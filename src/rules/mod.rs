//! Rule packs: the YAML, its strict loading, the compiled matchers.
