import io
import zipfile

import pytest
from fuzzing.archived import Archive, page

from sayso.ingest import ingest_bytes, zipped

TEXT = "The mayor said on Monday that the bridge would reopen in June."


def archive(*members, packing=zipfile.ZIP_DEFLATED):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as made:
        for name, content in members:
            made.writestr(name, content)
    return data.getvalue()


def read(data):
    return list(ingest_bytes(data, None, "all.zip"))


def test_members_are_read_in_the_order_of_their_names():
    warc = Archive().response("https://courier.example/a", page("Orlivka")).data()
    found = read(archive(("b.txt", TEXT), ("a/page.html", page("Tarnow")), ("c.warc", warc), ("d/", "")))
    assert [one.path for one in found] == ["all.zip/a/page.html", "all.zip/b.txt", "all.zip/c.warc:1"]
    assert all(one.document for one in found)
    assert found[1].original == TEXT.encode()


def test_names_lead_nowhere():
    names = ("../../etc/passwd.txt", "/root/a.txt", "C:\\b.txt", "..\\c.txt", "./d.txt")
    paths = {one.path for one in read(archive(*((name, TEXT) for name in names)))}
    assert paths == {f"all.zip/{name}" for name in ("etc/passwd.txt", "root/a.txt", "b.txt", "c.txt", "d.txt")}


def test_hidden_members_are_left_out():
    assert [one.path for one in read(archive(("__MACOSX/a.txt", TEXT), (".x.txt", TEXT), ("a.txt", TEXT)))] == [
        "all.zip/a.txt"
    ]


def test_a_bomb_is_refused_and_costs_nothing_else():
    bad, good = read(archive(("a.txt", b"\0" * 50_000_000), ("b.txt", TEXT)))
    assert (bad.document, bad.original) == (None, b"")
    assert "harm" in bad.issues[0].message
    assert good.document.text == TEXT


def test_nesting_has_an_end():
    data = archive(("a.txt", TEXT))
    for _ in range(2):
        data = archive(("in.zip", data))
    assert read(data)[0].document.text == TEXT
    for _ in range(3):
        data = archive(("in.zip", data))
    (found,) = read(data)
    assert found.document is None and "levels deep" in found.issues[0].message


def test_members_and_bytes_are_bounded(monkeypatch):
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 2)
    found = read(archive(*((f"{n}.txt", f"{TEXT} {n}") for n in range(4))))
    assert [one.document is not None for one in found] == [True, True, False]
    monkeypatch.setattr(zipped, "MOST_MEMBERS", 10)
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 150)
    found = read(archive(*((f"{n}.txt", f"{TEXT} {n}") for n in range(4))))
    assert [one.document is not None for one in found] == [True, True, False, False]


@pytest.mark.parametrize("cut", [30, 80, 150])
def test_damage_is_said(cut):
    found = read(archive(("a.txt", TEXT), ("b.txt", TEXT))[:-cut])
    assert found and all(one.document is None and one.issues for one in found)


def test_a_damaged_or_locked_member_costs_itself():
    data = bytearray(archive(("a.txt", TEXT), ("b.txt", TEXT + " x"), packing=zipfile.ZIP_STORED))
    at = data.index(b"mayor")
    data[at : at + 5] = b"MAYOR"
    bad, good = read(bytes(data))
    assert (bad.document, good.document.text) == (None, TEXT + " x")
    locked = bytearray(archive(("a.txt", TEXT), ("b.txt", TEXT)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    bad, good = read(bytes(locked))
    assert "password" in bad.issues[0].message
    assert good.document.text == TEXT


def test_a_member_without_a_name_is_read():
    data = archive(("x", TEXT)).replace(b"\x01\x00\x00\x00x", b"\x01\x00\x00\x00\0")
    assert read(data)


def test_an_empty_archive_says_so():
    (found,) = read(archive())
    assert "empty" in found.issues[0].message


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("mimetype", "META-INF/manifest.xml", "content.xml"), "an OpenDocument file"),
        (("mimetype", "META-INF/container.xml", "OEBPS/1.xhtml"), "an e-book"),
        (("[Content_Types].xml", "xl/workbook.xml"), "an Office file of tables or slides"),
    ],
)
def test_what_is_one_file_to_its_owner_is_named_and_not_taken_apart(names, kind):
    (found,) = read(archive(*((name, TEXT) for name in names)))
    assert (found.path, found.document) == ("all.zip", None)
    assert found.issues[0].message == f"It is {kind}, which is not read here. Save it as DOCX or PDF and add that."
    assert found.original.startswith(b"PK")


def test_a_link_among_the_members_is_passed_over():
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    assert [one.path for one in read(archive((link, "/etc/passwd"), ("a.txt", TEXT)))] == ["all.zip/a.txt"]
