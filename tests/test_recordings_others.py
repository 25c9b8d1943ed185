"""Genuine pages that are no answers, of arXiv's own hosts too: nobody takes one for facts."""

import json
import mimetypes
from collections import Counter
from pathlib import Path

import pytest

from digestcli.sources.answer import Disbelief
from digestcli.sources.arxiv_api import ArxivApi
from digestcli.sources.datacite import DataCite
from digestcli.sources.names import turned
from digestcli.sources.oai import Oai
from tests.asking import Post
from tests.papers import SEVEN

RECORDINGS = Path(__file__).resolve().parents[2] / "shared" / "recordings"
TAGS = RECORDINGS / "abs" / "arxiv-browse__classic_scholar_metadata_tags.json"
FILES = sorted(path for room in ("abs", "rss", "docs") for path in (RECORDINGS / room).glob("*"))

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings lie beside the project")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("source", [ArxivApi, Oai, DataCite])
def test_a_page_of_another_kind_is_not_believed(path: Path, source: type[ArxivApi | Oai | DataCite]) -> None:
    own = mimetypes.guess_type(path.name)[0] or "text/plain"
    for media_type in (own, "application/atom+xml", "text/xml", "application/json"):
        with pytest.raises(Disbelief):
            source("http://127.0.0.1/", Post(path.read_bytes(), media_type)).ask([SEVEN[0].id])


def test_real_names_are_turned_and_no_part_of_one_is_lost() -> None:
    papers = json.loads(TAGS.read_text(encoding="utf-8")).values()
    names = {tag["content"] for tags in papers for tag in tags if tag["name"] == "citation_author"}
    assert len(names) > 3000
    for name in names:
        assert Counter(turned(name).split()) == Counter(name.replace(",", " ").split()), name
    said = {name: turned(name) for name in names}
    assert said["Evans II, Neal J."] == "Neal J. Evans II"
    assert said["Valles Jr, James M."] == "James M. Valles Jr"
    assert said["Collaboration, the PHOBOS"] == "the PHOBOS Collaboration"
    assert said["LIGO Scientific Collaboration"] == "LIGO Scientific Collaboration"
