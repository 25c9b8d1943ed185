"""Feeds are what their readers take them for: read back, they tell the issues, and nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from digestcli import exporters
from digestcli.errors import FileError
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.library.settings import load
from digestcli.markup.plain import clean
from digestcli.model.digest import Series
from digestcli.model.key import Key, Week
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready, rendered
from digestcli.workflow.freeze import freeze
from digestcli.workflow.thaw import thaw
from tests.feeds import (
    FEEDS,
    HOSTILE,
    ID,
    ISSUE,
    LINK,
    NAME,
    XML,
    contents,
    digest_of,
    exported,
    read,
    read_json,
    series,
)
from tests.generated import many

if TYPE_CHECKING:
    from digestcli.model.event import Event

EXAMPLE = Library(Path(__file__).parents[1] / "examples" / "weekly")


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("link", [LINK, f"{LINK}/"])
def test_an_issue_is_an_entry(name: str, link: str) -> None:
    feed = read(name, series(digest_of(ISSUE, "2023-W13"), digest_of(ISSUE), link=link))
    assert feed.version == {"rss": "rss20", "atom": "atom10"}[name]
    assert feed.feed.title == "7 Papers & Radios"
    assert feed.feed.link == link
    assert f"{LINK}/{name}.xml" in [each.href for each in feed.feed.links if each.rel == "self"]
    assert [entry.id for entry in feed.entries] == [f"{NAME}/2023-W14", f"{NAME}/2023-W13"]
    entry = feed.entries[0]
    assert entry.title == "一周论文 | 看得见的推理"
    assert entry.link == f"{LINK}/issues/2023-W14.html"
    assert entry.author == "编辑部"
    assert [tag.term for tag in entry.tags] == ["cs.CV"]
    assert entry.summary == "导语里有链接（https://example.org/a）和公式 eᵏᵗ。"
    assert entry.published_parsed[:5] == (2023, 4, 8, 16, 0)  # Sunday's midnight in Shanghai
    assert feed.feed.updated_parsed == entry.published_parsed


def test_an_issue_is_an_item_of_a_json_feed() -> None:
    document = read_json(series(digest_of("---\ncover: ../figures/c.png\n" + ISSUE.removeprefix("---\n"))))
    assert document["feed_url"] == f"{LINK}/feed.json"
    (item,) = document["items"]
    assert item["id"] == f"{NAME}/2023-W14"
    assert item["url"] == f"{LINK}/issues/2023-W14.html"
    assert item["image"] == f"{LINK}/figures/c.png"
    assert item["date_published"] == "2023-04-09T00:00:00+08:00"
    assert item["authors"] == [{"name": "编辑部"}]


def test_with_a_link_files_are_on_the_site_and_links_within_lead_to_the_issues_page() -> None:
    for content in contents(series(digest_of(ISSUE))):
        assert (
            f'<img src="{LINK}/figures/2023-W14/a%20b.png" alt="两个头" width="300" height="200" />'
            in content
        )
        assert f'<a href="{LINK}/audio/2023-W14%20nlp.mp3">NLP</a>' in content
        assert f'<a href="{LINK}/issues/2023-W14.html#paper-2304.02643">' in content
        assert f'href="{LINK}/issues/2023-W14.html#paper-2304.02643-summary-note-1"' in content
        assert "［图］不在文库里" in content
        assert "etc" not in content


@pytest.mark.parametrize("name", XML)
def test_without_a_link_there_are_words(name: str) -> None:
    of = series(digest_of(ISSUE), link=None)
    feed = read(name, of)
    assert feed.entries[0].id == f"{NAME}/2023-W14"
    assert feed.entries[0].get("links", []) == []
    assert b"example.org/weekly" not in exported(name, of)
    for content in contents(of):
        assert "<img" not in content
        assert 'href="#' not in content
        assert "［图］两个头" in content
        assert "音频：20:13" in content


def test_a_formula_keeps_its_meaning_without_a_tag() -> None:
    for content in contents(series(digest_of(ISSUE))):
        assert "公式 eᵏᵗ。" in content
        assert "<math" not in content


def test_a_draft_says_so() -> None:
    for content in contents(series(replace(digest_of(ISSUE), draft=True))):
        assert "草稿" in content


@pytest.mark.parametrize("name", FEEDS)
def test_the_examples_are_told_whole(name: str) -> None:
    publication, problems = load(EXAMPLE)
    assert problems == ()
    desk = Desk(EXAMPLE, publication, Week(2023, 14).monday)
    keys = issues.in_order(EXAMPLE, publication)
    of = ready(desk, keys).series
    told: list[Event] = []
    (artifact,) = rendered(EXAMPLE, [name], of, EXAMPLE.out, told.append)
    assert [event.message[:24] for event in told] == ["digest.toml has no link:"]
    data = artifact.render().decode()
    for digest in of.digests:
        for entry in digest.entries:
            assert entry.url is not None
            assert entry.url in data
        assert f"issues/{digest.key}" in data
    if name != "jsonfeed":
        assert [entry.id.rpartition("/")[2] for entry in read(name, of).entries] == list(
            map(str, reversed(keys))
        )


@pytest.mark.parametrize("name", FEEDS)
def test_no_issue_is_no_feed(name: str) -> None:
    assert list(exporters.export(name, series(), exporters.Assets(str))) == []


def moments(of: Series) -> tuple[str, str]:
    (item,) = read_json(of)["items"]
    assert read("atom", of).feed.updated == item["date_modified"]
    return item["date_published"], item["date_modified"]


def test_dates_are_the_issues_own() -> None:
    dated = digest_of("---\ndate: 2023-04-07\n" + ISSUE.removeprefix("---\n"))
    assert moments(series(dated)) == ("2023-04-07T00:00:00+08:00",) * 2
    assert moments(series(replace(dated, published_on="2023-04-10"))) == ("2023-04-07T00:00:00+08:00",) * 2
    frozen = replace(digest_of(ISSUE), published_on="2023-04-10")
    assert moments(series(frozen)) == ("2023-04-10T00:00:00+08:00",) * 2
    corrected = replace(frozen, corrected_on="2023-05-01")
    assert moments(series(corrected)) == ("2023-04-10T00:00:00+08:00", "2023-05-01T00:00:00+08:00")
    elsewhere = replace(series(digest_of(ISSUE)), timezone="America/New_York")
    assert moments(elsewhere) == ("2023-04-09T00:00:00-04:00",) * 2


@pytest.mark.parametrize("key", ["0001-W01", "9999-W52"])
def test_the_first_and_the_last_week_have_a_day(key: str) -> None:
    assert moments(series(digest_of(ISSUE, key)))[0].startswith(key[:4])


@pytest.mark.parametrize("name", FEEDS)
def test_an_issue_of_no_day_is_named_before_anything_is_written(name: str) -> None:
    of = series(digest_of(ISSUE), digest_of(ISSUE, "best-of-2023"))
    with pytest.raises(FileError, match=r"issues/best-of-2023\.md has no date") as refused:
        list(exporters.export(name, of, exporters.Assets(str)))
    assert refused.value.hint == "write it into its front matter: date: 2023-12-31"


def test_an_editions_day_is_the_first_ones(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.issues.mkdir()
    path = library.issues / "2023-W14.md"
    path.write_text("# 题\n\n## 甲\n\n- 链接：https://example.org/\n\n摘要：乙。\n", encoding="utf-8")
    desk = Desk(library, Publication(id=ID), Week(2023, 14).monday)
    key = Key("2023-W14")
    freeze(desk, ready(desk, [key]), ["md"], "2023-04-10", lambda _: None)
    assert moments(ready(desk, [key]).series)[0].startswith("2023-04-10")
    thaw(desk, key, "错字", "2023-04-12", lambda _: None)
    path.write_text(path.read_text(encoding="utf-8").replace("乙", "丙"), encoding="utf-8")
    freeze(desk, ready(desk, [key]), ["md"], "2023-04-12", lambda _: None)
    published, updated = moments(ready(desk, [key]).series)
    assert (published[:10], updated[:10]) == ("2023-04-10", "2023-04-12")


_TAGS = {
    "a", "aside", "bdi", "br", "code", "div", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
    "img", "li", "nav", "ol", "p", "section", "span", "strong", "sup", "ul", "pre", "s", "blockquote", "hr",
}  # fmt: skip


@settings(max_examples=many(25))
@given(title=HOSTILE, name=HOSTILE, words=HOSTILE)
def test_hostile_words_stay_words(title: str, name: str, words: str) -> None:
    line = words.replace("\r", "").replace("\n", " ").encode(errors="replace").decode()
    text = ISSUE.replace("第一段", line)
    of = replace(series(digest_of(text, title=title, name=name, category=name)), title=title)
    for feed in map(read, XML, (of, of)):
        (entry,) = feed.entries
        assert entry.id == f"{NAME}/2023-W14"
        assert feed.feed.title == clean(title).strip()
        content = entry.content[0].value
        assert clean(content) == content
        tree = ET.fromstring(f"<x>{content}</x>")  # noqa: S314 - our own
        for element in tree.iter():
            assert element.tag in {*_TAGS, "x"}
            assert set(element.keys()) <= {"href", "src", "alt", "width", "height", "start", "lang"}
            assert element.get("href", "https:").startswith(("https:", "http:", "mailto:"))
