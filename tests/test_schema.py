"""The published schema says exactly what is exported: every document passes, and none that is changed."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from digestcli import issuefile
from digestcli.cli.formats import SCHEMA
from digestcli.compose import compose
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.export import as_json
from tests import papers, schema_table
from tests.strangers import inhabited
from tests.test_exports import KEYS, composed, example
from tests.test_threats import MARKUP, PAYLOADS
from tests.warm import Warm
from tests.world import environment

VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_bytes()))
Document = dict[str, Any]  # Any: JSON

FULL = """\
---
title: 题
number: 12
date: 2023-04-09
byline: 编辑部
cover: ../figures/c.png
venue: [{name: CVPR, year: 2023}, x]
---

导语，见[网页]。

# 编者按

开头的话。

## 2304.02643v1

- 标题：分割一切
- 作者：甲、乙
- 论文地址：https://example.org/sam
- 代码地址：https://example.org/code

摘要：甲。

![图](../figures/c.png)

*图说。*

推荐：乙。

# ArXiv Weekly Radiostation

开场白。

## NLP

- 音频：../audio/n.mp3（20:13）

词。

- 2303.05398 (from Stella Biderman)
- 没有编号的一条

# 编者后记

[网页]: https://example.org
"""


def complaints(document: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)]


def as_document(*digests: Digest, publication: Publication | None = None) -> Document:
    about = publication or Publication()
    series = Series(title=about.title, link=about.link, language=about.language, digests=digests)
    document: Document = json.loads(as_json(series))
    return document


def full() -> Document:
    facts = {paper.id.bare: paper for paper in papers.ALL}
    publication = Publication(title="一周论文", link="https://example.org", language="zh-Hans")
    return as_document(composed(FULL, Key("2023-W14"), facts, publication), publication=publication)


def test_the_schema_is_itself_in_order() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_every_example_passes_alone_and_together() -> None:
    digests = []
    for key in KEYS:
        text, facts, publication = example(key)
        digests.append(composed(text, key, facts, publication))
    for digest in digests:
        assert complaints(as_document(digest)) == []
    together = as_document(*digests)
    assert (together["schema"], len(together["digests"])) == ("digest-series/1", len(KEYS))
    assert complaints(together) == []


PENDING = {
    "nothing at all": "",
    "nothing but a paper": "## 2304.02643\n",
    "a paper from before 2007": "## hep-th/9901001\n",
    "a paper off arXiv": "## 论文 1：某篇\n\n- 作者：甲\n",
    "errors": "---\ndate: 昨天\n---\n\n## 2304.0264\n\n摘要：甲\n\n摘要：乙\n",
    "radio": "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.01373\n",
}


@pytest.mark.parametrize("name", PENDING)
def test_an_issue_that_is_not_finished_passes(name: str) -> None:
    reading = issuefile.read(PENDING[name], Key("best-of-2023"))
    digest = compose(reading.issue, {}, Publication())
    has_errors = any(problem.severity == "error" for problem in reading.problems)
    document = as_document(digest) | {"draft": has_errors}
    assert complaints(document) == []
    assert has_errors == (name == "errors")


@pytest.mark.parametrize("words", [*PAYLOADS.values(), MARKUP], ids=[*PAYLOADS, "markup"])
def test_what_show_prints_of_a_strangers_library_passes(program: Warm, tmp_path: Path, words: str) -> None:
    library = inhabited(tmp_path / "library", words).root
    for arguments in (["show", "--json"], ["show", "1", "--json"], ["show", "--json", "--last", "9"]):
        done = program.run(["-L", str(library), *arguments], tmp_path, environment(tmp_path))
        assert complaints(json.loads(done.out)) == []


def test_the_full_document_leaves_no_field_empty() -> None:
    document = full()
    assert complaints(document) == []
    entry, programme = document["entries"][0], document["radio"][0]
    assert entry["facts"].keys() == {"title", "authors", "url"}
    places = (document, document["publication"], entry, programme, programme["picks"][0], entry["figures"][0])
    empty = {name for each in places for name, value in each.items() if value in (None, "", [], {})}
    assert empty <= {"comment", "doi", "license", "updated"}  # what arXiv did not say
    assert [passage["after_radio"] for passage in document["passages"]] == [False, True]


def changed(node: Any, path: str = "$") -> Iterator[tuple[str, Document, Any]]:
    """Every field of a document: where it stands, what holds it, and its name."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield f"{path}.{name}", node, name
            yield from changed(value, f"{path}.{name}")
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from changed(value, f"{path}[{place}]")


def test_a_field_missing_misspelt_or_of_another_type_is_refused() -> None:
    paths = [path for path, _holder, _name in changed(full()) if not re.match(r"\$\.(extra|links)\.", path)]
    assert len(paths) > 70
    for path in paths:
        for change in ("missing", "misspelt", "another type"):
            document = copy.deepcopy(full_document)
            holder, name = next((holder, name) for each, holder, name in changed(document) if each == path)
            value = holder.pop(name)
            if change == "misspelt":
                holder[f"{name}_"] = value
            elif change == "another type":
                holder[name] = {"x": 1.5} if not isinstance(value, dict) else [value]
            is_optional = ".facts." in path and change == "missing"
            assert VALIDATOR.is_valid(document) == is_optional, (path, change)


full_document = full()


@pytest.mark.parametrize(("name", "value"), [
    ("schema", "digest/2"), ("week", "2023-14"), ("key", "../x"), ("date", "9.4.2023"),
    ("entries", None), ("draft", None), ("links", {"a": None}), ("extra", {"n": 12}),
])  # fmt: skip
def test_a_value_out_of_form_is_refused(name: str, value: object) -> None:
    assert complaints(full_document | {name: value})


def test_the_page_of_the_docs_is_the_schema() -> None:
    assert schema_table.PAGE.read_text(encoding="utf-8") == schema_table.written()


def test_formats_prints_the_schema_to_the_byte(program: Warm, tmp_path: Path) -> None:
    done = program.run(["formats", "--schema"], tmp_path, environment(tmp_path))
    assert done.out == SCHEMA.read_text(encoding="utf-8")
