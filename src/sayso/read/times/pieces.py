"""The pieces that the forms of the grammar are written with: patterns over a flattened text.

No piece repeats without bound over characters that another piece next to it could take, so matching stays
linear: each form reads at most some hundred characters.
"""

from __future__ import annotations

from typing import Final

from sayso.read.times.words import QUANTITY_MODS

S: Final = " {1,4}"
DASH: Final = " ?-{1,2} ?"
MONTH: Final = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?"
    r"|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z])"
)
WEEKDAY: Final = (
    r"(?P<weekday>mon(?:day|\.)?|tue(?:sday|s?\.?)|wed(?:nesday|s?\.?)|thu(?:rsday|r?s?\.?)"
    r"|fri(?:day|\.)?|sat(?:urday|\.)?|sun(?:day|\.)?)"
)
DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9a-z])"
YEAR: Final = r"[12][0-9]{3}(?![0-9])"
DAYTIME: Final = r"(?P<daytime>morning|afternoon|evening|night|noon|midnight|midday|dawn|dusk)"
PART: Final = (
    r"(?:(?P<part>(?:the )?(?:(?:very )?(?:beginning|start|middle|end|close) of|earl(?:y|ier)|mid|later?"
    r"|(?:first|second|last|latter) (?:half|part) of))(?: the)?[ -]{1,3})?"
)
REL: Final = (
    r"(?P<rel>last|next|this past|this coming|this|the past|the previous|the following|the next|the last|"
    r"every|each|the same|that same|the current|the coming|previous|following|past|coming|that)"
)
_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_TEENS: Final = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
COUNT: Final = (
    r"(?P<count>[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,5}(?:\.[0-9]{1,3})?(?:(?: and)? (?:[0-9]/[0-9]|a half))?"
    rf"|(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|{_ONES}|an?)(?: and a half| dozen| (?:hundred"
    rf"|thousand|million))?"
    r"|half an?|half)"
)
VAGUE: Final = (
    r"(?P<vague>several|many|a few|few|some|a couple(?: of)?|couple(?: of)?|a number of|dozens of"
    r"|hundreds of|"
    r"thousands of|tens of|countless)"
)
# "over" is a quantity in "over an hour" and a preposition in "over three years" (TimeBank: 4 of 5 each).
_BY_LENGTH: Final = sorted((word for word in QUANTITY_MODS if word != "over"), key=len, reverse=True)
QUANTITY: Final = rf"(?:(?P<quantity>{'|'.join(_BY_LENGTH)}|over(?= an? )){S})?"
UNIT: Final = (
    r"(?P<unit>second|minute|min|hour|day|night|week|fortnight|weekend|month|quarter|year|decade"
    r"|century|centurie)"
    r"(?P<plural>s)?(?![a-z])"
)
ZONE: Final = (
    r"(?: ?\(?(?P<zone>z|gmt|utc|wet|bst|cest|cet|eest|eet|msk|trt|ist|jst|kst|aest|aedt|edt|est"
    r"|cdt|cst|mdt|mst"
    r"|pdt|pst|et|(?:kyiv|kiev|moscow|london|brussels|paris|berlin|warsaw|eastern)(?: time))"
    r"(?P<shift> ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?(?![a-z0-9])|(?P<offset>[+-][0-9]{2}:?[0-9]{2})(?![0-9]))?"
)
