import io

import docx

from sayso.ingest import ingest_bytes


def word(title="Title", about=None):
    made = docx.Document()
    made.core_properties.title = about or ""
    if title:
        made.add_paragraph("Dam at Tarnow to be inspected", style=title)
    made.add_paragraph("The commission said on Monday that the dam would be inspected.")
    made.add_paragraph("Key takeaways", style="Heading 1")
    made.add_paragraph("The gates are cracked.", style="List Bullet")
    made.add_paragraph("The mayor denied it.", style="List Bullet")
    made.add_paragraph("We knew nothing.", style="Quote")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def test_a_word_file_is_a_document_with_its_structure():
    (found,) = ingest_bytes(word(), None, "dam.docx")
    document = found.document
    assert document.title == "Dam at Tarnow to be inspected"
    assert [(block.role, document.text[block.start : block.end]) for block in document.markup] == [
        ("headline", "Dam at Tarnow to be inspected"),
        ("paragraph", "The commission said on Monday that the dam would be inspected."),
        ("heading", "Key takeaways"),
        ("takeaway", "The gates are cracked."),
        ("takeaway", "The mayor denied it."),
        ("quote", "We knew nothing."),
    ]
    assert document.published is None


def test_its_kind_is_told_by_its_members():
    for name in ("dam.docx", "dam.zip", ""):
        (found,) = ingest_bytes(word(), None, name)
        assert found.document and found.path == name
        (again,) = ingest_bytes(found.original, found.media, name)
        assert again.document == found.document


def test_a_title_in_the_properties_counts_where_the_text_opens_with_it():
    (found,) = ingest_bytes(word("Normal", "Dam at Tarnow to be inspected"), None, "dam.docx")
    assert found.document.title == "Dam at Tarnow to be inspected"
    (found,) = ingest_bytes(word(None, "Normal.dotm"), None, "dam.docx")
    assert found.document.title is None


def test_damage_is_said():
    data = bytearray(word())
    at = data.index(b"word/document.xml") + 40
    data[at : at + 30] = b"\xff" * 30
    (found,) = ingest_bytes(bytes(data), None, "dam.docx")
    assert found.document is None and "damaged" in found.issues[0].message
