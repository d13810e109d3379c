import time

from fuzzing.typeset import column, pdf

from sayso.ingest import ingest_bytes

LEFT = [
    "The river commission said on Monday that",
    "the dam at Tarnow would be inspected be-",
    "fore winter. Its engineers found cracks in",
    "two of the nine gates last spring.",
    "",
    "Commissioner Ada Novak told the council",
    "that the long-term plan needs more money.",
]
RIGHT = [
    "The mayor of Tarnow denied that the town",
    "was in danger. He said a long-",
    "term plan was ready, and that the inspec-",
    "tion was a matter of routine.",
    "",
    "A second report is expected in May.",
]


def read(data):
    (found,) = ingest_bytes(data, None, "report.pdf")
    return found


def paragraphs(document):
    return [document.text[block.start : block.end] for block in document.markup]


def test_columns_are_read_one_after_the_other_and_hyphens_mended():
    rows = [*zip(column(LEFT, 50, 600), column(RIGHT, 320, 600), strict=False)]
    interleaved = [one for row in rows for one in row]  # as many programs write them: row by row
    title = [(50, 660, 20, "Dam at Tarnow to be inspected")]
    document = read(pdf([[*title, *interleaved, *column(LEFT[-1:], 50, 528)]])).document
    assert document.title == "Dam at Tarnow to be inspected"
    assert paragraphs(document) == [
        "Dam at Tarnow to be inspected",
        "The river commission said on Monday that the dam at Tarnow would be inspected before winter. Its engineers "
        "found cracks in two of the nine gates last spring.",
        "Commissioner Ada Novak told the council that the long-term plan needs more money.",
        "The mayor of Tarnow denied that the town was in danger. He said a long-term plan was ready, and that the "
        "inspection was a matter of routine.",
        "A second report is expected in May.",
    ]
    assert document.markup[0].role == "headline"


def test_running_heads_and_page_numbers_are_left_out_and_paragraphs_joined_over_pages():
    pages = []
    for number in (1, 2, 3):
        ends = "and the" if number < 3 else "to an end."
        words = [f"Inspectors wrote in part {number} that the gate was sound,", f"as its maker had said {ends}"]
        begins = (
            [["talks went on for many more days.", "engineers at the dam agreed."][number - 2]] if number > 1 else []
        )
        head = (72, 760, 9, f"River Commission Report, page {number}")
        foot = (300, 30, 9, str(number))
        pages.append([head, *column([*begins, *words], 72, 700, 11, 14), foot])
    text = read(pdf(pages)).document.text
    assert "River Commission Report" not in text
    assert "\n1\n" not in text and not text.endswith("3")
    assert "said and the talks went on for" in text and "said and the engineers at the dam agreed" in text


def test_a_title_that_no_reader_sees_is_none():
    shown = [(72, 700, 11, "The commission said that the dam was sound.")]
    for title in ("Microsoft Word - draft_7.docx", "Untitled"):
        assert read(pdf([shown], {"Title": title})).document.title is None
    heading = (72, 730, 11, "Report on the dam")
    assert read(pdf([[heading, *shown]], {"Title": "Report on the Dam"})).document.title == "Report on the Dam"


def test_the_day_it_was_made_is_taken_where_the_page_says_so_too():
    shown = [(72, 700, 11, "Tarnow, 1 November 2024. The commission said that the dam was sound.")]
    assert read(pdf([shown], {"CreationDate": "D:20241101180000Z"})).document.published == "2024-11-01"
    assert read(pdf([shown], {"CreationDate": "D:20241203180000Z"})).document.published is None


def test_pictures_damage_and_passwords_are_said():
    assert "no text" in read(pdf([[]])).issues[0].message
    assert "damaged" in read(b"%PDF-1.7 \n" + b"x" * 100).issues[0].message


def test_a_table_is_read_row_by_row():
    rows = [
        ("Kyiv", "12 wounded were counted there"),
        ("Lviv", "three wounded were counted there"),
        ("Sumy", "none at all"),
    ]
    cells = [
        (x, 700 - 14 * number, 10, words)
        for number, row in enumerate(rows)
        for x, words in zip((72, 200), row, strict=True)
    ]
    text = " ".join(read(pdf([cells])).document.text.split())
    assert text == "Kyiv 12 wounded were counted there Lviv three wounded were counted there Sumy none at all"


def test_the_bytes_give_the_text_again():
    found = read(pdf([[(72, 700, 11, "The commission said that the dam was sound.")]]))
    (again,) = ingest_bytes(found.original, found.media, found.path)
    assert again.document == found.document


def test_letters_that_stand_for_nothing_are_a_page_without_text():
    """A thousand of them at a page's end took the way back to the last one with a text too deep."""
    for means in ("FFFE", "0002"):
        found = read(pdf([column(["a" * 60] * 40, 72, 700)], means=means))
        assert found.document is None
        assert "no text in the PDF" in found.issues[0].message


def test_what_a_browser_prints_at_the_edges_is_left_out_and_the_title_kept():
    head = [(24, 770, 8, "11/26/26, 11:32 AM"), (337, 770, 8, "Dam at Tarnow"), (24, 17, 8, "https://news.example/dam")]
    title = (34, 735, 24, "Dam at Tarnow")
    pages = [[*head, title, *column(LEFT[:4], 34, 700)], [*head, *column(LEFT[5:], 34, 700)]]
    for printed in (pages, pages[:1]):
        document = read(pdf(printed, {"Title": "Dam at Tarnow"})).document
        assert document.title == "Dam at Tarnow"
        assert paragraphs(document)[0] == "Dam at Tarnow"
        assert all(words not in document.text for words in ("11/26", "news.example"))


def test_a_line_is_as_high_as_its_type_whatever_its_letters(monkeypatch):
    """Where a font states no heights, as LibreOffice's, PDFium's boxes have the letters' own shapes."""
    import ctypes

    from pypdfium2 import raw

    def tight(page, index, box):
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        found = raw.FPDFText_GetCharBox(page, index, *map(ctypes.byref, (left, right, bottom, top)))
        box._obj.left, box._obj.bottom, box._obj.right, box._obj.top = (one.value for one in (left, bottom, right, top))
        return found

    monkeypatch.setattr(raw, "FPDFText_GetLooseCharBox", tight)
    lines = [
        "Today, say people at Spey ferry, pay",
        "was once more seen as a menace on a",
        "river over a mine, as men are aware.",
    ]
    assert paragraphs(read(pdf([column(lines, 72, 700)])).document) == [" ".join(lines)]


def test_a_gap_parts_paragraphs_where_most_have_two_lines():
    spaced = []
    for number in range(6):
        spaced += column(
            ["The harbour master said on Monday that he", f"had counted barge {number} at"], 72, 700 - 40 * number
        )
    spaced += [(72, 460, 10, "Sources"), (72, 430, 10, "Reports of the harbour master")]
    found = paragraphs(read(pdf([spaced])).document)
    assert found[-2:] == ["Sources", "Reports of the harbour master"]
    assert len(found) == 8


def test_a_line_of_one_endless_word_takes_no_longer_than_it_has_letters():
    """Found by fuzzing: 33,000 letters on a line took 20 seconds, for the hyphen that may end it."""
    before = time.process_time()
    document = read(pdf([[(50, 700, 0.01, "a" * 30_000)]])).document
    assert time.process_time() - before < 5
    assert document.text == "a" * 30_000
