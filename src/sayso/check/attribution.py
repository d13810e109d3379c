"""Who says it: the speakers and chains of a line against those of the passage that carries it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.check.capitals import NO_NAMES
from sayso.check.compared import Compared, Side, nation
from sayso.check.draft import Draft
from sayso.check.passages import keys_of, keys_within, stop_keys
from sayso.check.rests import attributes, rested_on
from sayso.check.roles import another_role
from sayso.check.shortened import (
    intermediary_missing,
    named,
    names_publisher,
    originator_missing,
)
from sayso.check.speakers import PRONOUN, by_name, in_words, is_named, mentioned, names_any, originator, same_agent
from sayso.link.words import fold
from sayso.model import Link, Span, Statement

SAME = 0.6  # share of the content words of a statement that make another its source
_ANYBODY = frozenset("whoever anyone anybody everyone everybody someone somebody nobody".split())
_TITLE = re.compile(r"(?:\w+ ){1,3}\Z")


def attribution_drafts(both: Compared) -> Iterator[Draft]:
    """Another speaker, a chain shortened, an attribution dropped: at most one."""
    for statement in both.left.statements:
        if statement.source and not both.line.start <= statement.source.start < both.line.end:
            continue
        source = _source_of(statement, both)
        if source is not None:
            found = _another_speaker(statement, source, both) or _named_nowhere(statement, both)
            found = found or _shortened(statement, source, both) or _in_another_role(statement, source, both)
        else:
            found = _named_nowhere(statement, both)
        if found is not None:
            yield found
            return
    missing = originator_missing(both) or intermediary_missing(both)
    if missing is not None:
        yield missing
    else:
        yield from _dropped(both)


def _named_nowhere(statement: Statement, both: Compared) -> Draft | None:
    """A speaker whom the passage gives nothing to; in its own voice it may go on with the last speaker."""
    at = statement.source
    told = [one for one in both.right.statements if len(one.chain) > 1]
    document = both.right.page.reading.document
    names = {link.name for one in told for link in one.chain} | {document.outlet or "", *document.authors}
    around = both.before.text
    for link in statement.chain[1:]:
        known = names_any(link.name, names - {""}) or mentioned(link.name, around)
        known = known or any(_speaks_for(one, link, both) for one in told)
        if at is not None and _particular(link, both) and not known and mentioned(link.name, both.left.text):
            who = in_words(told[0].chain) if told else both.right.page.reading.document.outlet or "the article itself"
            return Draft("S003", at.start, at.end, f"here {link.name}, at the source {who}", both.citation)
    return None


def _source_of(statement: Statement, both: Compared) -> Statement | None:
    """The statement of the passage whose content is the same: of several the innermost."""
    own = _content_keys(statement, both.left)
    best: tuple[float, int, Statement] | None = None
    for other in both.right.statements:
        there = _content_keys(other, both.right)
        share = len(own & there) / max(1, min(len(own), len(there)))
        if share >= SAME and (best is None or (share, len(other.chain)) > (best[0], best[1])):
            best = share, len(other.chain), other
    if best is None and statement.type == "communication":
        return rested_on(both, statement.content)
    return best[2] if best else None


def _content_keys(statement: Statement, side: Side) -> frozenset[str]:
    inside = [(max(a.start, b.start), min(a.end, b.end)) for a in statement.content for b in side.spans]
    parts = [keys_within(side.page.text, start, end) for start, end in inside if start < end]
    return frozenset(key for part in parts for key in part) - stop_keys()


def _another_speaker(statement: Statement, source: Statement, both: Compared) -> Draft | None:
    speaker = originator(statement)
    if speaker is None or len(source.chain) < 2 or not _particular(speaker, both):
        return None
    document = both.right.page.reading.document
    names = [link.name for link in source.chain] + ([document.outlet] if document.outlet else []) + [*document.authors]
    by_pronoun = source.source is None or not by_name(_words(both.right, source.source))
    last = source.chain[-1].name  # "he", of who stands beside it; whom the reader does not resolve is still called "he"
    by_pronoun = by_pronoun and (
        PRONOUN.fullmatch(last.capitalize()) is not None or not mentioned(last, both.right.text)
    )
    around = both.before.text if by_pronoun else both.right.text
    if names_any(speaker.name, names) or mentioned(speaker.name, around) or _speaks_for(source, speaker, both):
        return None
    if not mentioned(speaker.name, both.left.text) and _said_alike(statement, both):
        return None  # "Russia's chief negotiator" on both sides, whom another line of the text names
    at = statement.source or statement.content[0]
    detail = f"here {speaker.name}, at the source {in_words(source.chain)}"
    return Draft("S003", max(at.start, both.line.start), min(at.end, both.line.end), detail, both.citation)


def _in_another_role(statement: Statement, source: Statement, both: Compared) -> Draft | None:
    """Somebody without a name who is surely not the source's speaker."""
    at = statement.source
    if at is None or not another_role(statement, source, both):
        return None
    own = both.left.page.text[at.start : at.end]
    return Draft("S003", at.start, at.end, f"here {own}, at the source {in_words(source.chain)}", both.citation)


def _said_alike(statement: Statement, both: Compared) -> bool:
    """Whether the passage has the words that stand for the speaker in the line."""
    at = statement.source
    words = frozenset(keys_within(both.left.page.text, at.start, at.end)) - stop_keys() if at else frozenset()
    return bool(words) and words <= both.right.keys


def _particular(link: Link, both: Compared) -> bool:
    """Whether a name is somebody's own: "Kyiv", "Illinois" and "Romanian commissioner" may be anybody from there, and
    "Reports" only opens its sentence."""
    words = [word for word in link.name.split() if word[0].isupper() and nation(word) is None]
    words = [word for word in words if keys_of([fold(word)])[0] not in stop_keys()]  # "There", "Whatever"
    words = [word for word in words if fold(word) not in _ANYBODY]
    if len(words) == 1 == len(link.name.split()):
        (key,) = keys_of([fold(words[0])])
        return is_named(link) and fold(words[0]) not in NO_NAMES and not both.known.is_place(key)
    return is_named(link) and bool(words)


def _speaks_for(source: Statement, speaker: Link, both: Compared) -> bool:
    """Whether the document puts the originator and an organisation into one sentence: its spokesman, its head."""
    page, last = both.right.page, source.chain[-1]
    if speaker.kind != "organisation" or last.kind == "organisation":
        return False
    sentences = (page.text[span.start : span.end] for span in page.reading.sentences)
    return any(mentioned(speaker.name, one) and mentioned(last.name, one) for one in sentences)


def _words(side: Side, span: Span) -> str:
    return side.page.text[span.start : span.end]


def _shortened(statement: Statement, source: Statement, both: Compared) -> Draft | None:
    """The same originator, without somebody in between whom the passage names."""
    speaker = originator(statement)
    if speaker is None or not same_agent(speaker.name, source.chain[-1].name):
        return None
    told = [link.name for link in statement.chain]
    passage = both.candidate.passage
    there = both.right.page.text[passage.start : passage.end]
    published = names_publisher(both) and not any(named(link, both.left) for link in source.chain[1:-1])
    between = [link for link in source.chain[1:-1] if is_named(link)]
    between = [link for link in between if published or mentioned(link.name, there) or _by_pronoun(link, both)]
    between = [link for link in between if not _described(link, both)]
    missing = [link for link in between if not names_any(link.name, told) and not named(link, both.left)]
    if not missing:
        return None
    at = statement.source or statement.content[0]
    detail = f"{missing[0].name} says that {speaker.name} says so ({in_words(source.chain)})"
    return Draft("S004", max(at.start, both.line.start), min(at.end, both.line.end), detail, both.citation)


def _by_pronoun(link: Link, both: Compared) -> bool:
    """Whether the passage has somebody under a pronoun only, and the line no title of theirs: "the governor"."""
    spans = [one.source for one in both.right.statements if one.source and one.chain[-1].name == link.name]
    if not any(PRONOUN.fullmatch(_words(both.right, span).capitalize()) for span in spans):
        return False
    text = both.before.text
    titles = (_TITLE.search(text[: match.start()]) for match in re.finditer(re.escape(link.name), text))
    words = frozenset(key for title in titles if title for key in keys_within(title.group()))
    return not words & both.left.keys - stop_keys()


def _described(link: Link, both: Compared) -> bool:
    """Whether the line has words by which the passage names somebody: "waterways commissioner Matei Corvăneanu"."""
    spans = (one.source for one in both.near.statements if one.source and one.chain[-1].name == link.name)
    words = frozenset(key for span in spans for key in keys_within(both.near.page.text, span.start, span.end))
    return bool(words & both.left.keys - stop_keys() - frozenset(keys_within(link.name)))


def _dropped(both: Compared) -> Iterator[Draft]:
    """Said plainly here what the passage gives to somebody."""
    source = rested_on(both)
    if source is not None and not attributes(both.left, source):
        detail = f"at the source {in_words(source.chain)}"
        yield Draft("S005", both.line.start, both.line.end, detail, both.citation)
