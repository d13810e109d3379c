"""Each format as a program that we did not write reads it: feedparser, geojson-pydantic, csv, pyarrow, rdflib."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import feedparser
import jsonschema
import pytest
from geojson_pydantic import FeatureCollection
from handmade_day import CLAIMS, DAYS, READING
from pyarrow import parquet
from rdflib import Graph

from sayso.publish import publish, tables
from sayso.publish.feeds import atom, json_feed
from sayso.publish.geojson import geojson
from sayso.publish.linked_data import linked_data
from sayso.publish.schemas import schemas
from sayso.publish.settings import PublishSettings
from sayso.publish.webannotations import web_annotations

EVIL = '<script>alert(1)</script> & "quoted"'


# --- Feeds of days


def test_the_atom_feed_has_an_entry_a_day_the_latest_first() -> None:
    read = feedparser.parse(atom("The desk", DAYS))
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert read.feed.title == "The desk"
    assert [entry.title for entry in read.entries] == ["Daily assessment, 5 May 2031", "Daily assessment, 4 May 2031"]
    assert read.entries[0].updated == "2031-05-05T00:00:00Z"
    assert len({entry.id for entry in read.entries}) == 2
    assert "<li>According to Meridian Wire" in read.entries[0].content[0].value


def test_hostile_words_stay_words_in_a_feed() -> None:
    read = feedparser.parse(atom(EVIL, DAYS), sanitize_html=False)
    assert "<script>" not in read.entries[0].content[0].value
    assert "&lt;script&gt;" in read.entries[0].content[0].value


def test_a_day_assessed_anew_keeps_its_id() -> None:
    once, again = (feedparser.parse(atom("The desk", days)) for days in (DAYS, DAYS[:1]))
    assert again.entries[0].id in {entry.id for entry in once.entries}


def test_the_json_feed_has_what_the_standard_asks_for() -> None:
    feed = json.loads(json_feed("The desk", DAYS))
    jsonschema.validate(feed, JSON_FEED)
    assert [item["_sayso"]["day"] for item in feed["items"]] == ["2031-05-05", "2031-05-04"]
    for item in feed["items"]:
        assert datetime.fromisoformat(item["date_published"])


# What https://www.jsonfeed.org/version/1.1/ says "required" of, as a schema; it publishes none of its own.
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "authors": {"type": "array", "items": {"type": "object", "minProperties": 1}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {"id": {"type": "string"}, "content_html": {"type": "string"}},
            },
        },
    },
}


# --- Places


def test_the_geojson_is_valid_and_puts_longitude_first() -> None:
    day = DAYS[0]
    collection = FeatureCollection.model_validate_json(geojson(day.title, day.ground, day.sections[0].lines))
    ostrell, nowhere = collection.features
    assert ostrell.geometry.coordinates == (37.5, 48.5)
    assert nowhere.geometry is None
    assert ostrell.properties["claimed_by"] == ["Coast Post"]
    assert ostrell.properties["citations"][0]["words"] == READING.document.text[:16]


# --- Tables


def test_csv_gives_back_what_went_in() -> None:
    rows = tables.statement_rows([READING])
    read = list(csv.DictReader(io.StringIO(tables.to_csv(tables.STATEMENTS, rows).decode(), newline="")))
    assert list(read[0]) == list(tables.STATEMENTS)
    assert [row["chain"] for row in read] == ["Meridian Wire < the harbour master"] * 2
    assert read[0]["content"] == "The port is open"
    assert int(read[0]["depth"]) == 2


def test_parquet_gives_back_what_went_in() -> None:
    for columns, rows in (
        (tables.STATEMENTS, tables.statement_rows([READING])),
        (tables.CLAIMS, tables.claim_rows(CLAIMS)),
    ):
        read = parquet.read_table(io.BytesIO(tables.to_parquet(columns, rows)))
        assert read.to_pylist() == rows
        assert {field.name: str(field.type) for field in read.schema} == columns


@pytest.mark.parametrize("begin", ["=", "+", "-", "@"])
def test_a_spreadsheet_runs_nothing_that_an_article_says(begin: str) -> None:
    row = dict.fromkeys(tables.CLAIMS, "") | {"text": f"{begin}cmd|' /C calc'!A0"}
    [read] = csv.DictReader(io.StringIO(tables.to_csv(tables.CLAIMS, [row]).decode(), newline=""))
    assert read["text"] == f"'{begin}cmd|' /C calc'!A0"


# --- Annotations and linked data


def test_an_annotation_finds_its_words_in_the_text_by_either_selector() -> None:
    page = json.loads(web_annotations(READING))
    text = READING.document.text
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == 2
    for annotation in page["items"]:
        assert (annotation["type"], annotation["body"][0]["value"]) == (
            "Annotation",
            "Meridian Wire < the harbour master",
        )
        for target in annotation["target"]:
            quote, position = target["selector"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert around in text
            assert target["source"] == "https://wire.example/port"


def test_annotations_are_triples_of_the_open_annotation_vocabulary() -> None:
    page = json.loads(web_annotations(READING)) | {"@context": ANNOTATION_CONTEXT}
    graph = Graph().parse(data=json.dumps(page), format="json-ld")
    found = graph.query("SELECT ?exact WHERE {?a a oa:Annotation; oa:hasTarget/oa:hasSelector/oa:exact ?exact}")
    assert {str(row[0]) for row in found} == {"The port is open", "No ship has left"}


# The terms that we use of https://www.w3.org/ns/anno.jsonld, which a test may not fetch.
ANNOTATION_CONTEXT = {
    "@version": 1.1,
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextualBody": "oa:TextualBody",
    "items": {"@id": "as:items", "@container": "@list"},
    "body": "oa:hasBody",
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
}


def test_the_pages_data_are_triples_of_schema_org() -> None:
    from sayso.publish.citations import lines_of, notes

    day = DAYS[0]
    data = linked_data(day.title, notes(lines_of(day)), {READING.document.id: READING.document})
    graph = Graph().parse(
        data=json.dumps(data | {"@context": {"@vocab": "https://schema.org/"}}),
        format="json-ld",
        publisher="https://a.example/",
    )
    found = graph.query(
        "PREFIX s: <https://schema.org/> SELECT ?text ?outlet WHERE "
        "{?report a s:Report; s:citation ?q. ?q a s:Quotation; s:text ?text; s:isPartOf/s:publisher/s:name ?outlet}"
    )
    assert [(str(row[0]), str(row[1])) for row in found] == [(READING.document.text[:16], "Meridian Wire")]


# --- JSON


def test_an_assessments_json_follows_its_schema() -> None:
    [made] = publish(DAYS[0], {READING.document.id: READING.document}, PublishSettings(("json",)))
    jsonschema.validate(json.loads(made.data), schemas()["assessment.schema.json"])


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_a_schema_and_stands_in_the_reference(name: str) -> None:
    from pathlib import Path

    jsonschema.Draft202012Validator.check_schema(schemas()[name])
    kept = Path(__file__).parents[2] / "docs" / "reference" / name
    assert json.loads(kept.read_text(encoding="utf-8")) == schemas()[name], "run `make docs`"
