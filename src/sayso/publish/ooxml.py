"""The parts of a Word file (ECMA-376, Office Open XML, transitional) that are the same in each, and the package.

A package is a ZIP archive of XML parts; the time in it is fixed, so that the same text gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP archive can say
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTS = ("document", "styles", "numbering", "endnotes", "settings")
ACCENT, SOFT, OBJECTION = "0B5A66", "5C554A", "9B2C1D"  # those of page.css
BULLETS, NUMBERS = 1, 2  # the two abstract lists; a numbered list is an instance of its own, counted from NUMBERS


def xml_words(words: str) -> str:
    """``words`` as XML 1.0 can carry them: a character that it forbids becomes U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", words)


def package(parts: Mapping[str, bytes], links: Mapping[str, str], note_links: Mapping[str, str]) -> bytes:
    """A .docx of parts by their path; ``links`` are the text's addresses by relationship id, ``note_links`` the
    endnotes'."""
    whole = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _root(),
        "word/_rels/document.xml.rels": _rels(_PARTS[1:], links),
        "word/_rels/endnotes.xml.rels": _rels((), note_links),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in {**whole, **parts}.items():
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def serialized(root: etree._Element) -> bytes:
    """A part with its XML declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def core(title: str) -> bytes:
    """docProps/core.xml: title and language, which a screen reader says first."""
    return _parsed(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title/><dc:creator>Sayso</dc:creator>'
        "<dc:language>en</dc:language></cp:coreProperties>",
        title,
    )


def styles() -> bytes:
    """word/styles.xml: the built-in names of Word, so that an editor's own template can take over."""
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" \
w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
{_style("Normal", "Normal", default=True)}
{_style("Title", "Title", run='<w:b/><w:sz w:val="44"/>', paragraph='<w:spacing w:after="160"/>')}
{_heading(1, 32)}{_heading(2, 28)}{_heading(3, 24)}{_heading(4, 22)}{_heading(5, 22)}{_heading(6, 22)}
{_style("ListParagraph", "List Paragraph", paragraph='<w:ind w:left="425"/>')}
{_style("Quote", "Quote", run="<w:i/>", paragraph='<w:ind w:left="425" w:right="425"/>')}
{_style("Sureness", "Sureness", run=f'<w:color w:val="{SOFT}"/><w:sz w:val="19"/>')}
{_style("Objection", "Objection", run=f'<w:b/><w:color w:val="{OBJECTION}"/><w:sz w:val="20"/>')}
{_style("TableText", "Table Text", run='<w:sz w:val="19"/>', paragraph='<w:spacing w:before="40" w:after="40"/>')}
{_style("EndnoteText", "endnote text", run='<w:sz w:val="19"/>', paragraph='<w:spacing w:after="80"/>')}
{_style("EndnoteReference", "endnote reference", run='<w:vertAlign w:val="superscript"/>', kind="character")}
{_style("Hyperlink", "Hyperlink", run=f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>', kind="character")}
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>\
{_border("top")}{_border("bottom")}{_border("insideH")}</w:tblBorders></w:tblPr></w:style>
</w:styles>""".encode()


def numbering(lists: int) -> bytes:
    """word/numbering.xml: bullets and numbers, nine levels of each; each of so many numbered ``lists`` starts at 1."""
    bullets = "".join(_level(n, "bullet", "•") for n in range(9))
    numbers = "".join(_level(n, "decimal", f"%{n + 1}.") for n in range(9))
    instances = "".join(
        f'<w:num w:numId="{NUMBERS + n}"><w:abstractNumId w:val="{NUMBERS}"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for n in range(lists)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="{BULLETS}"><w:multiLevelType w:val="hybridMultilevel"/>\
{bullets}</w:abstractNum><w:abstractNum w:abstractNumId="{NUMBERS}"><w:multiLevelType w:val="hybridMultilevel"/>\
{numbers}</w:abstractNum><w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>\
{instances}</w:numbering>""".encode()


def settings() -> bytes:
    """word/settings.xml: endnotes in Arabic numerals, not Word's Roman ones."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="{W}"><w:endnotePr>'
        '<w:numFmt w:val="decimal"/><w:endnote w:id="-1"/><w:endnote w:id="0"/></w:endnotePr></w:settings>'
    ).encode()


def _style(
    name: str, shown: str, run: str = "", paragraph: str = "", kind: str = "paragraph", default: bool = False
) -> str:
    based = "" if default or kind == "character" else '<w:basedOn w:val="Normal"/>'
    inner = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    inner += f"<w:rPr>{run}</w:rPr>" if run else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{name}"><w:name w:val="{shown}"/>{based}{inner}</w:style>'


def _heading(level: int, size: int) -> str:
    inner = f'<w:keepNext/><w:spacing w:before="280" w:after="120"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", f'<w:b/><w:sz w:val="{size}"/>', inner)


def _border(side: str) -> str:
    return f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>'


def _level(number: int, form: str, text: str) -> str:
    indent = f'<w:ind w:left="{425 * (number + 1)}" w:hanging="425"/>'
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
    )


def _types() -> bytes:
    kinds = {"document": "document.main", **{part: part for part in _PARTS[1:]}}
    parts = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{parts}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ).encode()


def _root() -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="{_RELATED}"><Relationship '
        f'Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas'
        '.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    ).encode()


def _rels(parts: Sequence[str], links: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_RELATED}}}Relationships", nsmap={None: _RELATED})  # type: ignore[dict-item]
    for number, part in enumerate(parts, 1):
        etree.SubElement(
            root, f"{{{_RELATED}}}Relationship", Id=f"rId{number}", Type=f"{R}/{part}", Target=f"{part}.xml"
        )
    for name, address in links.items():
        etree.SubElement(
            root,
            f"{{{_RELATED}}}Relationship",
            Id=name,
            Type=f"{R}/hyperlink",
            Target=xml_words(address),
            TargetMode="External",
        )
    return serialized(root)


def _parsed(skeleton: str, title: str) -> bytes:
    root = etree.fromstring(skeleton)
    root[0].text = xml_words(title)
    return serialized(root)
