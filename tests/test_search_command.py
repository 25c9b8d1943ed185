"""`digest search` as it is typed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from digestcli.cli.search import arranged
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from tests import finder, papers
from tests.commands import peace
from tests.warm import Done, Fate, Warm
from tests.world import on_terminal

PROMPT = "2209.14610"
UNTOUCHED = Fate()


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return finder.desk(tmp_path / "library").library


class Search:
    def __init__(self, program: Warm, library: Library) -> None:
        self._program = program
        self._library = library

    def __call__(self, *words: str, fate: Fate = UNTOUCHED) -> Done:
        env = peace(self._library.root.parent)
        return self._program.run(["search", *words], self._library.root, env, fate)


@pytest.fixture
def search(program: Warm, library: Library) -> Search:
    return Search(program, library)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["a", "-vision", "b"], ["a", "b", "--", "-vision"]),
        (["-v", "a", "-综", "-q"], ["-v", "a", "-q", "--", "-综"]),
        (["--limit", "3", "-net"], ["--limit", "3", "--", "-net"]),
        (["-L", "x", "a"], ["-L", "x", "a"]),
        (["-L./x", "a", "-h"], ["-L./x", "a", "-h"]),
        (["a", "-b", "--", "-c", "--limit"], ["a", "--", "-b", "-c", "--limit"]),
        (["a", "-"], ["a", "-"]),
    ],
)
def test_a_word_with_a_hyphen_is_left_out_unless_it_is_an_option(typed: list[str], read: list[str]) -> None:
    assert arranged(typed) == read


def test_in_a_pipe_nothing_is_marked_and_as_data_each_hit_is_whole(search: Search) -> None:
    done = search("蒸馏")
    assert (done.code, done.err) == (0, "")
    assert done.out.split("\n") == [
        f"2023-W13  1  {PROMPT}  rec  {papers.SEVEN[1].title}",
        "    蒸馏与 RLHF 之外的第三条路。",
        "",
    ]
    (hit,) = json.loads(search("蒸馏", "--json").out)
    assert hit.pop("score") > 0
    assert hit == {
        "key": "2023-W13",
        "number": 1,
        "id": PROMPT,
        "title": papers.SEVEN[1].title,
        "field": "recommendation",
        "snippet": "蒸馏与 RLHF 之外的第三条路。",
    }


def test_nothing_found_is_1_and_said_on_the_other_stream(search: Search) -> None:
    assert search("没有的词") == Done(1, "", "nothing found\n")
    assert search("没有的词", "--json", "--quiet") == Done(1, "[]\n", "")


def test_what_the_editor_calls_a_paper_is_shown_where_its_title_does_not_say_it(
    search: Search, library: Library
) -> None:
    finder.write(library, "2023-W15", f"## {PROMPT} 挑例题\n")
    line, words = search("field:标题", "挑例题").out.splitlines()
    assert line == f"2023-W15  1  {PROMPT}  title  {papers.SEVEN[1].title}"
    assert words == "    …Semi-structured Mathematical Reasoning；挑例题"
    paper_files.path(library, papers.SEVEN[1].id).unlink()
    assert search("field:标题", "挑例题").out == f"2023-W15  1  {PROMPT}  title  挑例题\n"


def test_what_is_left_out_is_counted(search: Search) -> None:
    done = search("的", "-vision", "--limit", "1")
    assert (done.code, done.out.count("\n")) == (0, 2)
    assert done.err.startswith("the best 1 of ")


def test_a_query_that_makes_no_sense_is_2(search: Search) -> None:
    for words in (['"a'], ["week:2023-W99", "a"], [], ["a", "--open", "--json"]):
        done = search(*words)
        assert (done.code, done.out) == (2, ""), words
        assert "hint: " in done.err
        assert "--week" not in done.err, words
        assert not {"fts", "sql", "Traceback"} & set(done.err.casefold().split())


def test_the_best_is_opened_and_edited(search: Search, library: Library) -> None:
    done = search("蒸馏", "--open")
    assert (done.code, done.out) == (0, "2023-W13  +2 -0\n")
    assert (library.issues / "2023-W13.md").read_text(encoding="utf-8").endswith("\n补一句。\n")


def test_where_several_are_as_good_none_is_opened(search: Search, library: Library) -> None:
    kept = finder.W13.replace("2023-W13", "2023-W12")
    finder.write(library, "2023-W12", kept)
    done = search("蒸馏", "--open", "--limit", "1")
    assert (done.code, done.out.count(papers.SEVEN[1].title)) == (2, 2)
    assert done.err.split("\n") == [
        "error: 2 entries match equally well: which is to be opened?",
        "hint: digest edit 1 --issue 2023-W13",
        "digest edit 1 --issue 2023-W12",
        "",
    ]
    finder.write(library, "2023-W12", "".join(f"# 备选\n\n## {each.id}\n" for each in papers.SEVEN))
    done = search("cat:cs", "week:2023-W12", "--open", "--limit", "1")
    assert (done.code, done.out.count("\n")) == (2, 5)
    assert done.err.startswith("error: at least 5 entries match equally well")
    assert f"\ndigest edit {papers.SEVEN[1].id} --issue 2023-W12\n" in done.err


def test_words_of_strangers_are_safe_on_a_terminal(library: Library) -> None:
    paper_files.save(library, papers.HOSTILE)
    finder.write(library, "2023-W15", f"## {papers.HOSTILE.id}\n\n推荐：\x1b]0;x\x07坏\x9b2J标题。\n")
    shown = on_terminal(80, ["-L", str(library.root), "search", "坏"], peace(library.root.parent))
    assert shown.replace("\x1b[1m", "<").replace("\x1b[2m", "").replace("\x1b[0m", ">").split("\n") == [
        "2023-W15  1  2301.00001  rec  >[red]x[/] �2J | `a` *b* [c](d) {{ 7*7 }} <script>",
        "    �<坏>�2J标题。",
        "",
    ]


def test_the_index_is_made_anew_when_the_doctor_is_asked(program: Warm, library: Library) -> None:
    done = program.run(["doctor", "--reindex"], library.root, peace(library.root.parent))
    assert "the index holds 11 entries of 3 issues\n" in done.out


def test_several_at_once_find_the_same_from_the_first_time_on(search: Search) -> None:
    with ThreadPoolExecutor(3) as hands:
        every = list(hands.map(lambda _number: search("模型", "--json"), range(3)))
    assert {done.code for done in every} == {0}
    assert len({done.out for done in every}) == 1


def test_a_disk_that_takes_nothing_changes_no_answer(search: Search, library: Library) -> None:
    right = search("模型", "--json")
    cache = library.root.parent / ".cache" / "digest" / "search"
    for path in cache.iterdir():
        path.unlink()
    done = search("模型", "--json", "--verbose", fate=Fate(largest=20_000))
    assert (done.code, done.out) == (0, right.out)
    assert "without an index, which takes longer: " in done.err
    assert [path for path in cache.iterdir() if path.suffix != ".lock"] == []
