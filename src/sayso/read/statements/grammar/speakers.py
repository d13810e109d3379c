"""The nouns of those who speak in headlines, where an article is seldom written: "says watchdog"."""

from __future__ import annotations

from sayso.read.agents import words
from sayso.read.statements.grammar import lexicon as lex
from sayso.read.statements.grammar.phrases import ROLE_WORDS

SPEAKERS = (
    words.PEOPLE
    | ROLE_WORDS
    | lex._words(
        "watchdog police ministry union charity regulator council government opposition army survivors families unions "
        "residents neighbours neighbors parents fans voters report study inquiry coroner judge court"
    )
)
