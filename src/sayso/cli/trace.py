"""``sayso trace``: who said it first, through whom, in what words, and on whose say-so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.link.traced import Side, Telling, Trace
    from sayso.model import Claim
    from sayso.pipeline.tracing import Found

_BAR = 20  # characters of the day with most tellings


@click.command("trace")
@click.argument("desk")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the whole as one line of JSON.")
def command(desk: str, words: tuple[str, ...], as_json: bool) -> None:
    """Find the claim on DESK nearest to WORDS and follow it: its tellings in order of time, its origins, disputes.

    WORDS may be a sentence, some words of it, or the id of a claim or a statement. A word diff shows what each telling
    changed: [-gone-] {+new+}.
    """
    from sayso.cli.terminal import reading_again, write_json
    from sayso.cli.wrapped import wrapped
    from sayso.desk import Desk
    from sayso.pipeline import bring_up_to_date
    from sayso.pipeline.tracing import trace
    from sayso.store import documents

    with Desk.open(desk) as opened:
        bring_up_to_date(opened, reading_again)
        found = trace(opened.store, " ".join(words))
        if as_json:
            told_in = {member.document for member in found.trace.claim.members}
            with opened.store.reading() as connection:
                paths = {document: documents.kept(connection, document).path for document in sorted(told_in)}
    if as_json:
        write_json(_json(found, paths))
    else:
        for line in shown(found):
            click.echo(wrapped(line))


def shown(found: Found) -> Iterator[str]:
    """The trace as a person would want to see it."""
    from sayso.cli.drawn import drawn
    from sayso.cli.judge import told

    trace = found.trace
    yield from _head(found)
    for title, lines in (
        ("Tellings, in order of time", _tellings(trace)),
        ("Origins", iter(drawn(trace.claim, trace.graph))),
        ("How many", _range(trace.claim)),
        ("Disputed", (line for side in trace.sides for line in side_lines(side))),
        ("Spread", _spread(trace)),
        ("Graded", iter(found.grades.of_claim(trace.claim))),
        ("Judged", (line for standing in found.judged for line in told(standing))),
    ):
        found_here = list(lines)
        if found_here:
            yield ""
            yield click.style(title, bold=True)
            yield from (f"  {line}" for line in found_here)


def _head(found: Found) -> Iterator[str]:
    from sayso.cli.claims import origins_in_words, withdrawals
    from sayso.cli.terminal import harmless

    claim = found.trace.claim
    yield click.style(harmless(" ".join(claim.text.split())), bold=True)
    members, outlets = len(claim.members), found.trace.spread.outlets
    through = f", all through {claim.bottleneck}" if claim.bottleneck else ""
    yield harmless(
        f"{claim.id}: {_count(members, 'telling')} by {_count(outlets, 'outlet')}, "
        f"{origins_in_words(claim.independent_origins)}{through}"
    )
    yield from (click.style(harmless(reason), fg="yellow") for reason in withdrawals(claim))
    yield click.style(f"nearest to your words: {', '.join(found.reasons)}", dim=True)
    for near in found.also:
        yield click.style(harmless(f"next: {near.claim.id}  {_short(near.claim.text)}"), dim=True)


def _tellings(trace: Trace) -> Iterator[str]:
    from sayso.cli.terminal import harmless
    from sayso.cli.times import moment_words
    from sayso.link.moments import span_in_words

    for place, telling in enumerate(trace.tellings, 1):
        member = telling.member
        later = f" (+{span_in_words(telling.after)})" if telling.after else ""
        chain = click.style(harmless(" < ".join(member.chain)), **({"bold": True} if place == 1 else {}))
        yield f"{place:>2}  {moment_words(member.published)}{later}  {chain}"
        yield from (f"      {line}" for line in _words(telling))
        if telling.copies:
            copies = (f"{copy.outlet}, {moment_words(copy.published)}" for copy in telling.copies)
            yield harmless(f"      copies: {'; '.join(copies)}")
        if telling.again:
            yield f"      told {len(telling.again)} more time{'s' * (len(telling.again) > 1)} in the same article"
        if member.superseded_by:
            yield f"      replaced since by document {member.superseded_by}"


def _words(telling: Telling) -> Iterator[str]:
    """What a telling says: its words, or what it changed of an earlier one's."""
    from sayso.cli.terminal import harmless

    text = harmless(" ".join(telling.member.text.split()).removeprefix("that "))
    text = f"“{text}”" if telling.member.kind == "direct" else text
    denied = f"{harmless(telling.member.not_so)}: " if telling.member.not_so else ""
    where = click.style(f"[{telling.member.statement}]", dim=True)
    against = "" if telling.against is None else f"against {telling.against + 1}: "
    if telling.against is None:
        yield f"{denied}{text} {where}"
    elif telling.diff is None:
        yield f"in other words than {telling.against + 1}: {denied}{text} {where}"
    elif all(run.kind == "kept" for run in telling.diff):
        yield f"{denied}the words of {telling.against + 1} {where}"
    else:
        runs = {"kept": "{}", "gone": click.style("[-{}-]", fg="red"), "new": click.style("{{+{}+}}", fg="green")}
        yield f"{against}{denied}{' '.join(runs[run.kind].format(harmless(run.words)) for run in telling.diff)} {where}"
    weighty = [change for change in telling.drift if change.kind not in ("dropped", "added", "paraphrased")]
    for change in weighty:
        yield click.style(harmless(f"{change.kind}: {_change(change.before, change.after)}"), fg="yellow")


def _change(before: str, after: str) -> str:
    return " → ".join(f"“{_short(words)}”" for words in (before, after) if words)


def _range(claim: Claim) -> Iterator[str]:
    from sayso.cli.terminal import harmless

    counted = claim.independent_origins
    yield f"at most {counted.at_most}: ways that share nobody, reader's side first"
    yield from (harmless(f"    {' < '.join(way)}") for way in claim.ways)
    yield f"at least {counted.at_least}{':' if claim.merges else ': nothing speaks for taking any of them as one'}"
    yield from (harmless(f"    {merge}") for merge in claim.merges)


def side_lines(side: Side) -> Iterator[str]:
    """A dispute from one claim's side: who stands where, and the words against it."""
    from sayso.cli.terminal import harmless

    yield harmless(f"{side.dispute.id}  {side.dispute.kind}: {side.dispute.reason}")
    yield harmless(f"    with it: {'; '.join(side.here)}")
    yield harmless(f"    against: {'; '.join(side.against)}")
    if side.other is not None:
        yield harmless(f"        {_short(side.other.text)} [{side.other.id}]")


def _spread(trace: Trace) -> Iterator[str]:
    from sayso.cli.spread import speed
    from sayso.cli.terminal import harmless
    from sayso.cli.times import moment_words

    spread = trace.spread
    if spread.first is None:
        yield "no telling is dated"
        return
    of_several = " (or another of that day: not all say at what hour)" if spread.first_open else ""
    first, last = f"by {harmless(spread.first_by or '')}", f"by {harmless(spread.last_by or '')}"
    yield f"first {moment_words(spread.first)} {first}{of_several}, last {moment_words(spread.last)} {last}"
    yield from speed(spread)
    if len(spread.days) > 1:
        widest = max(count for _, count in spread.days)
        for day, count in spread.days:
            yield f"{day}  {'▇' * max(1, round(_BAR * count / widest))} {count}"
        if spread.undated:
            yield f"undated     {spread.undated}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"


def _short(text: str, most: int = 110) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def _json(found: Found, paths: dict[str, str]) -> bytes:
    import msgspec

    trace = found.trace
    whole = msgspec.to_builtins(trace)
    for telling in whole["tellings"]:
        for member in (telling["member"], *telling["copies"], *telling["again"]):
            member["path"] = paths[member["document"]]
    for side in whole["sides"]:
        side["other"] = side["other"] and {key: side["other"][key] for key in ("id", "text", "first", "last")}
        del side["claim"]
    whole |= {"score": found.score, "reasons": found.reasons, "graded": found.grades.of_claim(trace.claim)}
    whole["also"] = [{"claim": n.claim.id, "text": n.claim.text, "score": n.score} for n in found.also]
    whole["judgements"] = [{**msgspec.to_builtins(s.judgement), "state": s.state} for s in found.judged]
    return msgspec.json.encode(whole)
