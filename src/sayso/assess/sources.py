"""What a report rests on: the outlets behind the day, whom they cite, how many origins there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.assess.candidates import Candidate
from sayso.assess.day import Edition
from sayso.assess.fitness import is_no_name
from sayso.model import UNKNOWN_PUBLISHER, Copy, Line, SourceNote

_CITED = 8  # names in an outlet's row; more is a list nobody reads


def source_notes(edition: Edition, found: Sequence[Candidate], lines: Iterable[Line]) -> tuple[SourceNote, ...]:
    """One row for each outlet of the day, the one with most lines first."""
    outlet_of = {r.document.id: r.document.outlet or UNKNOWN_PUBLISHER for r in edition.today}
    documents = Counter(outlet_of.values())
    carrying: Counter[str] = Counter()
    for line in lines:
        carrying.update({outlet_of[c.document] for c in line.citations if c.document in outlet_of})
    cited = _cited(found)
    notes = (SourceNote(outlet, documents[outlet], carrying[outlet], cited.get(outlet, ())) for outlet in documents)
    return tuple(sorted(notes, key=lambda note: (-note.lines, -note.documents, note.outlet)))


def basis(edition: Edition, found: Sequence[Candidate], copies: Sequence[Copy]) -> tuple[str, ...]:
    """What the report rests on, in sentences."""
    if not edition.today:
        return ("No document of this day was given.",)
    outlets = {r.document.outlet or UNKNOWN_PUBLISHER for r in edition.today}
    notes = [f"This report rests on {_of(len(edition.today), 'document')} from {_of(len(outlets), 'outlet')}."]
    ids = {r.document.id for r in edition.today}
    copied = len({c.document for c in copies if c.document in ids and c.kind == "copy"})
    if copied:
        notes.append(f"Copies of another among them, counted for nothing of their own: {copied}.")
    if found:
        notes.append(_origins(found))
    return (*notes, *edition.notes)


def _origins(found: Sequence[Candidate]) -> str:
    several = sum(c.claim.independent_origins.at_least > 1 for c in found)
    perhaps = sum(c.claim.independent_origins.at_most > 1 for c in found) - several
    told = f"Of {_of(len(found), 'claim')} told on the day"
    if not several:
        certainly, though = ("certainly ", f", though {perhaps} may") if perhaps else ("", "")
        return f"{told}, none {certainly}has two or more independent origins{though}."
    has, others = "has" if several == 1 else "have", "other" if perhaps == 1 else "others"
    more = f", and {perhaps} {others} may" if perhaps else ""
    return f"{told}, {several} {has} at least two independent origins{more}."


def _cited(found: Sequence[Candidate]) -> dict[str, tuple[str, ...]]:
    """Whom each outlet cites: the agent next to it in its chains, the most cited first."""
    counts: dict[str, Counter[str]] = {}
    for candidate in found:
        for telling in candidate.today:
            chain = telling.member.chain
            if len(chain) > 1 and not is_no_name(chain[1]):
                outlet = telling.reading.document.outlet or UNKNOWN_PUBLISHER
                counts.setdefault(outlet, Counter())[chain[1]] += 1
    return {
        outlet: tuple(sorted(names, key=lambda name: (-names[name], name))[:_CITED]) for outlet, names in counts.items()
    }


def _of(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
