"""A published folder proves itself: a byte changed anywhere is found, and the file is named."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from printed import DOCUMENTS, TEXT, printed

from sayso.publish.edited import publish_report
from sayso.publish.folder import MANIFEST, SUMS, cited_in, enclose, examine
from sayso.publish.schemas import schemas
from sayso.publish.settings import PublishSettings


def folder() -> dict[str, bytes]:
    made = printed()
    files = publish_report(made, TEXT, PublishSettings(("html", "md", "json", "docx"), "report"))
    cited = [note.citation for note in made.notes if note.citation]
    return {file.name: file.data for file in enclose(made.title, files, cited, DOCUMENTS, DOCUMENTS)}


FOLDER = folder()


def test_a_folder_as_it_was_published_has_no_flaw() -> None:
    assert examine(FOLDER) == ()
    assert cited_in(FOLDER) == 3


@settings(deadline=None)
@given(some.sampled_from(sorted(FOLDER)), some.integers(min_value=0), some.integers(1, 255))
def test_any_byte_changed_in_any_file_is_found_and_the_file_named(name: str, place: int, change: int) -> None:
    data = bytearray(FOLDER[name])
    data[place % len(data)] ^= change
    flaws = examine({**FOLDER, name: bytes(data)})
    assert name in {flaw.file for flaw in flaws}


@settings(deadline=None)
@given(some.sampled_from(sorted(FOLDER)), some.integers(min_value=0), some.binary(min_size=1, max_size=3))
def test_bytes_put_in_are_found(name: str, place: int, more: bytes) -> None:
    data = FOLDER[name]
    at = place % (len(data) + 1)
    changed = data[:at] + more + data[at:]
    assert name in {flaw.file for flaw in examine({**FOLDER, name: changed})}


@pytest.mark.parametrize("name", sorted(FOLDER))
def test_a_file_taken_away_is_found(name: str) -> None:
    flaws = examine({other: data for other, data in FOLDER.items() if other != name})
    assert name in {flaw.file for flaw in flaws}


def test_a_file_added_is_found() -> None:
    [flaw] = examine({**FOLDER, "more.html": b""})
    assert (flaw.file, "was added" in flaw.what) == ("more.html", True)


def test_a_source_changed_together_with_every_hash_is_found_by_its_id() -> None:
    name = next(name for name in FOLDER if name.startswith("sources/"))
    changed = resealed(name, FOLDER[name].replace(b"open", b"shut").replace(b"Sunday", b"Monday"))
    assert {flaw.file for flaw in examine(changed)} == {name}


def test_a_cited_word_changed_together_with_every_hash_is_found_at_the_source() -> None:
    changed = resealed(MANIFEST, FOLDER[MANIFEST].replace(b"The port is open", b"The port is shut"))
    assert any("does not say the cited words" in flaw.what for flaw in examine(changed))


def test_what_is_no_published_folder_says_so() -> None:
    [flaw] = examine({"a.txt": b"a"})
    assert "no published folder" in flaw.what


def test_the_sums_are_those_of_the_tool_that_everybody_has(tmp_path: Path) -> None:
    for name, data in FOLDER.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("no sha256sum on this machine")
    done = subprocess.run([tool, "--check", "--strict", "--quiet", SUMS], cwd=tmp_path, capture_output=True)
    assert done.returncode == 0, done.stdout


def test_the_manifest_follows_its_schema() -> None:
    jsonschema.validate(msgspec.json.decode(FOLDER[MANIFEST]), schemas()["manifest.schema.json"])


def resealed(name: str, data: bytes) -> dict[str, bytes]:
    """The folder with a file changed and both records of its hash changed with it, as a forger would."""
    from hashlib import sha256

    old, new = (sha256(part).hexdigest().encode() for part in (FOLDER[name], data))
    manifest = (data if name == MANIFEST else FOLDER[MANIFEST]).replace(old, new)
    before, after = (sha256(part).hexdigest().encode() for part in (FOLDER[MANIFEST], manifest))
    sums = FOLDER[SUMS].replace(old, new).replace(before, after)
    return {**FOLDER, name: data, MANIFEST: manifest, SUMS: sums}
