import re
from collections import Counter

import pytest
from labelled import cases

from sayso.ingest import outlets

LOOK_UPS = {
    "name": outlets.by_name,
    "host": outlets.by_host,
    "line": outlets.by_boilerplate,
    "dateline": outlets.by_dateline,
}


@pytest.mark.parametrize("case", cases("outlets"))
def test_an_outlet_is_found_by_what_a_text_shows_of_it(case):
    (key,) = LOOK_UPS.keys() & case.keys()
    found = LOOK_UPS[key](case[key])
    assert (found.name if found else None) == case["expected"]


def test_an_agency_is_one_whose_reports_others_print():
    assert [name for name in ("AFP", "Reuters", "TASS", "BBC", "ISW", "nobody") if outlets.is_agency(name)] == [
        "AFP",
        "Reuters",
        "TASS",
    ]


def test_a_known_host_gives_the_name_and_another_itself():
    assert outlets.outlet_at("https://www.reuters.com/x") == "Reuters"
    assert outlets.outlet_at("https://www.courier.example/x") == "courier.example"
    assert outlets.outlet_at(None) is None


def test_no_two_outlets_share_a_name_or_a_host():
    names = Counter(name for o in outlets.known() for name in {n.casefold() for n in (o.name, *o.aliases)})
    hosts = Counter(host for o in outlets.known() for host in o.hosts)
    assert [name for name, count in [*names.items(), *hosts.items()] if count > 1] == []


def test_every_file_is_sound():
    assert len(outlets.known()) >= 60
    for outlet in outlets.known():
        assert re.fullmatch("[A-Z]{2}", outlet.country), outlet.name
        assert all(re.fullmatch("[a-z]{2}", language) for language in outlet.languages), outlet.name
        assert all(host == host.lower() and "/" not in host for host in outlet.hosts), outlet.name
        for pattern in (*outlet.boilerplate_patterns, outlet.byline or ""):
            re.compile(pattern)
        assert all(outlets.by_boilerplate(line) == outlet for line in outlet.boilerplate), outlet.name


def test_a_byline_names_authors_or_date():
    bylines = [outlet.byline for outlet in outlets.known() if outlet.byline]
    assert all({"authors", "date"} & re.compile(byline).groupindex.keys() for byline in bylines)
