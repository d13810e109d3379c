"""What an agent is called in a reading: the fullest proper form that the text gives it.

In: an agent's canonical name, what is known of it, and the text. Out: the name to print. READING.md asks for "the
fullest proper form in the document or, for known agents, the canonical form of the desk's agents file": a desk's own
file decides for whom it names; the names that Sayso ships tell who is meant, and stand where the text has none.
"""

from __future__ import annotations

import re

from sayso.read.agents import nations, words
from sayso.read.agents.directory import Entry


def body_name(text: str, entry: Entry) -> str:
    """The longest of a known body's names in the text; the canonical one where it has only an acronym."""
    if nations.country_of(entry.name.rpartition(" of ")[2]) is not None and " of " in entry.name:
        return entry.name  # READING.md gives states' organs their form: "Ministry of Foreign Affairs of Russia"
    plain = text.replace("’", "'")
    found = [form for form in entry.forms if _says_name(form, entry) and _stands(form, plain)]
    longest = max(found, key=lambda form: (len(form.split()), form == entry.name, len(form)), default=entry.name)
    return entry.name if _bare(longest) == _bare(entry.name) else longest


def person_name(text: str, canonical: str, full: str) -> str:
    """A known person's name with the initials that the text gives it, unless it leaves them out more often."""
    return full if full and text.count(full) >= text.count(canonical) else canonical


def _says_name(form: str, entry: Entry) -> bool:
    """Whether a form is a name: no acronym, and without one, its trade ("Interfax news agency") and an article."""
    acronym = form.isupper() and " " not in form and form != entry.name.split()[0]
    article = form.startswith("The ") and _bare(form) in entry.forms  # "The Pentagon"; but "The Wrap" is a name
    return not (acronym or article or "(" in form or form.split()[-1].islower())


def _bare(name: str) -> str:
    return name.removeprefix("The ")


def _stands(form: str, text: str) -> bool:
    """Whether a text has a form, in capitals or not where it is of several words."""
    case = re.IGNORECASE if " " in form else re.NOFLAG
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, case) is not None


def lowered(name: str) -> str:
    """A description without a sentence's capital: "Geolocated footage" -> "geolocated footage"."""
    first = name.split()[0] if name.split() else ""
    nation = nations.country_of(first)
    demonym = re.match(r"[A-Z][a-z]+(?:ian|ish|ese|an|ch|['’]s|s['’])$", first)
    named = name.split()[1:2] != [] and name.split()[1][0].isupper()  # "White House official"
    if first.lower() in words.SEVERAL or first in ("Each", "Every"):
        return name[:1].lower() + name[1:]
    keep = named or first.isupper() or nation or demonym or re.search(r"[A-Z]", first[1:])
    return name if keep else name[:1].lower() + name[1:]
