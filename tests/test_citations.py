"""What is cited is read back by other people's readers, whatever titles and names hold."""

import csv
import io
import json
import re
from dataclasses import replace

import bibtexparser.entrypoint
import pytest
import rispy
from hypothesis import example, given
from hypothesis import strategies as st

from digestcli import exporters, issuefile
from digestcli.compose import compose
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series
from digestcli.model.key import Key
from digestcli.model.paper import Author, Paper
from digestcli.model.publication import Publication
from tests.papers import SEVEN

SAM, PROMPT = SEVEN[:2]
OFF_ARXIV = """\
## 用旧报纸训练语言模型

- 作者：张三、李四 等
- 论文地址：https://example.org/1

摘要：=1+1 的**语料**
"""
EVIL = [
    "a}, author={Evil}, note={x",
    "x}\n@string{evil = {y}}\n@misc{pwn, title={z}",
    "Unbalanced { brace",
    "Unbalanced } brace",
    "100% $x_1$ & # ~ ^ _ \\",
    r"\input{/etc/passwd} \write18{id}",
    "$x} , y = {z$",
    '“Quotes” and "quotes"',
    "=HYPERLINK(1)",
]
LINES = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('{}\\$%&#@=",_^~ \n'), min_size=1, max_size=40
)


def exported(name: str, papers: list[Paper], text: str | None = None) -> bytes:
    """One issue with a section for each of the papers, in a format."""
    text = text or "\n".join(f"## {paper.id}\n\n摘要：甲。\n" for paper in papers)
    issue = issuefile.read(text, Key("2023-W14")).issue
    digest = compose(issue, {paper.id.bare: paper for paper in papers}, Publication())
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    [artifact] = exporters.export(name, series, exporters.Assets(str))
    assert isinstance(artifact, Artifact)
    return artifact.render()


def read_bib(data: bytes) -> dict[str, dict[str, str]]:
    """Its entries by key, each with its fields as they stand; AssertionError where anything else is in it."""
    library = bibtexparser.entrypoint.parse_string(data.decode(), parse_stack=[])
    assert library.failed_blocks == []
    assert len(library.blocks) == len(library.entries)
    return {entry.key: {field.key: str(field.value) for field in entry.fields} for entry in library.entries}


def plain(field: str) -> str:
    """What TeX prints of a field of ours that holds no formula."""
    named = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    named |= {"textasciitilde": "~", "textasciicircum": "^"}
    marked = re.sub(r"\\(text\w+)\{\}", lambda name: f"\ue000{ord(named[name[1]]):06x}", field)
    bare = re.sub(r"\\([%&#_$])|[{}]", lambda sign: sign[1] or "", marked)
    return re.sub("\ue000([0-9a-f]{6})", lambda sign: chr(int(sign[1], 16)), bare)


def test_the_seven_are_read_back_with_all_their_authors() -> None:
    entries = read_bib(exported("bib", list(SEVEN)))
    assert len(entries) == 7
    sam = entries["kirillov2023segment"]
    assert sam["eprint"] == "{2304.02643}"
    assert sam["archiveprefix"] == "{arXiv}"
    assert sam["primaryclass"] == "{cs.CV}"
    assert sam["month"] == "apr"
    for paper, entry in zip(SEVEN, entries.values(), strict=True):
        assert plain(entry["author"]).split(" and ") == [author.name for author in paper.authors]


def test_a_paper_off_arxiv_says_only_what_its_editor_says() -> None:
    [entry] = read_bib(exported("bib", [], OFF_ARXIV)).values()
    assert entry == {
        "title": "{用旧报纸训练语言模型}",
        "author": "{张三 and 李四 and others}",
        "url": "{https://example.org/1}",
    }


def test_formulas_stay_tex_and_accents_do_not() -> None:
    title = r"The $\mathcal{O}(n^2)$ of Poincar\'e and $5 for GPT-4 & co"
    [entry] = read_bib(exported("bib", [replace(SAM, title=title)])).values()
    assert entry["title"] == r"{The {$\mathcal{O}(n^2)$} of Poincaré and \$5 for {GPT-4} \& co}"


@given(LINES, LINES)
@example(EVIL[0], EVIL[1])
def test_no_title_and_no_name_gets_out_of_its_field(title: str, name: str) -> None:
    paper = replace(SAM, title=" ".join(title.split()) or "x", authors=(Author(name), Author("B")))
    [entry] = read_bib(exported("bib", [paper])).values()
    assert [*entry] == [
        "title", "author", "year", "month", "eprint", "archiveprefix", "primaryclass", "doi", "url",
    ]  # fmt: skip
    assert all(_is_balanced(value) for value in entry.values())


@pytest.mark.parametrize("evil", EVIL)
def test_what_is_evil_is_printed_as_it_is_written(evil: str) -> None:
    [entry] = read_bib(exported("bib", [replace(SAM, title=" ".join(evil.split()))])).values()
    assert plain(entry["title"]).replace("₁", "_1").replace("$", "") == " ".join(evil.split()).replace(
        "$", ""
    )


def _is_balanced(value: str) -> bool:
    depth = 0
    for sign in value:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_two_papers_of_one_key_are_told_apart() -> None:
    papers = [SAM, replace(SAM, id=PROMPT.id)]
    assert [*read_bib(exported("bib", papers))] == ["kirillov2023segment", "kirillov2023segment-2"]


@given(LINES, LINES)
def test_ris_is_read_back(title: str, name: str) -> None:
    paper = replace(SAM, title=" ".join(title.split()) or "x", authors=(Author(f"A {name} B"),))
    [entry] = rispy.loads(exported("ris", [paper]).decode())
    assert entry["type_of_reference"] == "UNPB"
    assert entry["doi"] == "10.48550/arXiv.2304.02643"
    assert len(entry["authors"]) == 1


def test_csl_has_every_author_as_they_are_spelled() -> None:
    items = json.loads(exported("csl", list(SEVEN)))
    for paper, item in zip(SEVEN, items, strict=True):
        assert [each["literal"] for each in item["author"]] == [author.name for author in paper.authors]
        assert item["DOI"] == f"10.48550/arXiv.{paper.id.bare}"
        assert item["issued"]["date-parts"][0] == [int(part) for part in str(paper.published)[:10].split("-")]


@given(LINES)
@example("=HYPERLINK(1)")
@example("\t=1")
@example(" ＝1")
def test_no_cell_is_a_formula(title: str) -> None:
    paper = replace(SAM, title=" ".join(title.split()) or "x")
    data = exported("csv", [paper])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    assert all(not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠")) for row in rows for cell in row)


def test_the_words_of_a_table_are_plain() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", [], OFF_ARXIV).decode("utf-8-sig"))))
    assert rows[0]["summary"] == "'=1+1 的语料"
    assert rows[0]["authors"] == "张三; 李四"
