from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import cases

from sayso.ingest.moments import moment, published


@pytest.mark.parametrize("case", cases("moments"))
def test_a_moment_is_as_precise_as_it_was_stated(case):
    assert moment(case["text"]) == case["expected"]


def test_a_date_in_no_calendar_is_an_issue_and_no_date():
    found, (issue,) = published("2024-02-30", "The date of publication")
    assert found is None
    assert "2024-02-30" in issue.message


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_none_and_a_moment_stays_itself(text):
    found = moment(text)
    assert found is None or moment(found) == found


@given(st.datetimes(timezones=st.timezones() | st.none()))
def test_what_is_in_iso_form_is_read_to_the_second(when):
    stated = when.isoformat()
    assert datetime.fromisoformat(moment(stated)) == datetime.fromisoformat(stated).replace(microsecond=0)
