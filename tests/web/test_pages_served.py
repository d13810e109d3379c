"""What pages show, as their views and as they are sent: no browser needed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

pytest.importorskip("uvicorn", reason="the pages need the web extra")

from served import Served, serving

from sayso.desk import Desk
from sayso.model import Block
from sayso.pipeline.standing import positions, positions_kept
from sayso.store import assessments, browse, documents, linking
from sayso.web.assets import STATIC
from sayso.web.views.claim import claim_view
from sayso.web.views.compare import side_by_side
from sayso.web.views.document import document_view
from sayso.web.views.found import check_view
from sayso.web.views.groundmap import map_view
from sayso.web.views.layers import Mark, paragraphs, pieces
from sayso.web.views.standing import positions_view
from sayso.web.views.today import today_view

STYLES = Path(__file__).parent.parent.parent / "src" / "sayso" / "publish" / "templates" / "page.css"


@pytest.mark.parametrize(
    "page", ["/", "/claims", "/sources", "/map", "/search?words=Burshtyn", "/disputes", "/positions", "/check", "/add"]
)
def test_a_page_is_also_its_json(served: Served, page: str) -> None:
    shown = served.get(page, accept="text/html")
    assert (shown.status, shown.headers["content-type"]) == (200, "text/html; charset=utf-8")
    told = served.get(page, accept="application/json")
    assert (told.status, told.headers["content-type"]) == (200, "application/json")
    assert isinstance(told.json, dict)


def test_no_page_holds_a_script_or_a_style_of_its_own(served: Served, small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        claim = browse.claims(connection, limit=1).rows[0].id
        document = next(documents.every(connection)).id
    for page in ("/", f"/claim/{claim}", f"/document/{document}", "/map", "/check", "/add", "/search"):
        html = served.get(page).text
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", html), page
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html)), page
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//(?!127\.0\.0\.1)[^"']*\.(?:js|css|woff2?)""", html), (
            page
        )


def test_a_document_shows_each_character_of_its_blocks_once(small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        for document in documents.every(connection):
            view = document_view(connection, document.id)
            assert view is not None
            shown = " ".join("".join(piece.text for piece in one.pieces) for one in view.text)
            assert shown.split() == document.text.split()


def test_the_cited_words_are_marked(small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        assessment = assessments.get(connection, assessments.days(connection)[-1])
        assert assessment is not None
        for citation in (one for section in assessment.sections for line in section.lines for one in line.citations):
            view = document_view(connection, citation.document, (citation.start, citation.end))
            assert view is not None
            marked = [piece.text for part in view.text for piece in part.pieces if "cited" in piece.layers]
            assert "".join(marked).split() == citation.words.split()


def test_the_day_shows_every_line_with_its_exact_words(served: Served, small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        view = today_view(connection, None)
        assessment = assessments.get(connection, view.day if view else None)
    assert view is not None and assessment is not None
    lines = [line for section in assessment.sections for line in section.lines]
    shown = [line for section in view.sections for line in section.lines]
    assert [f"{one.attribution} {one.words}".split() for one in shown] == [line.text.split() for line in lines]
    assert [[cited.words for cited in one.citations] for one in shown] == [
        [c.words for c in one.citations] for one in lines
    ]


def test_what_changed_since_the_day_before(desk_copy: Path) -> None:
    from sayso.pipeline import brief

    with Desk.open(desk_copy) as desk:
        brief(desk, "2025-03-03")
        brief(desk, "2025-03-04")
        with desk.store.reading() as connection:
            view = today_view(connection, "2025-03-04")
            before, now = (assessments.get(connection, day) for day in ("2025-03-03", "2025-03-04"))
    assert view is not None and view.changes is not None and before is not None and now is not None
    had, has = ({ln.claim for part in one.sections for ln in part.lines} - {None} for one in (before, now))
    assert view.changes.since == "2025-03-03"
    assert len(view.changes.new) == len(has - had)
    assert len(view.changes.gone) == len(had - has)


def test_a_claim_counts_each_telling_and_copy_once(small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        for row in browse.claims(connection, limit=20).rows:
            claim, view = linking.claim(connection, row.id), claim_view(connection, row.id)
            assert claim is not None and view is not None
            shown = [one.document for one in view.tellings] + [c.document for one in view.tellings for c in one.copies]
            assert sorted(shown) == sorted({member.document for member in claim.members})
            assert {name for node in view.graph.nodes for name in node.names} >= set(claim.origins)
            assert sum(node.is_bottleneck for node in view.graph.nodes) == (claim.bottleneck is not None)


def test_a_claim_told_without_end_shows_the_first_tellings(small_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.views.claim._MOST", 3)
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        row = browse.claims(connection, limit=1).rows[0]
        view = claim_view(connection, row.id)
    assert view is not None
    assert (len(view.tellings) + view.left_out, view.left_out > 0) == (row.tellings - _folded(view), True)


def _folded(view: object) -> int:
    return sum(len(one.copies) + one.again for one in view.tellings)  # type: ignore[attr-defined]


def test_original_bytes_come_as_a_file_that_no_browser_opens(served: Served, small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        document = next(documents.every(connection)).id
        kept = documents.original(connection, documents.kept(connection, document).original)
    answer = served.get(f"/document/{document}/original")
    assert answer.body == kept
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="{document}.')
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "page",
    [
        "/claim/c-0",
        "/document/0",
        "/document/0/original",
        "/document/0/compare/1",
        "/agent/Nobody",
        "/outlet/Nobody",
        "/dispute/d-0",
        "/day/2001-01-01",
        "/day/%3Cscript%3E",
        "/find/zzz",
        "/add/job-0",
        "/add/job-0/events",
    ],
)
def test_what_is_not_there_is_said_on_a_page(served: Served, page: str) -> None:
    answer = served.get(page, accept="text/html")
    assert answer.status in (400, 404)
    assert "<h1>" in answer.text and "<script>" not in answer.text


def test_an_id_leads_to_its_page(served: Served, small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        claim = linking.claim(connection, browse.claims(connection, limit=1).rows[0].id)
    assert claim is not None
    member = claim.members[0]
    ways = {
        claim.id: f"/claim/{claim.id}",
        member.document: f"/document/{member.document}",
        f"{member.document}.3-9": f"/document/{member.document}?start=3&end=9#cited",
    }
    for name, address in ways.items():
        assert served.get(f"/find/{name}").headers["location"] == address


def test_lists_go_on_to_their_end_without_a_row_twice(served: Served) -> None:
    seen: list[str] = []
    after = ""
    while True:
        told = served.get(f"/claims?order=latest&after={after}", accept="application/json").json
        seen += [row["id"] for row in told["rows"]]
        if told["next"] is None:
            break
        after = told["next"]
    with Desk.open(served.desk) as desk, desk.store.reading() as connection:
        assert sorted(seen) == sorted(claim.id for claim in linking.get(connection).claims)


def test_a_place_in_another_list_is_refused_on_a_page(served: Served) -> None:
    answer = served.get("/claims?after=nonsense", accept="text/html")
    assert answer.status == 400 and "no place in this list" in answer.text


def test_names_stand_in_addresses_whatever_is_in_them(served: Served) -> None:
    assert served.get("/agent/%2E%2E%2Fclaims%3Fx%3D%22%3E%3Cscript%3E", accept="text/html").status == 404


def test_marks_that_overlap_are_cut_into_flat_pieces() -> None:
    found = pieces("who said what", [Mark(0, 8, "content", "a"), Mark(4, 13, "cue", "b")])
    assert [(one.text, one.layers, one.begins) for one in found] == [
        ("who ", ("content",), ("a",)),
        ("said", ("content", "cue"), ("b",)),
        (" what", ("cue",), ()),
    ]


def test_paragraphs_lose_no_word_between_blocks() -> None:
    made = paragraphs("One.\n\nLoose.\nTwo.", [Block("headline", 0, 4), Block("paragraph", 13, 17)], [])
    assert [(one.role, "".join(piece.text for piece in one.pieces).strip()) for one in made] == [
        ("headline", "One."),
        ("between", "Loose."),
        ("paragraph", "Two."),
    ]


def test_two_versions_are_paired_word_by_word() -> None:
    rows = list(side_by_side("Same.\nIt supplies 40 percent.", "Same.\nIt supplies 14 percent.\nA note."))
    assert [row.kind for row in rows] == ["same", "changed", "new"]
    assert [part.text for part in rows[1].left if part.changed] == ["40"]
    assert [part.text for part in rows[1].right if part.changed] == ["14"]


def test_the_check_shows_the_text_as_it_was_pasted() -> None:
    view = check_view("# A title\n\n*One* <b>two</b>.\n", "", [])
    assert view.checked is not None
    assert ["".join(piece.text for piece in one.pieces) for one in view.checked] == [
        "# A title\n",
        "*One* <b>two</b>.\n",
    ]
    assert view.summary == "Nothing in it stands against what this desk knows."


def test_the_colours_are_those_of_the_published_page() -> None:
    ours, theirs = ((STATIC / "app.css").read_text(encoding="utf-8"), STYLES.read_text(encoding="utf-8"))
    of_theirs = re.findall(r"--(?:paper|sheet|ink|soft|rule|accent|objection|mark|mark-now|sea): #[0-9a-f]{6}", theirs)
    assert len(of_theirs) > 20
    assert [colour for colour in of_theirs if colour not in ours] == []


def test_others_scripts_are_named_with_their_licence() -> None:
    vendor = STATIC / "vendor"
    readme = (vendor / "README.md").read_text(encoding="utf-8")
    for script in vendor.glob("*.js"):
        assert script.name in readme
        assert (vendor / f"{script.name.split('.')[0]}.LICENSE").is_file()


def test_a_day_without_an_assessment_is_mapped_from_what_its_articles_claim(small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        assessed = assessments.days(connection)
        days = [map_view(connection, row.name) for row in browse.days(connection) if row.name not in assessed]
    rows = [row for view in days for row in view.ground]
    assert rows and not any(view.assessed for view in days)
    assert all((row.standing, row.claimed_by, row.line) == ("claimed", row.said_by, "") for row in rows)
    assert all(marker.place in view.rows_of for view in days if view.drawing for marker in view.drawing.markers)


def test_the_map_shows_what_one_agent_says(small_desk: Path) -> None:
    with Desk.open(small_desk) as desk, desk.store.reading() as connection:
        whole = map_view(connection)
        assert whole.ground
        for agent in whole.agents:
            of_one = map_view(connection, whole.day, agent)
            assert of_one.ground == tuple(row for row in whole.ground if agent in row.said_by)
            assert of_one.agents == whole.agents


def test_an_empty_desk_says_so_on_every_page(tmp_path: Path) -> None:
    Desk.create(tmp_path / "empty").close()
    words = {
        "/": "There is no article on this desk",
        "/claims": "No claim fits",
        "/search": "No article fits",
        "/disputes": "No two claims",
        "/positions": "desk.toml names no issues",
        "/map": "No article on this desk tells of a change",
        "/sources": "There is no article on this desk",
        "/check": "Paste a text",
        "/add": "Add articles",
    }
    with serving(tmp_path / "empty") as server:
        for page, said in words.items():
            answer = server.get(page, accept="text/html")
            assert answer.status == 200 and said.lower() in answer.text.lower(), page


def test_positions_on_a_page_are_those_of_the_command(desk_copy: Path) -> None:
    issues = {"Burshtyn": ("power plant", "fire"), "Stepnohirsk": ("captured",)}
    with Desk.open(desk_copy) as desk:
        desk.settings = replace(desk.settings, issues=issues)
        found = positions(desk)
        assert positions_kept(desk) == found != ()
        view = positions_view(desk)
        assert {(one.agent, one.issue) for one in view.rows} == {(one.agent, one.issue) for one in found}
        of_one = positions_view(desk, found[0].agent)
        assert {one.agent for one in of_one.rows} == {found[0].agent}
        assert "nobody" in (positions_view(desk, "Nobody At All").to_do or "").lower()
