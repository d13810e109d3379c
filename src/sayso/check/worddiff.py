"""A word diff as ``git diff --word-diff`` prints it: ``[-gone-] {+new+}``."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from sayso.check.verbatim import Words


def word_diff(source: str, before: Words, text: str, after: Words) -> str:
    """What stands at the source and not in the text, and the reverse; equal words as the text has them."""
    parts = []
    for code in Levenshtein.opcodes(before.plain, after.plain):
        gone = _slice(source, before, code.src_start, code.src_end)
        new = _slice(text, after, code.dest_start, code.dest_end)
        if code.tag == "equal":
            parts.append(new)
        else:
            parts += [f"[-{gone}-]"] if gone else []
            parts += [f"{{+{new}+}}"] if new else []
    return " ".join(parts)


def _slice(text: str, words: Words, first: int, last: int) -> str:
    return " ".join(text[words.starts[first] : words.ends[last - 1]].split()) if first < last else ""


def cut(words: Words, first: int, last: int) -> Words:
    """The words ``[first, last)``."""
    return Words(words.plain[first:last], words.starts[first:last], words.ends[first:last])


def trimmed(source: Words, sought: Words) -> Words:
    """The words of the source without those before and behind that the sought words have nothing against."""
    codes = Levenshtein.opcodes(source.plain, sought.plain)
    kept = [code for code in codes if code.tag != "delete"]
    return cut(source, kept[0].src_start, kept[-1].src_end) if kept else source
