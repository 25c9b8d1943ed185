"""The site: every way leads somewhere, only what changed is written, and nobody else's file is touched."""

import json
import os
import re
import shutil
from collections.abc import Callable, Collection
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from digestcli.errors import Conflict, FileError, UsageError
from digestcli.exporters.web import places
from digestcli.library import settings
from digestcli.library.root import Library
from digestcli.model.event import Tell, silent
from digestcli.model.key import Week
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import HasErrors
from digestcli.workflow.site import Built, build
from tests import pictures
from tests.strangers import tree

EXAMPLE = Path(__file__).parents[1] / "examples" / "weekly"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    shutil.copytree(EXAMPLE, tmp_path / "library", ignore=shutil.ignore_patterns("out", ".digest"))
    return Library(tmp_path / "library")


def built(
    library: Library,
    folder: Path | None = None,
    tell: Tell = silent,
    *,
    draft: bool = False,
    dry_run: bool = False,
) -> Built:
    publication, _problems = settings.load(library)
    desk = Desk(library, publication, Week(2023, 14).monday)
    return build(desk, str(folder) if folder else None, tell, draft=draft, dry_run=dry_run)


class Ways(HTMLParser):
    """Where a page leads, what it loads, and what can be led to on it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ways: list[str] = []
        self.ids: set[str] = set()
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name in {"href", "src", "action"} and value is not None:
                self.ways.append(value)
            if name == "id" and value:
                assert value not in self.ids
                self.ids.add(value)


def pages(folder: Path) -> dict[str, Ways]:
    found = sorted(folder.rglob("*.html"))
    return {path.relative_to(folder).as_posix(): Ways(path.read_text("utf-8")) for path in found}


def follow(folder: Path, but: Collection[str] = ()) -> None:
    """Every way on every page leads to what is there, or to an https address."""
    seen = pages(folder)
    for name, page in seen.items():
        for way in page.ways:
            target = urlsplit(way)
            if target.scheme or target.netloc:
                assert target.scheme == "https" or way in but, way
                continue
            place = os.path.normpath(Path(name).parent / unquote(target.path)) if target.path else name
            assert not place.startswith((".", "/")), (name, way)
            assert (folder / place).is_file(), (name, way)
            if target.fragment and place in seen:  # and not a moment of a recording
                assert unquote(target.fragment) in seen[place].ids, (name, way)


def test_every_way_on_every_page_leads_somewhere(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    names = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.html")}
    assert {"index.html", "issues/2023-W14.html", "papers/math_0211159.html", "archive/2023.html"} <= names
    follow(tmp_path / "site")


def test_only_the_search_page_has_a_script(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    with_script = {name for name, page in pages(tmp_path / "site").items() if "script" in page.tags}
    assert with_script - {"search.html"} == {name for name in with_script if name.startswith("issues/")}
    for name in with_script - {"search.html"}:
        text = (tmp_path / "site" / name).read_text("utf-8")
        assert re.findall("<script[^>]*>", text) == ['<script type="application/ld+json">']


def edit(path: str, old: str, new: str) -> Callable[[Library], object]:
    def change(library: Library) -> None:
        file = library.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


W14, NEW_YEAR = "issues/2023-W14.md", "issues/new-year-2026.md"
CHANGES: dict[str, Callable[[Library], object]] = {
    "a word of a 摘要": edit(W14, "过去做图像分割", "从前做图像分割"),
    "a title": edit(NEW_YEAR, "旧文重读", "旧作重读"),
    "a lead": edit(W14, "这一周，", "这一周里，"),
    "a date": edit(NEW_YEAR, "2026-01-11", "2025-01-11"),
    "a fact": edit("papers/2304.02643.json", "Segment Anything", "Segment Everything"),
    "a name that two papers share": edit(
        "papers/2303.18223.json", '"Wayne Xin Zhao"', '"Alexander Kirillov"'
    ),
    "a category": edit(
        "papers/2304.02643.json", '"primary_category": "cs.CV"', '"primary_category": "cs.LG"'
    ),
    "a picture": lambda lib: (lib.figures / "2023-W14" / "sam-nested.png").write_bytes(pictures.PNG),
    "a picture is gone": lambda lib: (lib.figures / "2023-W14" / "sam-nested.png").unlink(),
    "an issue is gone": lambda lib: (lib.issues / "2023-W14.md").unlink(),
    "an issue comes": lambda lib: shutil.copy(lib.root / W14, lib.issues / "2023-W15.md"),
    "a paper goes": edit(W14, "## 2304.01089 RPTQ", "# 备选\n\n## 2304.01089 RPTQ"),
    "the publication's title": edit("digest.toml", '"7 Papers & Radios"', '"周报"'),
    "its address": edit("digest.toml", "[radio]", 'link = "https://example.org/w/"\n\n[radio]'),
    "its language": edit("digest.toml", 'language = "zh"', 'language = "en"'),
    "no feeds": edit("digest.toml", 'id = "', 'title_of_old = "'),
    "words about it": lambda lib: (lib.root / "about.md").write_text("关于**我们**。", encoding="utf-8"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_written_again_is_the_site_as_if_it_were_new(
    library: Library, tmp_path: Path, change: Callable[[Library], object]
) -> None:
    first = built(library, tmp_path / "site")
    assert built(library, tmp_path / "site").written == ()
    change(library)
    again = built(library, tmp_path / "site")
    assert len(again.written) + len(again.removed) > 0
    built(library, tmp_path / "new")
    ours, new = tree(tmp_path / "site"), tree(tmp_path / "new")
    ours.pop(".digest-site.json"), new.pop(".digest-site.json")
    assert ours == new
    assert len(first.written) == first.pages


def test_a_word_in_one_issue_leaves_the_other_alone(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    CHANGES["a word of a 摘要"](library)
    dry = built(library, tmp_path / "site", dry_run=True)
    again = built(library, tmp_path / "site")
    assert dry.written == again.written
    assert set(again.written) == {
        "issues/2023-W14.html", "papers/2304.02643.html", "search/2023.js",
        "rss.xml", "atom.xml", "feed.json",
    }  # fmt: skip


def test_a_file_of_somebody_else_is_never_touched(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "index.html").write_text("mine", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    before = tree(folder)
    with pytest.raises(Conflict, match=r"index\.html was not written by digest site"):
        built(library, folder)
    assert tree(folder) == before
    (folder / "index.html").unlink()
    built(library, folder)
    (library.issues / "2023-W14.md").unlink()
    (folder / "issues" / "2023-W14.html").write_text("mine now", encoding="utf-8")
    built(library, folder)
    assert (folder / "notes.txt").read_text("utf-8") == "mine"
    assert (folder / "issues" / "2023-W14.html").read_text("utf-8") == "mine now"


@pytest.mark.parametrize("output", ["", "issues", "papers/x", ".digest"])
def test_the_library_is_no_place_for_its_site(library: Library, output: str) -> None:
    before = tree(library.root)
    with pytest.raises(UsageError, match="the library keeps its own files there"):
        built(library, library.root / output)
    assert tree(library.root) == before


def test_no_link_leads_out_of_the_site(library: Library, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "papers").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileError, match="leads out of"):
        built(library, tmp_path / "site")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_picture_from_outside_the_library_is_said_in_words(library: Library, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(pictures.PNG)
    edit(W14, "../figures/2023-W14/sam-nested.png", "../../secret.png")(library)
    (library.figures / "2023-W14" / "sam-prompts.png").unlink()
    (library.figures / "2023-W14" / "sam-prompts.png").symlink_to(tmp_path / "secret.png")
    built(library, tmp_path / "site")
    assert not [
        path
        for path in (tmp_path / "site").rglob("*")
        if path.is_file() and path.read_bytes() == pictures.PNG
    ]
    assert "［图］同一个点" in (tmp_path / "site" / "issues" / "2023-W14.html").read_text("utf-8")


def test_an_issue_with_errors_stops_it_unless_it_is_a_draft(library: Library, tmp_path: Path) -> None:
    edit(W14, "## 2304.02643 Segment", "## 2304.0264 Segment")(library)
    with pytest.raises(HasErrors):
        built(library, tmp_path / "site")
    assert not (tmp_path / "site").exists()
    built(library, tmp_path / "site", draft=True)
    assert "草稿" in (tmp_path / "site" / "issues" / "2023-W14.html").read_text("utf-8")


def test_what_is_searched_in_holds_every_paper(library: Library, tmp_path: Path) -> None:
    built(library, tmp_path / "site")
    script = (tmp_path / "site" / "search" / "2023.js").read_text("utf-8")
    assert "<" not in script
    told = re.fullmatch(r'digestSearch\("2023",(.*)\);\n', script, re.DOTALL)
    assert told
    rows = json.loads(told[1])
    sam = next(row for row in rows if row[1] == "Segment Anything")
    assert sam[0] == "papers/2304.02643.html"
    assert "Alexander Kirillov" in sam[2]
    assert "零样本成绩可以同全监督的方法相比" in sam[4]


def test_the_map_of_the_site_names_whole_addresses(library: Library, tmp_path: Path) -> None:
    assert not built(library, tmp_path / "site").written.count("sitemap.xml")
    CHANGES["its address"](library)
    built(library, tmp_path / "site")
    told = (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://example.org/w/issues/2023-W14.html</loc>" in told
    assert told.count("<loc>") == len(list((tmp_path / "site").rglob("*.html"))) - 1  # but for 404.html
    page = (tmp_path / "site" / "issues" / "2023-W14.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/w/issues/2023-W14.html" />' in page


@pytest.mark.parametrize("memory", [b"", b"{", b'{"schema":"digest-site/1","files":[]}', b"[1]"])
def test_without_its_memory_nothing_is_written_over(library: Library, tmp_path: Path, memory: bytes) -> None:
    built(library, tmp_path / "site")
    (tmp_path / "site" / ".digest-site.json").write_bytes(memory)
    with pytest.raises(Conflict):
        built(library, tmp_path / "site")


def test_a_memory_somebody_wrote_removes_nothing_outside(library: Library, tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("mine", encoding="utf-8")
    told = victim.stat()
    built(library, tmp_path / "site")
    memory = tmp_path / "site" / ".digest-site.json"
    data = json.loads(memory.read_text("utf-8"))
    for name in ("../victim.txt", str(victim)):
        data["files"][name] = ["x", told.st_size, told.st_mtime_ns]
    memory.write_text(json.dumps(data), encoding="utf-8")
    built(library, tmp_path / "site")
    assert victim.read_text("utf-8") == "mine"


@pytest.mark.parametrize(("name", "place"), [
    ("Alexander Kirillov", "authors/alexander-kirillov.html"),
    ("张三", "authors/1d841bc0.html"),
    ("Łukasz Kaiser", "authors/ukasz-kaiser-"),
    ("../../x", "authors/x-"),
    ("con", "authors/con-"),
    ("A. Li", "authors/a-li-"),
    ("Con", "authors/con-"),
    ("", "authors/e3b0c442.html"),
])  # fmt: skip
def test_a_name_has_one_place_that_is_safe_anywhere(name: str, place: str) -> None:
    assert re.fullmatch(r"authors/[a-z0-9-]+\.html", places.person(name))
    assert places.person(name).startswith(place)
