"""Whether what a takeaway rests on still stands: disputed by somebody, changed since by its own source or withdrawn, or
judged doubtful by somebody on the desk.

In: a line and the passages that carry it. Out: a finding when every claim that the line can mean is disputed and the
line does not say so, when it stands in an earlier version of an article alone and the latest has other words, or when
every such claim was graded 4 or 5, or its originator E (`sayso judge`), and that judgement was not taken back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sayso.check.draft import Draft
from sayso.check.known import Known
from sayso.check.origins import claims_of
from sayso.check.prepared import Prepared, TextLine
from sayso.check.sources import Candidate, Told, ranked
from sayso.check.verbatim import Words, plain_words
from sayso.check.withdrawn import withdrawal
from sayso.link.grades import CREDIBILITY, RELIABILITY
from sayso.model import Claim, Dispute

_SAYS_SO = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|disput\w+|reject\w*|dismiss\w*|contest\w*|contradict\w*|insist\w*|claim\w*"
    r"|unverified|unconfirmed|not (?:be(?:en)? )?(?:verified|confirmed)|but|while|although|whereas|however)\b",
    re.I,
)


def standing_drafts(
    prepared: Prepared, line: TextLine, words: Words, best: Sequence[Candidate], known: Known
) -> Iterator[Draft]:
    """The findings about a takeaway; other lines report what somebody said, disputed or not.

    ``best``: the passages that carry the line with the fewest complaints.
    """
    if line.role != "takeaway":
        return
    if all(_changed(words, one, known) for one in best):
        page = known.page(best[0].passage.document)
        later = known.superseded[best[0].passage.document]
        detail = f"the version of {known.readings[later].document.published or 'later'} has other words"
        yield Draft("R001", line.start, line.end, detail, page.citation(best[0].start, best[0].end))
    else:
        yield from _withdrawn(prepared, line, words, best, known)
    yield from _doubted(line, best, known)
    disputes = list(_disputes(claims_of(best, known), known))
    disputes = [pair for pair in disputes if not _told_elsewhere(prepared, _other(*pair, known))]
    end = prepared.text.find("\n", line.end)  # our own remark on sureness, "disputed", stands behind the citations
    if disputes and not _SAYS_SO.search(prepared.text, line.start, end if end >= 0 else len(prepared.text)):
        dispute, claim = disputes[0]
        others = dispute.right_agents if claim.id == dispute.left else dispute.left_agents
        detail = f"{dispute.reason}; against it: {', '.join(others) or 'another article'}"
        other = _other(dispute, claim, known)
        yield Draft("R002", line.start, line.end, detail, other.members[0].citation if other else None)


def _withdrawn(
    prepared: Prepared, line: TextLine, words: Words, best: Sequence[Candidate], known: Known
) -> Iterator[Draft]:
    """What the outlet that reported it has taken back."""
    there = withdrawal(prepared.reading.document.text[line.start : line.end], words, best, known)
    if there is not None:
        source = known.page(there.document).citation(there.start, there.end)
        yield Draft("R001", line.start, line.end, "the report was withdrawn", source)


def _doubted(line: TextLine, best: Sequence[Candidate], known: Known) -> Iterator[Draft]:
    """What a person on the desk judged doubtful (`sayso judge`), when every claim that the line can mean is."""
    claims = claims_of(best, known)
    judged = [known.doubted(claim) for claim in claims]
    first = judged[0] if judged else None
    if first is not None and all(judged):
        meant = {**RELIABILITY, **CREDIBILITY}[first.value or ""]
        why = f": {first.note}" if first.note else ""
        detail = f"{first.value} ({meant}), by {first.person} on {first.made_at[:10]}{why}"
        yield Draft("R003", line.start, line.end, detail, claims[0].members[0].citation)


def _changed(words: Words, candidate: Candidate, known: Known) -> bool:
    """Whether its document has a later version, and what carries the line there has other words."""
    later = known.superseded.get(candidate.passage.document)
    if later is None:
        return False
    there = ranked(words, known.passages.of(later), known, Told())
    return not there or _words(there[0], known) != _words(candidate, known)


def _words(candidate: Candidate, known: Known) -> tuple[str, ...]:
    text = known.page(candidate.passage.document).text
    return plain_words(text, candidate.passage.start, candidate.passage.end)


def _disputes(claims: Iterable[Claim], known: Known) -> Iterator[tuple[Dispute, Claim]]:
    for claim in claims:
        yield from ((dispute, claim) for dispute in known.disputes_of.get(claim.id, ()))


def _other(dispute: Dispute, claim: Claim, known: Known) -> Claim | None:
    return known.claim_by_id.get(dispute.right if claim.id == dispute.left else dispute.left)


def _told_elsewhere(prepared: Prepared, other: Claim | None) -> bool:
    """Whether some line of the text cites the other side: then the reader is told of the dispute."""
    sides = [] if other is None else [member.citation for member in other.members]
    return any(
        key.document == side.document and key.cited and key.cited.start < side.end and side.start < key.cited.end
        for key in prepared.keys
        for side in sides
    )
