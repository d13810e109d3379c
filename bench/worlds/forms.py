"""The forms in which a value may be printed, and the words for each, with their marks.

`chosen` picks a form, so that a telling can keep it or take another; `shown` writes it on a given day.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from msgspec import Struct

from worlds.cast import Country, Spot, Voice
from worlds.prose import EMPTY, Piece, joined, marked
from worlds.values import Amount, Day, Month, Name, Party, Thing, Value

Form = int | str
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
ROUND = ("some", "about", "around", "nearly", "more than")
BOUNDS = {"some": "about", "about": "about", "around": "about", "nearly": "max", "more than": "min", "at least": "min"}
UNITS = {  # after the number, in full and short; what the reader calls the unit; what it counts
    "km": ((" kilometres", " km"), "km", None),
    "km2": ((" square kilometres", " sq km"), "km2", None),
    "hectares": ((" hectares", " ha"), "ha", None),
    "percent": ((" percent", "%"), "percent", None),
    "eur": ((" million euros", " million euros"), "EUR", None),
    "tonnes": ((" tonnes", " tons"), "t", None),
    "years": ((" years", " years"), "year", None),
    "votes": ((" votes", " votes"), None, "votes"),
}


class PlaceMark(Struct, frozen=True):
    """A place as a reading has it."""

    name: str
    kind: str
    use: str
    geonameid: int | None
    country: str
    lat: float | None
    lon: float | None


class TimeMark(Struct, frozen=True):
    """A time as a reading has it."""

    type: str
    value: str
    first: str
    last: str


class FigureMark(Struct, frozen=True):
    """A figure as a reading has it."""

    value: float
    unit: str | None
    of: str | None
    bound: str | None


def chosen(value: Value, rng: Random, exact: bool = False) -> Form:
    """A form for the value: an index or a word. ``exact``: no figure is put as "at least" or "nearly" so many."""
    if isinstance(value, Spot):
        return rng.randrange(1, len(value.names)) if len(value.names) > 1 and rng.random() < 0.25 else 0
    if isinstance(value, Party | Thing):
        return rng.randrange(len(value.names))
    if isinstance(value, Voice):
        return rng.choices(("full", "name", "office surname", "office"), (50, 20, 20, 10))[0]
    if isinstance(value, Country):
        return rng.choice(("name", "name", "capital", "government"))
    if isinstance(value, Day):
        return rng.choices(("weekday", "absolute", "absolute 2", "relative"), (55, 12, 8, 25))[0]
    if isinstance(value, Amount):
        return _figure_form(value, exact, rng)
    return 0


def _figure_form(value: Amount, exact: bool, rng: Random) -> str:
    if value.unit in ("magnitude", "years", "votes", "percent"):
        return "digits" if value.unit != "years" or rng.random() < 0.5 else "words"
    if value.value > 100 and rng.random() < 0.3:
        return rng.choice(ROUND[:3] if exact else ROUND)
    if rng.random() < 0.1 and not exact:
        return "at least"
    return rng.choice(("digits", "digits", "words", "short"))


def shown(value: Value, form: Form, slot_form: str, day: date) -> Piece:
    """The value in one of its forms, as an article of that day prints it."""
    if isinstance(value, Spot):
        return _spot(value, form)
    if isinstance(value, Party):
        return _party(value, value.names[form])
    if isinstance(value, Thing):
        return Piece(value.names[form])
    if isinstance(value, Voice):
        return person(value, form)
    if isinstance(value, Country):
        return _country(value, form, slot_form)
    if isinstance(value, Amount):
        return _amount(value, form)
    if isinstance(value, Day):
        return _day(value, form, day)
    return _month(value) if isinstance(value, Month) else _name(value)


def _name(value: Name) -> Piece:
    return Piece(value.name)


def _spot(value: Spot, form: int) -> Piece:
    if value.kind == "region":
        words = f"the {value.names[0]} region"
        place = PlaceMark(f"{value.names[0]} region", "region", "literal", None, value.country, None, None)
        return joined("the ", marked(words[4:], "place", place))
    place = PlaceMark(value.names[0], "settlement", "literal", value.geonameid, value.country, value.lat, value.lon)
    return marked(value.names[form], "place", place)


def demonym(name: str, code: str, geonameid: int | None, word: str, use: str) -> Piece:
    """A country by a word for it that is no spot on the map."""
    return marked(word, "place", PlaceMark(name, "country", use, geonameid, code, None, None))


def _party(value: Party, words: str) -> Piece:
    code = value.country[:2].upper() if value.country != "Ukraine" else "UA"
    country_word = next((word for word in words.split() if word[0].isupper()), "")
    before, _, after = words.partition(country_word)
    use = "government" if "'" in country_word else "demonym"
    return joined(
        before,
        demonym(value.country, code, None, country_word.removesuffix("'s"), use),
        _possessive(country_word),
        after,
    )


def _possessive(word: str) -> str:
    return "'s" if word.endswith("'s") else ""


def person(value: Voice, form: str, spelling: int = 0) -> Piece:
    """A person by office and name; the name's own marks tell the mention from the title."""
    name = value.names[min(spelling, len(value.names) - 1)]
    if form == "office":
        return marked(value.short, "agent", (value, ""))
    printed = name.split()[-1] if form in ("office surname", "surname") else name
    named = marked(printed, "agent", (value, printed))
    if form in ("name", "surname"):
        return named
    whole = joined(value.office + " ", named)
    return Piece(whole.text, (*marked(whole.text, "agent", (value, printed)).marks, *whole.marks))


def _country(value: Country, form: str, slot_form: str) -> Piece:
    if slot_form == "adj":
        return demonym(value.name, value.code, value.geonameid, value.adjective, "demonym")
    if slot_form != "acting" or form == "name":
        use = "government" if slot_form == "acting" else "literal"
        return demonym(value.name, value.code, value.geonameid, value.name, use)
    if form == "capital":
        return demonym(value.capital, value.code, None, value.capital, "government")
    adjective = demonym(value.name, value.code, value.geonameid, value.adjective, "demonym")
    return joined("the ", adjective, " government")


def _amount(value: Amount, form: str) -> Piece:
    if value.unit == "magnitude":
        return marked(f"{value.value:.1f}", "figure", FigureMark(value.value, None, None, None))
    words = UNITS.get(value.unit)
    number, bound, before = value.value, BOUNDS.get(form), ""
    if form in ROUND:
        number = rounded(value.value, form)
        bound = bound if number != value.value or form == "some" else "about"
        before = ("about" if bound == "about" and form in ("nearly", "more than") else form) + " "
    elif form == "at least":
        before = "at least "
    printed = _digits(number, value.unit, form)
    after, unit, of = ("", None, None) if words is None else (words[0][form == "short"], words[1], words[2])
    return joined(before, marked(printed + after, "figure", FigureMark(number, unit, of, bound)))


def rounded(number: float, form: str) -> float:
    """The number to one or two digits: up for "nearly", down for "more than"."""
    step = 10.0 ** (len(str(int(number))) - (2 if number >= 1000 else 1)) / (1 if number >= 1000 else 2)
    low = number // step * step
    if form == "more than":
        return low or number
    if form == "nearly":
        return low if low == number else low + step
    return round(number / step) * step or number


def _digits(number: float, unit: str, form: str) -> str:
    if unit == "eur":
        millions = number / 1_000_000
        return f"{millions:.1f}".removesuffix(".0") if form != "words" or millions >= len(SMALL) else _words(millions)
    if form == "words" and number < len(SMALL):
        return _words(number)
    return f"{number:,.1f}".removesuffix(".0")


def _words(number: float) -> str:
    return SMALL[int(number)] if number == int(number) else f"{number:.1f}"


def _month(value: Month) -> Piece:
    words = MONTHS[value.month - 1]
    first = date(value.year, value.month, 1)
    last = date(value.year + value.month // 12, value.month % 12 + 1, 1) - timedelta(days=1)
    time = TimeMark("DATE", f"{value.year}-{value.month:02d}", first.isoformat(), last.isoformat())
    return joined("in " if value.coming else "", marked(words, "time", time))


def _day(value: Day, form: str, day: date) -> Piece:
    """ "on Monday", "on 3 March", "yesterday", "next week": what can be said on the given day."""
    away = (value.day - day).days
    if form == "relative":
        piece = _relative(value, day)
        if piece is not EMPTY:
            return piece
    if form == "absolute 2":
        return joined("on ", _at(f"{MONTHS[value.day.month - 1]} {value.day.day}", value))
    if form == "absolute" or not -6 <= away <= 6 or (value.coming and away <= 0):
        return joined("on ", _at(f"{value.day.day} {MONTHS[value.day.month - 1]}", value))
    named = DAYS[value.day.weekday()]
    return joined("on ", _at(f"{named} {value.part}" if value.part else named, value))


def _relative(value: Day, day: date) -> Piece:
    away = (value.day - day).days
    if away in (0, -1, 1):
        return _at({0: "today", -1: "yesterday", 1: "tomorrow"}[away], Day(value.day))
    monday = value.day - timedelta(days=value.day.weekday())
    weeks = (monday - (day - timedelta(days=day.weekday()))).days // 7
    if weeks not in (-1, 1):
        return EMPTY
    year, week, _ = monday.isocalendar()
    time = TimeMark("DATE", f"{year}-W{week:02d}", monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    return marked("last week" if weeks < 0 else "next week", "time", time)


def _at(words: str, value: Day) -> Piece:
    iso = value.day.isoformat()
    if value.part and words.endswith(value.part):
        suffix, hours = {"morning": ("TMO", ("06:00", "11:59")), "evening": ("TEV", ("18:00", "23:59"))}[value.part]
        return marked(words, "time", TimeMark("TIME", iso + suffix, f"{iso}T{hours[0]}", f"{iso}T{hours[1]}"))
    return marked(words, "time", TimeMark("DATE", iso, iso, iso))
