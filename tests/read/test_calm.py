import time

from sayso.model import Document
from sayso.read import ReadSettings, read
from sayso.read.calm import LONGEST, calmed


def test_every_offset_stays():
    text = "He said" + " " * 500 + "so.\n" + "\n" * 200 + "\tShe left."
    calm = calmed(text)
    assert len(calm) == len(text)
    assert [at for at, letter in enumerate(text) if letter.isalpha()] == [
        at for at, letter in enumerate(calm) if letter.isalpha()
    ]


def test_white_space_that_articles_have_stays():
    for text in ("One said.\n\n\nTwo\tsaid.", "Kyiv" + " " * LONGEST + "12"):
        assert calmed(text) == text


def test_endless_white_space_is_read_in_time_and_kept():
    text = "The mayor said between 5 and 7" + " " * 50_000 + "November that the dam would hold."
    before = time.process_time()
    reading = read(Document("d", text, published="2024-11-01"), ReadSettings(tier="grammar"))
    assert time.process_time() - before < 4  # of which most is loading
    assert reading.document.text == text
