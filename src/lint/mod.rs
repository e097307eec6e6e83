//! Rule packs against an arranged article.
