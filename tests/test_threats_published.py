"""What strangers write is published in every format: as words. Nothing acts, loads or leaves its place.

The payloads are rows 4 to 14, 16, 20, 21 and 23 of the threats the project is built against; docs/threats.md
says what becomes of each.
"""

import ast
import os
import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from digestcli import exporters, issuefile
from digestcli.exporters import Assets
from digestcli.exporters.pdf import Printing
from digestcli.model.digest import Radiostation
from digestcli.model.event import silent
from digestcli.workflow.export import export, pictures, rendered
from digestcli.workflow.site import build
from tests import threat_table
from tests.pictures import PNG
from tests.strangers import tree
from tests.test_pdf import CHINESE, links, words
from tests.threat_pages import Seen
from tests.threat_readers import READERS
from tests.threatened import PRINTED, SECRET, Threatened, formats
from tests.threats import LINK, PAYLOADS, Payload, issue, typed

ROOMS = Path(exporters.__file__).parents[1]
SYMLINKS = pytest.mark.skipif(sys.platform == "win32", reason="symlinks need rights on Windows")
NAME = re.compile(r"(?!.*\.\.)[A-Za-z0-9_\[][A-Za-z0-9._/\[\]-]{0,100}")
# What a format may ask for when it is shown: all others ask for nothing.
LOADED = {
    "html": re.compile(r"data:image/(png|svg\+xml);base64,|https://(pictures\.example|e\.com)"),
    "wechat": re.compile(r"data:image/png;base64,"),
    "md": re.compile(r"\.\./figures/ok\.png$|https://pictures\.example/far\.png$|https://e\.com/harmless$"),
    "site": re.compile(r"(style\.css|icon\.svg|figures/ok\.png)$|https://(pictures\.example|e\.com)"),
    "podcast": re.compile(f"{re.escape(LINK)}/audio/ok\\.mp3$"),
    **dict.fromkeys(("rss", "atom", "jsonfeed"), re.compile(f"{re.escape(LINK)}/figures/ok\\.png$")),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Threatened:
    return Threatened(tmp_path_factory.mktemp("threats"))


def test_every_format_has_its_reader() -> None:
    assert list(READERS) == formats()
    assert PRINTED.keys() == READERS.keys()


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload.key))
def test_what_strangers_write_is_words(published: Threatened, payload: Payload, name: str) -> None:
    seen = published.seen(payload, name)
    assert seen.active == []
    assert [each for each in seen.loaded if name not in LOADED or not LOADED[name].match(each)] == []
    assert [each for each in seen.names if not NAME.fullmatch(each)] == []
    assert set(seen.pictures) <= {PNG}  # and not one from outside the library
    assert name == "md" or seen.obeyed() == []
    assert [place for place in sorted(PRINTED[name]) if f"mk{place}" not in seen.words] == []
    assert "?" not in threat_table.outcome(payload, seen)


def test_the_table_in_the_docs_is_what_happens(published: Threatened) -> None:
    assert threat_table.PAGE.read_text(encoding="utf-8") == threat_table.written(published)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: str(payload.key))
def test_markdown_hands_the_editors_words_on_as_they_are(published: Threatened, payload: Payload) -> None:
    (made,) = rendered(
        published.library, ["md"], published.series(published.digest(payload)), published.folder
    )
    article = made.render().decode()
    for place in ("summary", "item", "quote", "code", "footnote", "radiowords"):
        assert f"{typed(payload).lstrip()} mk{place}" in article
    again = issuefile.read(article, payload.key, published.publication).issue
    kept = issuefile.read(issue(payload), payload.key, published.publication).issue
    assert again.byline
    assert kept.byline
    assert again.byline.value == kept.byline.value


def test_a_pdf_of_them_all_holds_words_and_links(published: Threatened) -> None:
    """Through typst itself, and read back."""
    chosen = [
        each for each in PAYLOADS if each.row in {12, 13} or each.name in {"script", "unc", "link-local"}
    ]
    digests = [published.digest(each) for each in chosen]
    body = tuple(part for each in digests for part in each.body if not isinstance(part, Radiostation))
    series = published.series(replace(digests[0], body=body))
    (one,) = series.digests
    assets = Assets(str, pictures(published.library, silent))
    data = Printing(one, series, assets, CHINESE).render()
    read: Any = PdfReader(BytesIO(data))
    root = read.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & root.keys()
    assert root.get("/Names", {}).keys() <= {"/Dests"}
    seen = Seen()
    for link in links(data):
        if "/A" in link:
            assert link["/A"]["/S"] in {"/URI", "/GoTo"}
            seen.led(str(link["/A"].get("/URI", "")))
    assert seen.active == []
    printed = re.sub(r"\s", "", words(data))
    for piece in ('#read("secret.txt")', '#import"@preview/x:1.0.0"', "#panic()@ref", r"\input{/etc/passwd}"):
        assert piece in printed
    assert printed.count("mkfact") >= len(chosen)


def test_typsts_template_reads_nothing_but_the_issue() -> None:
    templates = {path.name: path.read_text("utf-8") for path in (ROOMS / "exporters" / "paper").glob("*.typ")}
    code = "\n".join(re.sub(r"//.*", "", text) for text in templates.values())
    assert re.findall(r"#?import\s*(\S+)", code) == ['"formula.typ":']
    assert set(re.findall(r"\b(?:json|image)\(([^,)]*)", code)) == {'"issue.json"', "said.file"}
    assert not re.search(
        r"\b(?:eval|read|include|plugin|cbor|csv|toml|yaml|xml|bibliography)\b|@preview", code
    )


STARTS_OR_ASKS = frozenset({
    "subprocess", "socket", "http", "ftplib", "urllib.request", "httpx", "requests", "weasyprint", "pdfkit",
    "xhtml2pdf", "reportlab", "pypandoc", "playwright", "latex", "pylatex", "jinja2", "multiprocessing",
})  # fmt: skip


def test_no_format_starts_a_program_or_asks_the_network() -> None:
    """So none goes through LaTeX, nor through a maker of PDF from HTML."""
    found = set[str]()
    for path in [*(ROOMS / "exporters").rglob("*.py"), *(ROOMS / "markup").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
            assert not (
                isinstance(node, ast.Attribute) and node.attr in {"system", "popen", "execv", "mktemp"}
            )
    assert {"typst", "json", "re"} <= found
    assert {name for name in found if name in STARTS_OR_ASKS or name.split(".")[0] in STARTS_OR_ASKS} == set()


@SYMLINKS
def test_a_link_where_a_file_goes_is_replaced_and_not_followed(published: Threatened, tmp_path: Path) -> None:
    away = tmp_path / "away.txt"
    away.write_text("mine", encoding="utf-8")
    series = published.series(published.digest(PAYLOADS[0]))
    names = [name for name in exporters.formats() if name != "pdf"]  # they are written the same way
    for made in rendered(published.library, names, series, tmp_path / "out"):
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out" / made.name).symlink_to(away)
    for path in export(published.library, names, series, f"{tmp_path}/out/"):
        assert path.is_file()
        assert not path.is_symlink()
    (tmp_path / "one.html").symlink_to(away)
    list(export(published.library, ["html"], series, str(tmp_path / "one.html")))
    assert not (tmp_path / "one.html").is_symlink()
    assert away.read_text(encoding="utf-8") == "mine"


@SYMLINKS
def test_a_site_is_led_nowhere_by_links(tmp_path: Path) -> None:
    """Not by one in a page's place, nor where a temporary file would be if its name could be foreseen."""
    away = tmp_path / "away.txt"
    away.write_text("mine", encoding="utf-8")
    folder = tmp_path / "site"
    only = Threatened.small(tmp_path / "small")
    build(only.desk, str(folder), silent, draft=True)
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(away)
    for name in ("index.html", "about.html", "archive/2023.html"):
        page = folder / name
        for temporary in (f".{page.name}.{os.getpid()}.tmp", f".{page.name}.tmp", f"{page.name}.tmp"):
            page.with_name(temporary).symlink_to(away)
        if name != "index.html":
            page.unlink()
    build(only.desk, str(folder), silent, draft=True)
    assert away.read_text(encoding="utf-8") == "mine"
    assert not (folder / "index.html").is_symlink()
    assert "<main" in (folder / "about.html").read_text("utf-8")


def test_what_is_no_picture_is_told_and_nowhere_on_the_site(published: Threatened) -> None:
    held = {path.name for path in (published.site / "figures").rglob("*") if path.is_file()}
    assert held == {"ok.png"}
    assert not [path for path in published.site.rglob("*") if path.is_file() and path.read_bytes() == SECRET]
    told = "\n".join(event.message for event in published.told)
    for name in ("page.png is no picture", "evil.svg is not taken", "loads.svg is not taken", "leads out of"):
        assert name in told


@SYMLINKS
def test_a_site_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    only = Threatened.small(tmp_path / "small")
    folder, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    build(only.desk, str(folder), silent, draft=True)
    elsewhere.mkdir()
    papers = folder / "papers"
    for path in papers.iterdir():
        path.rename(elsewhere / path.name)  # the same files, as they are remembered
    papers.rmdir()
    papers.symlink_to(elsewhere)
    before = tree(elsewhere)
    for path in only.library.issues.iterdir():
        path.unlink()
    build(only.desk, str(folder), silent, draft=True)
    assert tree(elsewhere) == before
