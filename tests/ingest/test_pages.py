import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import cases

from sayso.ingest import Given, ingest, ingest_bytes
from sayso.ingest.outlets import by_name

NOTHING = Given()
ARTICLE = """
<p>The mayor of Port Ellery said on Monday that the bridge would reopen in June, two months late.</p>
<h2>What was found</h2>
<p>Engineers found cracks in three of the piers, according to a report seen by the Courier.</p>
<blockquote><p>Nobody was in danger at any time, and nobody will be when it is open again.</p></blockquote>
<p>Key takeaways:</p>
<ul><li>The bridge stays closed until June.</li><li>Three piers will be replaced.</li></ul>
<p>The works cost four million crowns, which the harbour pays for itself, the mayor said.</p>
"""
FIELDS = ("title", "authors", "published", "outlet", "url", "language")


def page(html, given=NOTHING):
    (found,) = ingest_bytes(html.encode(), "text/html", "page.html", given)
    return found


@pytest.mark.parametrize("case", cases("pages"))
def test_what_a_page_states_is_its_metadata(case):
    document = page(case["text"].replace("ARTICLE", ARTICLE)).document
    stated = {name: getattr(document, name) for name in FIELDS}
    assert stated == case["expected"] | {"authors": tuple(case["expected"]["authors"])}


def test_the_main_text_keeps_its_blocks():
    document = page(
        f"<html><body><nav>Home News Sport</nav><article><h1>Bridge</h1>{ARTICLE}</article></body></html>"
    ).document
    assert [(block.role, document.text[block.start : block.start + 12]) for block in document.markup] == [
        ("paragraph", "The mayor of"),
        ("heading", "What was fou"),
        ("paragraph", "Engineers fo"),
        ("quote", "Nobody was i"),
        ("paragraph", "Key takeaway"),
        ("takeaway", "The bridge s"),
        ("takeaway", "Three piers "),
        ("paragraph", "The works co"),
    ]


def test_blocks_cover_every_word_in_order():
    document = page(f"<article>{ARTICLE}</article>").document
    covered = " ".join(document.text[block.start : block.end] for block in document.markup)
    assert covered.split() == document.text.split()


def test_given_metadata_fills_in_and_does_not_overrule():
    given = Given(published="2024-11-02", outlet="AP", url="https://courier.example/a")
    stated = "<html><head><meta property='article:published_time' content='2024-11-01T18:00Z'></head><body>"
    document = page(f"{stated}<article>{ARTICLE}</article></body></html>", given).document
    assert (document.published, document.outlet, document.url) == (
        "2024-11-01T18:00+00:00",
        "Associated Press",
        "https://courier.example/a",
    )


def test_a_date_in_no_calendar_leaves_the_page_undated_and_says_so():
    head = "<head><meta name='date' content='2024-02-30'></head>"
    found = page(f"<html>{head}<body><article>{ARTICLE}</article></body></html>")
    assert found.document.published is None
    assert "2024-02-30" in found.issues[0].message


def test_a_page_declares_its_encoding():
    head = "<head><meta charset='windows-1251'></head>"
    html = f"<html>{head}<body><article>{ARTICLE}<p>Мэр сказал «да».</p></article>"
    (found,) = ingest_bytes(html.encode("cp1251"), None, "page.html")
    assert "Мэр сказал «да»." in found.document.text
    assert found.issues == ()


def test_the_article_in_json_ld_stands_in_where_the_page_shows_none():
    body = json.dumps(
        {"@type": "NewsArticle", "headline": "Bridge", "articleBody": "<p>It reopens.</p><p>In June.</p>"}
    )
    document = page(
        f"<html><head><script type='application/ld+json'>{body}</script></head><body></body></html>"
    ).document
    assert document.text == "It reopens.\n\nIn June."


def test_an_article_divided_around_advertisements_is_read_whole():
    words = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"]
    lines = [
        f"<p>{word} of the paragraphs of an article that is divided into two parts of three.</p>" for word in words
    ]
    parts = [f"<div class='text'>{''.join(lines[at : at + 3])}</div>" for at in (0, 3)]
    html = f"<html><body><main>{parts[0]}<div class='ad'>Buy!</div>{parts[1]}</main></body></html>"
    assert [line.split()[0] for line in page(html).document.text.split("\n\n")] == words


def test_a_line_that_only_names_the_authors_is_a_byline():
    head = "<head><meta name='author' content='Ann Ode, Bo Bee'></head>"
    document = page(
        f"<html>{head}<body><article>{ARTICLE}<p>By Ann Ode and Bo Bee</p></article></body></html>"
    ).document
    assert document.markup[-1].role == "byline"


def test_a_line_of_boilerplate_keeps_its_place_and_gets_its_role():
    document = page(
        f"<html><body><article>{ARTICLE}<p>Support UP or become our patron!</p></article></body></html>"
    ).document
    assert document.markup[-1].role == "boilerplate"


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html>" + "<div>" * 3000,
        "<" * 5000,
        "<!--" * 5000,
        "<script type='application/ld+json'>" + "[" * 5000 + "</script>",
        '<script type=\'application/ld+json\'>[{"@type":"NewsArticle","author":'
        + '[{"name":' * 300
        + '"x"'
        + "}]" * 300
        + "}]</script>",
        "<html><body><nav><a href='/'>Home</a></nav></body>",
        "\ufffe<p",
    ],
)
def test_a_page_without_an_article_keeps_its_place(html):
    found = page(html)
    assert found.document is None
    assert found.original
    assert "article" in found.issues[-1].message or "text" in found.issues[-1].message


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=byline>",
                "<ul><li>",
                "<blockquote>",
                "a b",
                "é",
                "<",
                "&#0;",
                "<table><tr><td>",
                "<br>",
                "<article>",
                "<!--",
                "<script>",
                "</html>",
                "\x00",
                "\u2028",
            ]
        ),
        max_size=60,
    )
)
def test_no_page_is_too_broken(parts):
    html = "<html><body>" + "".join(parts)
    found = page(html)
    assert (found.document is None) == bool(found.issues)
    if found.document:
        for block in found.document.markup:
            assert found.document.text[block.start : block.end].strip()


PAGES = Path(__file__).parents[3] / "shared" / "data" / "pages" / "fundus"


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages of fundus lie beside the repository, not in it")
def test_every_page_of_many_outlets_is_an_article_of_a_known_outlet_with_its_date():
    found = list(ingest(str(PAGES)))
    pages = [one for one in found if ".html" in one.path]
    assert [one.path for one in pages if one.document is None or not by_name(one.document.outlet or "")] == []
    assert sum(bool(one.document.published) for one in pages) == len(pages)
