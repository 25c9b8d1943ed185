"""What is found in all issues, with an index and without one."""

import os
import random
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli import files
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.search import seal
from digestcli.search.document import Document
from digestcli.search.fields import FIELDS
from digestcli.search.index import Index, Known, Read
from digestcli.search.query import Phrase, Query
from digestcli.search.scan import Scan
from digestcli.workflow import search as verb
from digestcli.workflow.desk import Desk
from digestcli.workflow.search_index import lock, place
from tests import finder, papers
from tests.finder import Finder
from tests.generated import many

SAM, PROMPT, SURVEY, RPTQ = "2304.02643", "2209.14610", "2303.18223", "2304.01089"
OLD = "math/0211159"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return finder.desk(tmp_path / "library")


@pytest.fixture(scope="module", params=["index", "none"])
def either(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Finder:
    """One that has an index, and one whose cache is no folder."""
    folder = tmp_path_factory.mktemp("either")
    if request.param == "none":
        (folder / "cache").touch()
    return Finder(finder.desk(folder / "library"), folder / "cache")


@pytest.fixture
def indexed(desk: Desk, tmp_path: Path) -> Finder:
    return Finder(desk, tmp_path / "cache")


FOUND = {
    "强化学习": {("2023-W13", "强化学习专刊"), ("2023-W13", PROMPT)},
    "大模型": {("2023-W13", "强化学习专刊"), ("2023-W13", PROMPT), ("2023-W14", SAM)},
    "大，模型": {("2023-W13", PROMPT)},
    "招聘": {("2023-W13", "招聘")},
    "GPT-4": {("2023-W13", PROMPT), ("2023-W13", "招聘")},
    "蒸馏 RLHF": {("2023-W13", PROMPT)},
    "的 -强化": {("2023-W14", SAM)},
    "Poincare": {("best", OLD)},
    "author:poinc": {("best", OLD)},
    "perel": {("best", OLD)},
    '"perel"': set(),
    '"chain of thought"': {("best", OLD)},
    "author:张三": {("2023-W14", "用旧报纸训练语言模型")},
    "github": {("2023-W13", PROMPT)},
    "field:labels promptpg": {("2023-W13", PROMPT)},
    "field:推荐 大模型": {("2023-W14", SAM)},
    "field:导语 大模型": {("2023-W13", "强化学习专刊"), ("2023-W13", PROMPT)},
    "abstract:written cat:cs.CV": {("2023-W14", SAM)},
    "cat:math": {("best", OLD)},
    "cat:cs week:2023-W14": {("2023-W14", SAM), ("2023-W14", SURVEY), ("2023-W14", RPTQ)},
    "cat:cl": set(),
    "week:2023-W52": {("best", "年度精选"), ("best", OLD)},
    "模型 week:2023-W01..2023-W13": {("2023-W13", "强化学习专刊"), ("2023-W13", PROMPT)},
    "模型 -week:2023-W13": {("2023-W14", SAM), ("2023-W14", "用旧报纸训练语言模型")},
    "week:2023-W14 -cat:cs": {
        ("2023-W14", "分割一切"), ("2023-W14", "用旧报纸训练语言模型"), ("2023-W14", "NLP"),
    },
    "survey": {("2023-W14", SURVEY)},
    "量化": {("2023-W14", RPTQ)},
    SAM: {("2023-W14", SAM)},
    "没有的词": set(),
}  # fmt: skip


@pytest.mark.parametrize("query", FOUND)
def test_what_is_found(either: Finder, query: str) -> None:
    assert set(either.found(query)) == FOUND[query]


def test_twelve_questions_in_chinese_have_the_answers_that_plain_in_gives(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - texts for a test
    words = (
        "大模型", "模型", "强化学习", "的", "在", "的GPT-4的", "在RLHF时", "蒸馏", "注意力", "，", "。",
        "数据", "一", "不是", "量化", "用LoRA微调",
    )  # fmt: skip
    said = {
        f"2{number:03}-W01": ["".join(chance.choices(words, k=12)) for _paper in range(4)]
        for number in range(10)
    }
    issues = {
        key: "\n\n".join(
            f"## 题 {key[:4]}{at}\n\n- 作者：某人\n\n摘要：{text}" for at, text in enumerate(texts)
        )
        for key, texts in said.items()
    }
    look = Finder(finder.desk(tmp_path / "library", issues), tmp_path / "cache")
    queries = "大模型|的|大|强化学习|模型的|GPT-4|蒸馏 RLHF|的模型|注意力，|一不是|LoRA微调|型。 数据"
    right = 0
    for query in queries.split("|"):
        wanted = {
            (key, f"题 {key[:4]}{at}")
            for key, texts in said.items()
            for at, text in enumerate(texts)
            if all(word in text for word in query.split())
        }
        assert set(look.found(query)) == wanted, query
        right += bool(wanted)
    assert right == 12


def test_the_best_is_where_the_words_are_in_the_title_and_equals_are_newest_first(either: Finder) -> None:
    assert either.found("分割")[0] == ("2023-W14", "分割一切")
    newest_first = [key for key, _name in either.found("cat:cs")]
    assert newest_first == ["2023-W14"] * 3 + ["2023-W13"]
    assert [each.field for each in either.results("分割").hits] == ["title", "recommendation"]
    assert [each.field for each in either.results("cat:cs").hits] == [None] * 4


def test_what_is_said_of_a_hit(either: Finder) -> None:
    first = either.results("蒸馏", 1).hits[0]
    assert (first.key, first.number, str(first.id), first.ref) == (Key("2023-W13"), 1, PROMPT, "1")
    assert first.snippet.text == "蒸馏与 RLHF 之外的第三条路。"
    assert first.snippet.marks == ((0, 2),)
    found = either.results("模型", 2)
    assert (found.total, len(found.hits)) == (4, 2)
    bench = either.results("量化").hits[0]
    assert (bench.number, bench.ref) == (None, RPTQ)


def test_an_issue_that_cannot_be_read_is_told_each_time(either: Finder) -> None:
    odd = either.desk.library.issues / "2023-W15.md"
    odd.write_bytes("坏".encode("gb18030"))
    for _time in range(2):
        assert either.results("强化").unread == ("2023-W15",)
    assert len(either.found("强化")) == 2
    odd.unlink()
    assert either.results("强化").unread == ()


SOME = ("大", "模型", "模", "型", "gpt", "gpt-4", "a", "ab", "，", "的")
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=8).map(" ".join)
DOCUMENTS = st.builds(
    lambda said, categories: Document(key=Key("x"), title="t", said=said, categories=categories),
    st.dictionaries(st.sampled_from(["title", "summary", "abstract"]), WORDS, min_size=1),
    st.sampled_from([(), ("cs.CL",)]),
)
PHRASES = st.builds(
    Phrase,
    st.sampled_from([("大",), ("模", "型"), ("gpt", "4"), ("a",), ("，",), ("的", "的")]),
    st.sampled_from([tuple(FIELDS), ("title",), ("summary", "abstract")]),
    st.just(value=False),
) | st.builds(Phrase, st.sampled_from([("gpt",), ("gpt", "4"), ("a",)]), is_begun=st.just(value=True))
QUERIES = st.builds(
    lambda wanted, unwanted: Query(tuple(wanted), tuple(unwanted)),
    st.lists(PHRASES, min_size=1, max_size=3),
    st.lists(PHRASES, max_size=1),
)


@settings(max_examples=many(40))
@given(st.lists(st.lists(DOCUMENTS, max_size=4), max_size=4), st.lists(QUERIES, min_size=1, max_size=4))
def test_index_and_scan_find_the_same_and_rank_it_alike(
    tmp_path_factory: pytest.TempPathFactory, issues: list[list[Document]], queries: list[Query]
) -> None:
    where = tmp_path_factory.mktemp("index") / "index.db"
    index = Index.new(where, "")
    for number, documents in enumerate(issues):
        index.put(f"k{number}", Read(Known("", ""), 9 - number, "", "", is_read=True), documents)
    for query in queries:
        scan = Scan(query)
        for number, documents in enumerate(issues):
            scan.look(Key(f"k{number}"), 9 - number, documents)
        found = index.find(query, 5)
        assert found.total == scan.total
        ranked = [(each.score, issues[int(each.document.key.value[1:])]) for each in found.best]
        assert [score for score, _issue in ranked] == pytest.approx([spot.score for spot in scan.best(5)])
        told = [(each.document.key, each.document.said) for each in found.best]
        assert told == [(spot.key, issues[int(spot.key.value[1:])][spot.place].said) for spot in scan.best(5)]
    index.close()


def test_after_any_edits_the_index_is_as_a_new_one(tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 - edits for a test
    texts = [finder.W13, finder.W14, finder.BEST, "只有导语的大模型。\n"]
    for story in range(many(1)):
        desk = finder.desk(tmp_path / str(story))
        kept = Finder(desk, tmp_path / f"kept{story}")
        for step in range(9):
            _edit(desk.library, chance, texts)
            fresh = Finder(desk, tmp_path / f"fresh{story}-{step}")
            for query in ("模型", "a -的", "cat:cs"):
                assert kept.everything(query) == fresh.everything(query)


def _edit(library: Library, chance: random.Random, texts: list[str]) -> None:
    """Something that an editor or a command does to a library."""
    keys = sorted(library.issues.glob("*.md"))
    match chance.choice(["write", "write", "remove", "rename", "touch", "fetch"]):
        case "write":
            finder.write(
                library, chance.choice(["2023-W13", "2023-W14", "2023-W15", "other"]), chance.choice(texts)
            )
        case "remove" if keys:
            chance.choice(keys).unlink()
        case "rename" if keys:
            chance.choice(keys).rename(library.issues / f"renamed-{chance.randint(0, 2)}.md")
        case "touch" if keys:
            os.utime(chance.choice(keys))
        case _:
            id, title = chance.choice([SAM, PROMPT, OLD]), f"Fetched anew, a {chance.randint(0, 99)}"
            version = chance.randint(20, 99)
            paper_files.save(library, papers.paper(id, title, "A. Nother", version=version, category="cs.LG"))


def test_facts_that_come_later_are_found(indexed: Finder) -> None:
    path = indexed.desk.library.papers / f"{SAM}.json"
    kept = path.read_bytes()
    path.unlink()
    assert indexed.found("kirillov") == []
    path.write_bytes(kept)
    assert indexed.found("kirillov") == [("2023-W14", SAM)]


def test_an_index_of_other_settings_is_made_anew(indexed: Finder) -> None:
    finder.write(indexed.desk.library, "2023-W14", "# 我们的电台\n\n## NLP\n\n- 2303.18223\n")
    assert indexed.found("survey") == []
    other = Desk(
        indexed.desk.library,
        type(indexed.desk.publication)(radio_heading="我们的电台"),
        indexed.desk.today,
    )
    assert Finder(other, indexed.cache).found("survey") == [("2023-W14", SURVEY)]


def test_what_may_change_once_more_unseen_is_not_taken_for_known(indexed: Finder) -> None:
    library, soon = indexed.desk.library, time.time_ns() + 10**12
    path = library.issues / "2023-W14.md"
    for each in (path, library.papers):
        os.utime(each, ns=(soon, soon))
    where = place(library, indexed.cache)
    for _time in range(2):
        indexed.found("模型")
        with closing(Index.there(where)) as index:
            assert index.known()["2023-W14"].mark == ""
            assert index.noted("papers") is None
        os.utime(path, ns=(soon + 1, soon + 1))  # it looks different, and says the same
    os.utime(where, ns=(soon, soon))
    seal.put(where)
    assert not seal.is_trusted(where)


def test_an_index_that_has_lain_there_is_only_read_until_something_changes(indexed: Finder) -> None:
    library = indexed.desk.library
    where = place(library, indexed.cache)
    for _time in range(2):
        time.sleep(2.1)  # a file is known by its looks once it has not changed for so long
        indexed.found("模型")
    before = [(path, path.stat()) for path in sorted(where.parent.iterdir())]
    with files.alone(lock(where), 0):  # nor is anybody waited for
        assert len(indexed.found("模型")) == 4
    assert indexed.told == []
    assert [(path, path.stat()) for path in sorted(where.parent.iterdir())] == before
    facts = library.papers / f"{SAM}.json"
    facts.write_text(facts.read_text(encoding="utf-8").replace("Kirillov", "Kyrillov"), encoding="utf-8")
    assert indexed.found("kyrillov") == []  # it was edited in place, and its folder looks the same
    other = replace(indexed.desk, publication=Publication(authors=9))
    assert Finder(other, indexed.cache).found("kyrillov")  # whoever has other settings reads all
    assert verb.reindex(indexed.desk, indexed.cache, lambda _event: None) == (11, 3)
    assert indexed.found("kyrillov") == [("2023-W14", SAM)]
    finder.write(library, "2023-W13", finder.W13.replace("蒸馏", "稀疏"))
    assert indexed.found("蒸馏") == []
    assert indexed.found("稀疏") == [("2023-W13", PROMPT)]
