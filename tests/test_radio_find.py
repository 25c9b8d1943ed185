"""`digest radio find`: what was announced, ranked, at any width; and what it remembers of the library."""

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from digestcli.cli.radio.found import _first
from digestcli.errors import UsageError
from digestcli.library import paperfile
from digestcli.library.gists import Gists
from digestcli.library.picks import Picks
from digestcli.library.root import Library
from digestcli.messages import speak
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key, Week
from digestcli.model.paper import Paper
from digestcli.model.picked import Picked
from digestcli.model.publication import Publication
from digestcli.radio.query import Query
from digestcli.workflow import radio_find
from digestcli.workflow.desk import Desk
from tests.radio import WEEK, paper
from tests.standin import Standin
from tests.world import digest, environment

KEY = Key("2026-W02")
TALES, RIVERS = (WEEK[place].paper for place in (1, 2))
BEFORE = """\
## 2601.90001

# ArXiv Weekly Radiostation

## CV

- 2601.90002 (from Ben Example)
- A title without an id

## NLP

- 2601.90003
"""
NOW = f"""\
## {RIVERS.id}v1

# ArXiv Weekly Radiostation

## CV

- {TALES.id}
"""
PAST = (
    paper(90_001, "Segmenting Lakes", authors=["Ada Example", "Cy Example", "Di Example"]),
    paper(90_002, "Segmenting Roads in Images"),
    paper(90_003, "Machine Translation of Poems", categories=["cs.CL"]),
    TALES,
    RIVERS,
)


@pytest.fixture(autouse=True)
def english() -> None:
    speak("en")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A library with an earlier issue and this week's, old enough to be remembered."""
    library = Library(tmp_path / "weekly")
    for folder in (library.issues, library.papers):
        folder.mkdir(parents=True)
    library.settings.touch()
    for key, text in {"2026-W01": BEFORE, str(KEY): NOW}.items():
        (library.issues / f"{key}.md").write_text(text, encoding="utf-8")
    for each in PAST:
        (library.papers / f"{each.id.stem}.json").write_text(paperfile.write(each), encoding="utf-8")
    return Desk(library, Publication(), date(2026, 1, 7))


def find(desk: Desk, *names: str, query: str | None = None, key: Key = KEY) -> radio_find.Finding:
    """What is found of a week in which every list has the same candidates."""
    asked = Query(query) if query else None
    return radio_find.find(desk, key, names or ("CV",), lambda _categories: WEEK, asked)


def test_earlier_issues_and_this_ones_sections_tell_what_is_liked(desk: Desk) -> None:
    finding = find(desk, "CV", "NLP")
    assert finding.past == 4  # this issue's own list tells nothing: the order stays while it is filled
    cv, nlp = finding.lists
    assert cv.own[0].candidate.paper == RIVERS
    assert "Machine Translation" in nlp.own[0].candidate.paper.title
    assert cv.categories == ("cs.CV",)


def test_a_heading_may_say_more_than_the_lists_name(desk: Desk) -> None:
    scores = [each.score for each in find(desk, "CV").lists[0].own]
    path = desk.library.issues / "2026-W01.md"
    path.write_text(BEFORE.replace("## CV", "## cv（计算机视觉）"), encoding="utf-8")
    assert [each.score for each in find(desk, "CV").lists[0].own] == scores
    path.write_text(BEFORE.replace("## CV", "## Robots"), encoding="utf-8")
    assert [each.score for each in find(desk, "CV").lists[0].own] != scores


def test_what_stands_in_an_issue_is_marked_with_its_place(desk: Desk) -> None:
    (found,) = find(desk).lists
    assert {each.candidate.paper.id: each.picked for each in found.own if each.picked} == {
        TALES.id: Picked(TALES.id, KEY, "CV", 1),
        RIVERS.id: Picked(RIVERS.id, KEY, None, 1),
    }


def test_a_later_issue_says_nothing_of_an_earlier_ones_past(desk: Desk) -> None:
    assert find(desk, key=Key("2026-W01")).past == 1
    assert find(desk, key=Key("2025-W50")).past == 0
    assert find(desk, key=Key("2026-W03")).past == 5


def test_the_order_stays_while_the_list_is_filled(desk: Desk) -> None:
    before = [each.score for each in find(desk).lists[0].own]
    path = desk.library.issues / f"{KEY}.md"
    path.write_text(f"{NOW}- {WEEK[0].paper.id}\n- {WEEK[3].paper.id}\n", encoding="utf-8")
    (found,) = find(desk).lists
    assert [each.score for each in found.own] == before
    assert sum(each.picked is not None for each in found.own) == 4


def test_a_query_narrows_what_is_found_and_changes_no_score(desk: Desk) -> None:
    (whole,), (some,) = find(desk).lists, find(desk, query="diffusion").lists
    assert [each for each in whole.own if "Diffusion" in each.candidate.paper.title] == list(some.own)


def test_cross_listed_papers_stand_apart(desk: Desk) -> None:
    mixed = [replace(each, is_cross=place % 2 == 0) for place, each in enumerate(WEEK)]
    (found,) = radio_find.find(desk, KEY, ["CV"], lambda _categories: mixed).lists
    assert {each.candidate for each in found.cross} == set(mixed[::2])
    assert {each.candidate for each in found.own} == set(mixed[1::2])


def test_a_list_is_named_whatever_its_capitals(desk: Desk) -> None:
    assert radio_find.lists(desk, ["cv", "CV", "nlp"]) == ("CV", "NLP")
    assert radio_find.lists(desk, ["m"]) == ("ML",)
    assert radio_find.lists(desk, []) == ("NLP", "CV", "ML")
    with pytest.raises(UsageError, match="there is no radio list 'Audio'"):
        radio_find.lists(desk, ["Audio"])


def test_a_list_without_categories_is_asked_about(desk: Desk) -> None:
    own = replace(desk, publication=Publication(radio_lists=("Robots",)))
    with pytest.raises(UsageError, match="nobody has said") as refused:
        find(own, "Robots")
    assert refused.value.hint is not None
    assert 'Robots = ["cs.CL"]' in refused.value.hint


def test_an_issue_that_is_no_week_is_of_its_date(desk: Desk) -> None:
    for name, text in {"dated": "---\ndate: 2026-01-09\n---\n", "undated": "一期。\n"}.items():
        (desk.library.issues / f"{name}.md").write_text(text, encoding="utf-8")
    assert radio_find.week_of(desk, Key("dated")) == Week(2026, 2)
    assert radio_find.week_of(desk, Key("2026-W02-cvpr")) == Week(2026, 2)
    with pytest.raises(UsageError, match="names no week"):
        radio_find.week_of(desk, Key("undated"))


def settle(folder: Path) -> None:
    """What was changed is so old that another change would show: the clock of the files is waited for."""
    newest = max(path.stat().st_ctime_ns for path in folder.rglob("*"))
    time.sleep(max(0, newest + 2_100_000_000 - time.time_ns()) / 1e9)


def test_what_was_read_is_remembered_until_it_changes(desk: Desk, tmp_path: Path) -> None:
    made: list[ArxivId] = []

    def gist(paper: Paper) -> str:
        made.append(paper.id)
        return paper.title

    def gists() -> dict[str, object]:
        asked = Gists(desk.library, tmp_path / "cache", "test/1", gist)
        told = {str(each.id): asked.of(each.id) for each in PAST}
        asked.keep()
        return told

    settle(desk.library.root)
    assert gists() == gists() == {str(each.id): each.title for each in PAST}
    assert made == [each.id for each in PAST]
    other = replace(RIVERS, title="Segmenting Seas")
    (desk.library.papers / f"{RIVERS.id.stem}.json").write_text(paperfile.write(other), encoding="utf-8")
    assert gists()[str(RIVERS.id)] == "Segmenting Seas"
    assert made[len(PAST) :] == [RIVERS.id]

    def picks() -> list[Picked]:
        asked = Picks(desk.library, desk.publication, tmp_path / "cache")
        told = [pick for key in ("2026-W01", str(KEY), "2099-W01") for pick in asked.of(Key(key))]
        asked.keep()
        return told

    first = picks()
    assert [(str(pick.id), pick.list_name, pick.number, pick.names) for pick in first[:3]] == [
        ("2601.90001", None, 1, ()),
        ("2601.90002", "CV", 1, ("Ben Example",)),
        ("2601.90003", "NLP", 1, ()),
    ]
    assert picks() == first
    (desk.library.issues / "2026-W01.md").write_text("## 2601.90003\n", encoding="utf-8")
    assert picks()[0] == Picked(ArxivId("2601.90003"), Key("2026-W01"), None, 1)


def test_damaged_facts_tell_nothing(desk: Desk) -> None:
    (desk.library.papers / "2601.90002.json").write_text("{}", encoding="utf-8")
    (desk.library.papers / "2601.90003.json").unlink()
    assert find(desk).past == 2


def test_the_data_tell_every_reason(desk: Desk) -> None:
    """Through the program: records on standard input, JSON on standard output, the rest on stderr."""
    lines = [_record(each.paper) for each in WEEK[:3]]
    lines += [_record(paper(91, "Roads \x9b2J \x9d52;c;AA\x9c \x7f\u202eback", comment="ICLR 2026"))]
    done = digest(
        ["-L", str(desk.library.root), "radio", "find", "CV", "--from", "-", "--week", "2026-W02", "--json"],
        desk.library.root,
        environment(desk.library.root.parent),
        "\n".join(lines).encode(),
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told[0] == {
        "list": "CV",
        "id": str(RIVERS.id),
        "title": RIVERS.title,
        "authors": ["Ada Example"],
        "primary_category": "cs.CV",
        "cross": False,
        "score": told[0]["score"],
        "reasons": told[0]["reasons"],
        "picked": {"issue": "2026-W02", "list": None, "number": 1},
    }
    assert [reason["kind"] for reason in told[0]["reasons"]] == ["likeness", "author"]
    assert sum(reason["points"] for reason in told[0]["reasons"]) == pytest.approx(told[0]["score"])
    assert done.stdout.decode().replace("\n", "").isprintable()
    assert b"standard input: submitted from 2026-01-01 14:00 to 2026-01-08 14:00 in New York" in done.stderr


def test_the_first_are_to_choose_from_and_what_is_picked_stands_between(desk: Desk) -> None:
    """RIVERS comes first, TALES somewhere: both are in the issue."""
    (found,) = find(desk).lists
    assert found.own[0].picked
    for limit in range(1, 9):
        shown = _first(found.own, limit)
        assert shown == found.own[: len(shown)]
        assert sum(not each.picked for each in shown) == limit
        assert not shown[-1].picked or limit == 8
    assert _first(found.own, 9) == _first(found.own, None) == found.own


def _record(paper: Paper) -> str:
    same = ("title", "abstract", "comment", "published", "primary_category", "categories")
    names = [author.name for author in paper.authors]
    return json.dumps({name: getattr(paper, name) for name in same} | {"id": str(paper.id), "authors": names})


def test_the_feeds_tell_of_today_and_how_many_replacements_are_left_out(desk: Desk) -> None:
    today = [RIVERS, replace(TALES, version=2), replace(WEEK[3].paper, version=1)]
    with Standin([], today=[replace(each, version=each.version or 1) for each in today]) as arxiv:
        here = environment(desk.library.root.parent, arxiv.url, DIGEST_RSS_URL=arxiv.rss_url)
        done = digest(["radio", "find", "CV", "--from", "rss"], desk.library.root, here)
    assert done.returncode == 0, done.stderr
    told, shown = done.stderr.decode(), done.stdout.decode()
    assert "for cs.CV: 2 papers; replacements left out: 1" in told
    assert "arXiv's feeds: its newest listing" in told
    assert shown.startswith("CV · cs.CV · the newest listing · 2 papers\n")
    assert str(TALES.id) not in shown


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("--from rss --week 2026-W02", 2, "the feeds tell of the newest listing alone"),
        ("--from records.jsonl --query ti:poems", 2, "only arXiv's API understands 'ti:poems'"),
        ("--from records.jsonl", 1, "records.jsonl cannot be read"),
        ("--limit -1", 2, "--limit takes a whole number, 0 or more"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, typed: str, code: int, said: str) -> None:
    here = environment(desk.library.root.parent)
    done = digest(["radio", "find", *typed.split()], desk.library.root, here)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert "hint: " in done.stderr.decode()
