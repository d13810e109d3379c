"""Documents: which of those that a text speaks of "the complaint" and "it" stand for, and which speak for themselves.

In: a description or a pronoun, and a roster. Out: whether two nouns are one document's here, the document that "it"
takes up, or None.
"""

from __future__ import annotations

import re

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.agent import Known
from sayso.read.agents.roster import Roster

ACCUSING = frozenset({"complaint", "lawsuit", "suit"})  # by a party; an indictment is by a grand jury
JOINT = frozenset({"communique", "communiqué"})  # by several, so that it is nobody's alone
# What is put down in writing and says so: "The proposal would ban imports. It says that …".
WRITTEN = (words.DOCUMENT - words.VEHICLES - frozenset("book website magazine agreement order".split())) | frozenset(
    "proposal bill draft ruling motion treaty pact petition directive guidance".split()
)
_NOUN = "|".join(sorted(WRITTEN))
SUBJECT = re.compile(rf"(?:But |And |Still, )?(?:The|An?)\s(?P<name>(?:[\w’'-]+\s){{0,4}}?(?P<noun>{_NOUN}))\b")
SAYS = re.compile(
    r"It\s(?:(?:also|further)\s)?(?:says|states|reads|warns|notes|proposes|recommends|concludes|alleges|adds)\b"
)


def one_document(noun: str, other: str) -> bool:
    """Whether two nouns for a document can mean one: not an indictment and a complaint."""
    return "indictment" not in (noun, other) or noun == other or not ACCUSING & {noun, other}


def speaks_for_itself(roster: Roster, noun: str, issuer: int | None) -> bool:
    """Whether a communique is taken for itself: where whoever issued it has no name."""
    return noun in JOINT and (issuer is None or roster.agents[issuer].kind in ("group", "unnamed"))


def written(roster: Roster, span: Span) -> int | None:
    """Of "It says": the document that is the subject of the sentence before."""
    if SAYS.match(roster.text, span.start) is None or not roster.salience.opens(span.start):
        return None
    subject = SUBJECT.match(roster.text, roster.salience.subject_begins(span.start), span.start)
    if subject is None:
        return None
    noun, agents = subject.group("noun"), roster.agents
    near = [i for i in roster.salience.scores(span.start) if agents[i].head == noun and agents[i].spoke >= 0]
    if near:
        return max(near, key=lambda i: roster.agents[i].spoke)
    name = subject.group("name")
    same = roster.same_name(name, lambda agent: agent.kind == "document")
    return roster.add(Known(name, "document", noun)) if same is None else same
