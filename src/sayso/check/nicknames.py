"""States under what American newspapers call them: "the Green Mountain State" is Vermont, and no other place."""

from __future__ import annotations

import re

from sayso.check.capitals import Name, bare
from sayso.check.compared import Side

_NICKNAMES = dict(
    pair.split("=")
    for pair in "Last Frontier=Alaska|Grand Canyon State=Arizona|Natural State=Arkansas|Golden State=California|"
    "Centennial State=Colorado|Constitution State=Connecticut|First State=Delaware|Sunshine State=Florida|"
    "Peach State=Georgia|Aloha State=Hawaii|Gem State=Idaho|Prairie State=Illinois|Hoosier State=Indiana|"
    "Hawkeye State=Iowa|Sunflower State=Kansas|Bluegrass State=Kentucky|Pelican State=Louisiana|Pine Tree State=Maine|"
    "Old Line State=Maryland|Bay State=Massachusetts|Wolverine State=Michigan|Magnolia State=Mississippi|"
    "Show Me State=Missouri|Show-Me State=Missouri|Treasure State=Montana|Cornhusker State=Nebraska|"
    "Silver State=Nevada|Granite State=New Hampshire|Garden State=New Jersey|Land of Enchantment=New Mexico|"
    "Empire State=New York|Tar Heel State=North Carolina|Peace Garden State=North Dakota|Buckeye State=Ohio|"
    "Sooner State=Oklahoma|Beaver State=Oregon|Keystone State=Pennsylvania|Ocean State=Rhode Island|"
    "Palmetto State=South Carolina|Mount Rushmore State=South Dakota|Volunteer State=Tennessee|Lone Star State=Texas|"
    "Beehive State=Utah|Green Mountain State=Vermont|Old Dominion=Virginia|Evergreen State=Washington|"
    "Mountain State=West Virginia|Badger State=Wisconsin|Equality State=Wyoming".split("|")
)


def nicknamed(name: Name, other: Side) -> bool:
    """Whether a name is a state's or its nickname's, and the other side has it under the other of the two."""
    for nickname, state in _NICKNAMES.items():
        if nickname in name.whole and state in other.text:
            return True
        if bare(name.surface) in state and state in name.whole and re.search(rf"\b[Tt]he {nickname}\b", other.text):
            return True
    return False
