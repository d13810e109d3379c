import base64
import gzip
from email.message import EmailMessage
from email.policy import SMTP

from fuzzing.archived import page
from fuzzing.typeset import pdf

from sayso.ingest import ingest_bytes
from sayso.ingest.media import MAIL, MAILS, media_of

WORDS = "The minister said on Friday that the bridge would reopen in June.\n\nHe did not say when the toll would end.\n"


def mail(text=WORDS, html=None, **fields):
    made = EmailMessage(policy=SMTP)
    for name, value in ({"From": "Ann Kovel <ann@courier.example>", "Subject": "Bridge"} | fields).items():
        made[name.replace("_", "-")] = value
    made["Date"] = "Fri, 01 Nov 2024 18:00:00 +0200"
    made["Message-ID"] = "<1@courier.example>"
    if text is not None:
        made.set_content(text)
    if html is not None:
        made.add_alternative(html, subtype="html") if text is not None else made.set_content(html, subtype="html")
    return made


def read(made, name="letter.eml"):
    return list(ingest_bytes(bytes(made), None, name))


def test_a_mail_is_a_document_of_its_sender():
    (found,) = read(mail())
    assert found.document.text == WORDS.strip()
    assert (found.document.title, found.document.published) == ("Bridge", "2024-11-01T18:00+02:00")
    assert (found.document.outlet, found.document.authors) == (None, ("Ann Kovel",))
    assert (found.path, found.media) == ("letter.eml", MAIL)


def test_a_newsletter_is_its_outlets():
    listed = {"List_Unsubscribe": "<https://x.example/u>"}
    (found,) = read(mail(From="Meduza <newsletter@meduza.io>", **listed))
    assert (found.document.outlet, found.document.authors) == ("Meduza", ())
    (found,) = read(mail(From="Ann Kovel from River Notes <river@letters.example>", **listed))
    assert (found.document.outlet, found.document.authors) == ("River Notes", ("Ann Kovel",))
    (found,) = read(mail(From="River Notes <r@letters.example>", List_Post="<https://river.example/p/bridge>"))
    assert (found.document.outlet, found.document.url) == ("River Notes", "https://river.example/p/bridge")


def test_headers_in_any_script_and_coding():
    (found,) = read(mail(From="Анна Коваль <a@x.example>", Subject="Re: Міст відкриють у червні"))
    assert (found.document.title, found.document.authors) == ("Міст відкриють у червні", ("Анна Коваль",))


def test_html_is_read_where_plain_text_says_nothing():
    html = (
        "<html><head><style>p {color: red}</style></head><body><table><tr><td><h1>Bridge</h1></td></tr><tr><td>"
        "<p>The minister said on <b>Friday</b> that the bridge would reopen in June.</p><p>He did not say when the "
        "toll would end, and the mayor was not asked.</p></td></tr></table></body></html>"
    )
    expected = (
        "Bridge\n\nThe minister said on Friday that the bridge would reopen in June.\n\n"
        "He did not say when the toll would end, and the mayor was not asked."
    )
    for plain in (None, "Open this in a browser."):
        assert read(mail(plain, html))[0].document.text == expected
    assert read(mail(WORDS, html))[0].document.text.startswith("The minister")


def test_addresses_of_links_are_no_words():
    text = "Read <https://x.example/a?b=c> it, she said.\n[image: a map]\nhttps://x.example/long\nThe end (https://x.example)."
    assert read(mail(text))[0].document.text.split() == "Read it, she said. The end.".split()


def test_a_forwarded_message_is_a_document_of_its_own():
    text = (
        "See below, this is what they told us.\n\n---------- Forwarded message ---------\n"
        "From: Meduza <newsletter@meduza.io>\nDate: Thu, 31 Oct 2024 at 09:00\nSubject: Fwd: Toll to end\n"
        "To: Ann Kovel <ann@x.example>\n\nThe council said that the toll would end.\n"
    )
    own, forwarded = read(mail(text))
    assert own.document.text == "See below, this is what they told us."
    assert forwarded.document.text == "The council said that the toll would end."
    assert (forwarded.document.outlet, forwarded.document.title) == ("Meduza", "Toll to end")
    assert forwarded.document.published == "2024-10-31T09:00"
    (alone,) = read(mail(text.partition("\n\n")[2]))
    assert alone.document.outlet == "Meduza"


def test_what_is_attached_is_read():
    made = mail()
    inside = mail("The mayor denied that, he wrote.\n", Subject="Denial")
    made.add_attachment(inside)
    made.add_attachment(page("Orlivka"), maintype="text", subtype="html", filename="../../page.html")
    made.add_attachment(
        pdf([[(72, 700, 11, "The dam was sound, said the commission.")]]),
        maintype="application",
        subtype="pdf",
        filename="dam.pdf",
    )
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    made.add_attachment(b"\0\1\2" * 50, maintype="application", subtype="octet-stream", filename="a.bin")
    found = read(made)
    assert [one.path for one in found] == [
        "letter.eml",
        "letter.eml:attached-2.eml",
        "letter.eml:page.html",
        "letter.eml:dam.pdf",
        "letter.eml:a.bin",
    ]
    assert [one.document is not None for one in found] == [True, True, True, True, False]
    assert found[1].document.title == "Denial"
    assert found[3].document.published == "2024-11-01T18:00+02:00"


def mbox(*mails):
    return b"".join(
        b"From ann@x.example Fri Nov  1 18:00:00 2024\n" + bytes(one).replace(b"\r\n", b"\n") + b"\n" for one in mails
    )


def test_a_mailbox_is_read_mail_by_mail():
    box = mbox(
        mail(Subject="One"), mail("Second, he said.\n\n>From here on it is quiet.\n", Subject="Two"), mail(None, None)
    )
    found = list(ingest_bytes(box, None, "news.mbox"))
    assert [one.path for one in found] == ["news.mbox:1", "news.mbox:2", "news.mbox:3"]
    assert [one.document and one.document.title for one in found] == ["One", "Two", None]
    assert found[1].document.text == "Second, he said.\n\nFrom here on it is quiet."
    packed = list(ingest_bytes(gzip.compress(box), None, "news.mbox.gz"))
    assert [one.document for one in packed] == [one.document for one in found]
    assert media_of("", box[:4096]) == MAILS


def test_what_is_told_by_its_bytes():
    assert media_of("", bytes(mail())[:4096]) == MAIL
    assert media_of("note.txt", bytes(mail())[:4096]) == MAIL
    for text in (b"From: the mayor\nTo: all\n\nHe said no.", b"Subject: x\n\ny", b"Details: he said so.\nMore: x\n"):
        assert media_of("note.txt", text) == "text/plain"


def test_the_bytes_give_the_texts_again():
    made = mail()
    made.add_attachment(mail("The mayor denied that, he wrote.\n"))
    for found in read(made):
        texts = {one.document.text for one in ingest_bytes(found.original, found.media, found.path)}
        assert found.document.text in texts


def test_what_the_fuzzer_found():
    for subject in ("=?utf-\ufffd?q?Bridge?=", "=?\x1f\ufffd\butf-8?q?=c3?="):
        header = f"From: a@x.example\nMIME-Version: 1.0\nSubject: {subject}\nDate: Fri, 01 Nov 4294967296 18:00"
        data = f"{header}\n\nHe said so."
        (found,) = ingest_bytes(data.encode(), MAIL, "a.eml")
        assert (found.document.text, found.document.published) == ("He said so.", None)


def test_damage_costs_one_mail():
    broken = (
        b"From: =?utf-8?q?=ff?= <x@\nMIME-Version: 1.0\nDate: yesterday\nSubject: =?koi8-x?b?!!?=\n"
        b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=nonsense\n'
        b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(WORDS.encode())[:-3] + b"!\n--x"
    )
    found = list(ingest_bytes(mbox(broken, mail(Subject="Two")), None, "a.mbox"))
    assert found[0].document.text.startswith("The minister said")
    assert "no date" in found[0].issues[0].message
    assert found[-1].document.title == "Two"
