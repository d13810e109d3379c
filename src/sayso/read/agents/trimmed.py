"""What of a source's words is no part of whom they name: dates, asides, titles of works, clauses that hang over.

In: a source as the text has it. Out: the noun phrase in one line.
"""

from __future__ import annotations

import re

HANGING = re.compile(r"(?<=\w),?\s+(?:who|which|that|and)$")
ASIDE = re.compile(r"\s+(?:[—–]\s*who\b|--\s|[—–]\s(?=[a-z])).*$", re.S)  # "Aleksey Mukhin — who contributes to …"
ON_DATE = re.compile(
    r"\s+on\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+\d{1,2})$"
)
# "A report published Wednesday", "President Clinton Saturday"; "Good Friday" is a name.
WEEKDAY = re.compile(
    r"(?<!\bGood)(?<!\bBlack)(?<!\bBloody)(?<!\bSuper)\s+(?:(?:published|released|issued|posted|aired|broadcast)\s+)?(?:(?:on|last)\s+)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?|today|yesterday|tonight|"
    r"(?:this|last)\s+(?:morning|week|month|year|night))$"
)
# "propagandists such as Ivan Holt"
SUCH_AS = re.compile(r"(?:(?<=[a-z]s),?\s+such as|(?<=[a-z]s)\s+including|(?:,|\s[-–—]+)\s+including)\s.+$", re.S)
TITLED_WORKS = re.compile(r"\s*\([“\"‘'][^()]*\)")  # filmmaker Charlie McDowell (“The Discovery”)
# "July's Washington Post/ABC News polling", "last week's report".
WHEN = re.compile(
    r"^(?:(?:[Tt]he|[Ll]ast|[Tt]his)\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month|year|[Tt]oday|[Yy]esterday)['’]s\s+"
)
SAYING = re.compile(
    r",?\s+(?:who\s+)?(?:said|says|told|added|(?:if|whether)\s(?=\w+\s)|when\s+(?:asked|contacted|reached|pressed))\b.*$",
    re.S,
)
# "Many of the residents, she said," and "most of those who live there, the Herald poll found,": who says it.
INSERTED = re.compile(
    r",\s+(?:(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,5}(?:poll|survey|study|report)|she|he|they|[A-Z][\w.’'-]+)\s+"
    r"(?:said|says|found|finds|showed|shows|reported|added|wrote|noted)$"
)
# "The nonprofit subsequently": an adverb that belongs to the verb.
ADVERB = re.compile(
    r"(?<=\w)\s+(?:also|now|then|later|(?!(?:family|assembly|supply|anomaly|monopoly|ally|italy|july)\b)[a-z]{3,}ly)$"
)


MEANWHILE = re.compile(r"(?<=\w),?\s+(?:meanwhile|however|though|likewise|meantime)$")
# "As many as three-fourths of them", "some 55 percent of voters"
UP_TO = re.compile(r"^(?:(?:as )?(?:many|few) as|some(?=\s+[\d.,]+\s)|both(?=\s[a-z].+\sand\s))\s+", re.I)
BOTH = re.compile(r"(?<=\s(?:in|of|at))\s+both(?=\s.+\sand\s)|(?<=\s(?:from|with))\s+both(?=\s.+\sand\s)")

# "A Fox News poll, conducted jointly with …"
CONDUCTED = re.compile(
    r"(?:,|(?<=\s(?:poll))|(?<=\ssurvey))\s+(?:conducted|commissioned|carried\s+out|sponsored|taken)\b.*$", re.S
)
INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")  # "the F.B.I."
CUT = re.compile(
    r",?\s+(?:reviewed|seen|obtained|published|shared|released|cited|compiled|prepared|posted|viewed|"
    r"verified|dated|speaking|quoted|writing)\s+(?:(?P<by>by)\s+(?P<agent>[A-Z].+)|(?:on|in|at|to|by)\b.*)$"
)
SPOKE_TO = re.compile(
    r",?\s+(?:who|that)\s+(?:have\s+|has\s+|had\s+)?(?:recently\s+)?(?:spoke|spoken|talked)\s+(?:with|to)\s+(?P<agent>(?:the\s+)?[A-Z].*)$"
)
# "A spokesman for Seagram, the Montreal wine concern": whom the spokesman's company is.
APPOSED = re.compile(
    r"^((?:[Aa]n?\s+|[Tt]he\s+)?[a-z]\w+(?:\s+[a-z]\w+)?\s+(?:for|of|at|from)\s+(?:the\s+)?[A-Z][^,]*),\s+(?:the|an?)\s+\S.*$"
)
# "Corvex officials here and at its headquarters"
HERE_AND = re.compile(r"(?<=s)\s+here\s+and\s+(?:at|in|elsewhere|abroad)\b.*$", re.S)
# "Norton Partners Limited Partnership of Boston": where it sits is no part of its name.
SEAT = re.compile(r"(\b(?:Partnership|Inc\.?|Ltd\.?|PLC|LLC|L\.P\.))\s+of\s+[A-Z][\w.]+(?:[\s,]+[A-Z][\w.]+)*$")
# "The state Division of Gaming": the division's name.
STATES = re.compile(r"^([Tt]he\s+)(?:state|federal|city|county)\s+(?=[A-Z][\w’'-]+\s+(?:of|for|on)\s+[A-Z])")
# "A new Harlow University/Morning Ledger poll of 900 voters": the poll's own name.
POLL_NEW = re.compile(
    r"^((?:[Tt]he|[Aa]n?)\s+)?(?:(?:new|recent|latest|online|national|nationwide|statewide|exclusive)\s+)+"
    r"(?=(?:[A-Z][\w./&’'-]*\s+|of\s+|the\s+)+(?:[a-z]+\s+)?(?:[Pp]oll|[Ss]urvey)\b)"
)
POLL_OF = re.compile(
    r"^((?:(?:[Tt]he|[Aa]n?)\s+)?(?:[A-Z][\w./&’'-]*\s+(?:of\s+|the\s+)*)+(?:[a-z]+\s+)?(?:[Pp]oll|[Ss]urvey))"
    r"\s+of\s+(?=[a-z\d]).*$",
    re.S,
)
HERSELF = re.compile(r"(?<=\w),?\s+(?:himself|herself|itself|themselves)$")  # "Clinton herself"
HALF_QUOTE = re.compile(r"\s*[\"“]$|^[\"”]\s*")
# "The 14th-ranked Holt"
RANKED = re.compile(r"^(?:[Tt]he\s+)?\d+(?:st|nd|rd|th)?-[a-z]+\s+(?=[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?$)")
# "Mr. Weil of Weil & Associates": where somebody sits is no part of the name.
SITS = re.compile(r"^((?:Mr|Mrs|Ms|Dr)\.?\s+[A-Z][\w’'-]+)\s+(?:of|at|from|with)\s+[A-Z].*$")
MARKS = re.compile(r"(?:(?<!\w)_|_(?!\w)|[\s*#])+")  # of the layout; "@busdriver_pete" is a name
BESIDE = re.compile(r"^\s*\([^()\n]{1,40}\)\s+")  # "(Through interpreter) My father"
AGE = re.compile(r"(?<=[a-z]),\s+\d{1,3}$")  # "his eldest daughter, 34"


def trimmed(source: str) -> str:
    """The words of ``source`` that name somebody."""
    text = MARKS.sub(" ", BESIDE.sub("", _mended(source))).strip(",;:—–- ")
    text = SAYING.sub("", INSERTED.sub("", text)).strip(",;:—–- ")
    text = text if INITIALS.search(text) else text.rstrip(",;:.—–- ")
    text = HERSELF.sub("", AGE.sub("", text.lstrip(".")))
    text = RANKED.sub("", HALF_QUOTE.sub("", text))
    text = SITS.sub(r"\1", text)
    text = BOTH.sub("", UP_TO.sub("", MEANWHILE.sub("", text)))
    text = WHEN.sub("", TITLED_WORKS.sub("", text))
    text = WEEKDAY.sub("", SUCH_AS.sub("", WEEKDAY.sub("", ASIDE.sub("", text))))
    text = APPOSED.sub(r"\1", CONDUCTED.sub("", text))
    text = POLL_OF.sub(r"\1", POLL_NEW.sub(r"\1", text))
    text = STATES.sub(r"\1", SEAT.sub(r"\1", HERE_AND.sub("", text)))
    text = re.sub(r"(?:[’'‘]s|(?<=s)['’])$", "", text.replace("‘s ", "'s "))
    text = ON_DATE.sub("", text) if text.endswith("day") or text[-1:].isdigit() else text
    text = re.sub(r"(?<=poll|tudy)\s+out$|(?<=survey|report)\s+out$", "", text)
    text = re.sub(r"\s+(?:posted|published|released|issued|dated|filed|unsealed)$", "", text)  # its date is cut
    return HANGING.sub("", re.sub(r"^(?:by|including)\s+", "", text))


def _mended(source: str) -> str:
    """Letters that an archive read as Windows-1252 where they were UTF-8: "FranÃ§ois" is François."""
    if "Ã" not in source:
        return source
    try:
        return source.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return source  # some of it was lost


def vouched(text: str) -> tuple[str, str | None]:
    """Cut "reviewed by Reuters" off a document, "who spoke with Reuters" off people: the agent to whom they came."""
    spoke = SPOKE_TO.search(text)
    if spoke is not None:
        return text[: spoke.start()], spoke.group("agent")
    match = CUT.search(text)
    if match is None or match.start() < 3:
        return text, None
    return text[: match.start()], match.group("agent") if match.group("by") else None
