"""A takeaway that rests on a report which its outlet has withdrawn, as another article says, or the outlet itself.

In: a line, the passages that carry it, and what is known. Out: the sentence that tells of the withdrawal, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.passages import Passage, keys_of, keys_within, stop_keys
from sayso.check.sources import Candidate
from sayso.check.verbatim import Words

TOLD = 0.7  # share of the content words of what was withdrawn that the line must have
LEAST = 3  # of these
_VERBS = ("withdraw", "withdrew", "withdrawn", "retract", "retracted")
_WITHDRAWS = re.compile(
    r"(?:(?:has|have|had) (?:since )?(?:withdrawn|retracted)|withdrew|retracted|withdraws|retracts) "
    r"(?:its|the|that|a|an|this|their|our) (?:\w+ )?(?:reports?|story|stories|article|claim|dispatch)\b(?P<what>.*)",
    re.S,
)
_SAYS_SO = re.compile(r"\b(?:withdr[ae]w\w*|retract\w*)\b", re.I)


def withdrawal(text: str, words: Words, best: Sequence[Candidate], known: Known) -> Passage | None:
    """Where it stands that the report which a line rests on was withdrawn; ``best`` carry the line, which does not
    rest on that report where one of them has it from elsewhere."""
    if _SAYS_SO.search(text):
        return None
    line = frozenset(keys_of(words.plain))
    for passage, outlet, what in _withdrawals(known):
        told = len(line & what) >= max(LEAST, TOLD * len(what))
        if told and (outlet <= line or all(outlet <= _from(one, known) for one in best)):
            return passage
    return None


def _withdrawals(known: Known) -> Iterator[tuple[Passage, frozenset[str], frozenset[str]]]:
    """The sentences that tell of one: of which outlet, and of what report, as stems."""
    index, keys = known.passages, sorted(set(keys_of(_VERBS)))
    numbers = {n for key in keys for name in index.documents_with([key]) for n in index.having(name, key)}
    for passage in map(known.passages.passage, sorted(numbers)):
        page = known.page(passage.document)
        match = _WITHDRAWS.search(page.text, passage.start, passage.end)
        who = _outlet(page.text[passage.start : match.start()], page) if match else None
        if match and who:
            said = match.group("what").partition(" that ")[2]
            yield passage, who, frozenset(keys_within(said)) - stop_keys()


def _outlet(subject: str, page: Page) -> frozenset[str] | None:
    """Whose report it was: an outlet or agent that is named before the verb, else the article's own."""
    named = re.findall(r"[A-Z]\w+", re.sub(r"\A\W*(?:The|It|We|This|A|On)\b", "", subject))
    return frozenset(keys_of(word.lower() for word in named)) or page.outlet_keys or None


def _from(one: Candidate, known: Known) -> frozenset[str]:
    """The stems of those through whom a passage has what it says, its outlet among them."""
    page = known.page(one.passage.document)
    statements = page.statements_near(one.passage.start, one.passage.end)
    told = {link.name for statement in statements for link in statement.chain}
    return page.outlet_keys | frozenset(key for name in told for key in keys_within(name))
