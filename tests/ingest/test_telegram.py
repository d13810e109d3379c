import json

from sayso.desk import Desk
from sayso.ingest import Given, ingest_bytes
from sayso.pipeline import add
from sayso.store import documents as stored


def message(number, text, **more):
    sent = {"date": "2024-11-01T09:00:00", "date_unixtime": str(1730444400 + number)}
    return {"id": number, "type": "message", **sent, "from": "Courier Now", "text": text, "text_entities": [], **more}


def chat(*messages, name="Courier Now", kind="public_channel", number=1234567890):
    return {"name": name, "type": kind, "id": number, "messages": list(messages)}


def read(export, **layout):
    data = json.dumps(export, ensure_ascii=False, **layout).encode()
    return list(ingest_bytes(data, None, "result.json"))


CREATED = {"id": 1, "type": "service", "date": "2024-11-01T08:00:00", "action": "create_channel", "text": ""}
SHELLED = message(2, ["Vovchansk was shelled, ", {"type": "bold", "text": "the governor said"}, ".\n\nTwo were hurt."])


def test_a_message_is_a_document_of_its_channel():
    for layout in ({}, {"indent": 1}):
        (found,) = read(chat(CREATED, SHELLED, message(3, "", photo="photos/1.jpg")), **layout)
        document = found.document
        assert (found.path, document.outlet) == ("result.json:2", "Courier Now")
        assert document.text == "Vovchansk was shelled, the governor said.\n\nTwo were hurt."
        assert document.url == "https://t.me/c/1234567890/2"
        assert document.published == "2024-11-01T07:00:02+00:00"
        assert json.loads(found.original) == SHELLED


def test_the_message_alone_gives_the_text_again():
    for forwarded in ({}, {"forwarded_from": "DeepState"}):
        (found,) = read(chat(message(2, "The enemy occupied Orlivka.", **forwarded)))
        (again,) = ingest_bytes(found.original, found.media, found.path)
        assert again.document.text == found.document.text


def test_a_forward_names_whom_it_is_from():
    (found,) = read(chat(message(2, "The enemy occupied Orlivka.", forwarded_from="DeepState")))
    assert found.document.text == "Forwarded from DeepState:\n\nThe enemy occupied Orlivka."


def test_the_chain_leads_to_whom_a_message_was_forwarded_from():
    from sayso.read import ReadSettings
    from sayso.read import read as read_document

    (found,) = read(chat(message(2, "The enemy occupied Orlivka on Friday.", forwarded_from="DeepState")))
    (statement,) = read_document(found.document, ReadSettings(tier="grammar")).statements
    assert [link.name for link in statement.chain] == ["Courier Now", "DeepState"]


def test_an_account_has_many_chats():
    export = {
        "about": "Here is the data you requested. Remember: Telegram is ad free.",
        "personal_information": {"user_id": 1, "first_name": "A"},
        "contacts": {"about": "", "list": [{"user_id": 5, "first_name": "B", "date": "2020-01-01T00:00:00"}]},
        "chats": {
            "about": "This page lists all chats from this export.",
            "list": [chat(SHELLED), chat(message(9, "Hello, said Ann."), name="Ann", kind="personal_chat", number=77)],
        },
        "left_chats": {"about": "", "list": [chat(SHELLED, name="Old Group", kind="private_supergroup", number=5)]},
    }
    found = read(export, indent=1)
    assert [one.path for one in found] == ["result.json:1234567890/2", "result.json:77/9", "result.json:5/2"]
    assert [one.document.outlet for one in found] == ["Courier Now", None, "Old Group"]
    assert found[1].document.authors == ("Courier Now",)
    assert found[1].document.url is None


def test_a_damaged_message_costs_itself_and_a_broken_export_its_rest():
    data = json.dumps(chat(SHELLED, message(3, "BROKEN"), message(4, "Third, he said.")), indent=1)
    bad = data.replace('"BROKEN"', "nonsense").encode()
    first, second, third = ingest_bytes(bad, None, "result.json")
    assert (first.document is None, second.document, third.document.text) == (False, None, "Third, he said.")
    whole = data.encode()
    found = list(ingest_bytes(whole[: whole.index(b"Third")], None, "result.json"))
    assert [one.document is None for one in found] == [False, False, True]
    assert "damaged" in found[-1].issues[0].message


def test_an_edited_message_is_a_revision(tmp_path):
    for name, words in (("first.json", "Two were hurt, he said."), ("later.json", "Three were hurt, he said.")):
        export = chat(message(2, words, edited_unixtime="1730448000"))
        (tmp_path / name).write_text(json.dumps(export))
    with Desk.create(tmp_path / "desk") as desk:
        tally = add(desk, [str(tmp_path / "first.json"), str(tmp_path / "later.json")], Given())
        again = add(desk, [str(tmp_path / "first.json"), str(tmp_path / "later.json")], Given())
        assert (tally.new, again.new, again.known) == (2, 0, 2)
        with desk.store.reading() as connection:
            (first, later) = stored.paths(connection)
            assert stored.revisions(connection, first) == (first, later)


def test_an_export_without_words_says_so():
    (found,) = read(chat(CREATED))
    assert found.document is None and found.issues
