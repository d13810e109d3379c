"""PDFs made for tests: words set at places of a page (ISO 32000-1, by hand)."""

from __future__ import annotations

from collections.abc import Sequence

Set = tuple[float, float, float, str]  # left and baseline in points, size, words


def pdf(pages: Sequence[Sequence[Set]], about: dict[str, str] | None = None, means: str = "") -> bytes:
    """``means``: what the file says that each of its letters stands for, as four hexadecimal digits."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % (b"/ToUnicode 4 0 R" if means else b"")
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    if means:
        table = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> [%s] endbfrange"
        told = table % (b"<%s>" % means.encode() * 95)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(told), told))
    kids = []
    for page in pages:
        content = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET\n" for x, y, size, words in page)
        data = content.encode("latin-1")
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(data), data))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(objects)
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    fields = "".join(f"/{name}({_escaped(value)})" for name, value in (about or {}).items())
    objects.append(f"<<{fields}>>".encode("latin-1"))
    return _file(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    starts = []
    for number, one in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + end + trailer % (len(objects) + 1, len(objects), len(data))


def column(lines: Sequence[str], x: float, top: float, size: float = 10, step: float = 12) -> list[Set]:
    return [(x, top - number * step, size, line) for number, line in enumerate(lines)]
