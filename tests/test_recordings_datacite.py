"""Genuine answers of DataCite, 2022 to 2026, are read to the right outcome."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from digestcli.library import paperfile
from digestcli.messages import speak
from digestcli.model.identify import identify
from digestcli.model.paper import DATACITE, Author, Paper
from digestcli.sources.answer import Disbelief
from digestcli.sources.datacite import DataCite
from tests import datacite, papers

RECORDINGS = Path(__file__).resolve().parents[2] / "shared" / "recordings" / "datacite"
SAM = papers.SEVEN[0]

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings lie beside the project")

# What becomes of each recording: the papers in it, or why it is not believed; all are listed here.
OUTCOMES: Mapping[str, tuple[str, ...] | str] = {
    "commonmeta-py__api.datacite.org_dois_10.48550_arxiv.1902.02534_include=media_client_856872.json": (
        "1902.02534",
    ),
    "commonmeta-py__api.datacite.org_dois_10.48550_arxiv.2311.16162_include=media_client_963175.json": (
        "2311.16162",
    ),
    "dspace__dataCite-test.json": ("2207.04779",),
    "dspace__dataCite-noResults.json": (),
    "dspace__dataCite-test1.json": "10.5446/57552, which nobody asked for",
    "commonmeta-py__https_doi.org_ra_10.48550_d15d95.json": "the JSON is no list of records",
}
FILES = sorted(RECORDINGS.glob("*.json"))


def name_of(path: Path) -> str:
    return path.name


def _as_if_searched(body: bytes) -> bytes:
    """An answer about one record, as the answer to a search that found just that."""
    document = json.loads(body)
    if isinstance(document, dict) and isinstance(document.get("data"), dict):
        return json.dumps({"data": [document["data"]], "meta": {"total": 1}}).encode()
    return body


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_recording_has_its_right_outcome(path: Path) -> None:
    speak("en")
    body, outcome = _as_if_searched(path.read_bytes()), OUTCOMES[path.name]
    ids = [identify(name).id for name in (outcome if isinstance(outcome, tuple) else ("2304.02643",))]
    source = DataCite(datacite.URL, datacite.Post(body))
    if isinstance(outcome, str):
        with pytest.raises(Disbelief, match=outcome):
            source.ask(ids)
        return
    found = source.ask(ids or [SAM.id])
    assert list(found) == ids
    for paper, record in zip(found.values(), json.loads(body)["data"], strict=True):
        _same(paper, record["attributes"])
        assert paperfile.read(paperfile.write(paper).encode(), paper.id) == paper


def _same(paper: Paper, record: Mapping[str, Any]) -> None:
    """The paper against its record, where every fact has one plain place."""
    assert paper.source == DATACITE
    assert paper.title == record["titles"][0]["title"]
    assert paper.authors == tuple(
        Author(f"{creator['givenName']} {creator['familyName']}") for creator in record["creators"]
    )
    descriptions = {each["descriptionType"]: each["description"] for each in record["descriptions"]}
    assert (paper.abstract or "").split() == descriptions["Abstract"].split()
    assert paper.comment == descriptions.get("Other")
    assert paper.version == int(record["version"])
    moments = [each["date"] for each in record["dates"] if each["dateType"] == "Submitted"]
    assert (paper.published, paper.updated) == (moments[0], moments[-1])
    arxivs = [each["subject"] for each in record["subjects"] if each["subjectScheme"] == "arXiv"]
    assert [f"({category})" for category in paper.categories] == [subject.split()[-1] for subject in arxivs]
    assert paper.license == record["rightsList"][0]["rightsUri"]
    published = [each["relatedIdentifier"] for each in record["relatedIdentifiers"]]
    assert (paper.doi or "").split() == published
    assert (paper.primary_category, paper.journal_ref) == (None, None)


def test_the_answers_written_here_have_no_field_that_genuine_ones_lack() -> None:
    genuine = json.loads((RECORDINGS / "dspace__dataCite-test.json").read_bytes())
    written = json.loads(
        datacite.listing([replace(SAM, doi="10.1/x", comment="y", license="https://e.com/by")])
    )
    assert written.keys() <= genuine.keys()
    assert written["meta"].keys() <= genuine["meta"].keys()
    ours, theirs = written["data"][0], genuine["data"][0]
    assert ours.keys() <= theirs.keys()
    assert ours["attributes"].keys() <= theirs["attributes"].keys()
    for name, value in ours["attributes"].items():
        if isinstance(value, list):
            assert {key for each in value for key in each} <= {
                key for each in theirs["attributes"][name] for key in each
            }
