"""Ukrainian names in Latin letters, as official English and the news write them: Авдіївка -> Avdiivka.

The national romanisation (Cabinet of Ministers resolution 55 of 2010; UNGEGN 2012). GeoNames' list mostly has
older forms (Avdiyivka), which no outlet uses now.
"""

from __future__ import annotations

import re

_UKRAINIAN = re.compile(r"[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ'’ʼ -]+")
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia - - -".split(" "),
        strict=True,
    )
)


def romanised(name: str) -> str | None:
    """``name`` in Latin letters; None if it has a letter that Ukrainian lacks."""
    if not _UKRAINIAN.fullmatch(name):
        return None
    return re.sub(r"[^ -]+", lambda word: _word(word[0]), name)


def _word(word: str) -> str:
    small = word.lower()
    latin = "".join(_letter(letter, k == 0) for k, letter in enumerate(small.replace("зг", "z\0")))
    return latin[:1].upper() + latin[1:] if word[0].isupper() else latin


def _letter(letter: str, first: bool) -> str:
    if letter == "\0":
        return "gh"  # зг, so that it is not read as ж
    plain = _LETTERS.get(letter, letter).replace("-", "")
    return _FIRST.get(letter, plain) if first else plain
