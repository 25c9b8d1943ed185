"""A theme that somebody else wrote: what would load, move or run has its line, and does not get through."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.errors import DigestError
from digestcli.exporters.account.theme import faults
from digestcli.exporters.web.styles import style
from digestcli.library.root import Library
from digestcli.model.problem import Severity
from digestcli.model.publication import THEMES
from digestcli.workflow.theme import css
from tests.generated import many
from tests.test_email import digest_of
from tests.test_wechat import CORNERS, board, pasted

if TYPE_CHECKING:
    from digestcli.model.event import Event

REFUSED = {
    "@import 'x.css';": "1:1",
    "@media print { p { color: red } }": "1:1",
    "@font-face { font-family: x }": "1:1",
    "p { background: url(x.png) }": "1:17",
    "/* one\ntwo */\np {\n  color: red;\n  position: fixed }": "5:3",
    "p { background: URL( 'x' ) }": "1:17",
    r"p { background: u\72l(x) }": "1:18",
    "p { width: expression(alert(1)) }": "1:12",
    "p { background: image-set('x' 1x) }": "1:17",
    "p { --x: url(a) }": "1:10",
    "p { behavior: x }": "1:5",
    "p { -moz-binding: x }": "1:5",
    "p::before { color: red }": "1:1",
    "p:hover { color: red }": "1:1",
    "p[style] { color: red }": "1:1",
    "p { content: 'x' }": "1:5",
    "p { color: red } }": "1:18",
    "p { color: red": "1:1",
    "p color: red": "1:1",
    "p { color }": "1:5",
    "p { color: <b> }": "1:12",
    "{ color: red }": "1:1",
}


@pytest.mark.parametrize("sheet", REFUSED)
def test_what_loads_moves_or_runs_is_refused_at_its_place(sheet: str) -> None:
    errors = [fault for fault in faults(sheet, "t.css") if fault.severity is Severity.ERROR]
    assert f"{errors[0].line}:{errors[0].column}" == REFUSED[sheet]


@pytest.mark.parametrize("theme", THEMES)
def test_our_own_themes_are_without_a_fault(theme: str) -> None:
    assert faults(style(f"wechat-{theme}"), theme) == []


def test_the_page_about_themes_names_every_class_and_its_example_stands() -> None:
    page = (Path(__file__).parents[1] / "docs" / "wechat.md").read_text(encoding="utf-8")
    told = {
        name
        for row in re.findall(r"^\| (`\..*?) \|", page, re.MULTILINE)
        for name in re.findall(r"\.[a-z]+", row)
    }
    used = {name for theme in THEMES for name in re.findall(r"\.[a-z]{3,}", style(f"wechat-{theme}"))}
    assert used <= told
    (example,) = re.findall(r"```css\n(.*?)```", page, re.DOTALL)
    assert faults(example, "t.css") == []
    assert f'theme = "{THEMES[1]}"' in page


def test_variables_and_plain_selectors_are_taken_and_what_wechat_drops_is_told() -> None:
    sheet = ":root { --red: #c00 } .paper > h2, li:nth-child(2n + 1) { color: var(--red); gap: 3px }\n"
    assert [(each.severity, each.line, each.column) for each in faults(sheet, "t.css")] == [
        (Severity.WARNING, 1, sheet.index("gap") + 1)
    ]
    styles = board(pasted(digest_of(CORNERS), css=sheet)).styles
    assert "color:#c00" in styles
    assert "gap" not in "".join(styles)


PIECES = st.sampled_from([
    *"pa.{};:()#@\\/*'\"-,<> \n", "h2", ".paper", "{color:red}", "url(", "position", "var(--x)", "--x:",
    "!important", "expression(", "/*", "*/",
    "background:", "calc(1px + 2px)", "@import", "<style>", "</style>", "&quot;",
])  # fmt: skip
SHEETS = st.lists(PIECES, max_size=25).map("".join)
DIGEST = digest_of(CORNERS)


@settings(max_examples=many(40), deadline=None)
@given(SHEETS)
def test_whatever_is_written_nothing_of_it_acts(sheet: str) -> None:
    found = faults(sheet, "t.css")
    for fault in found:
        assert 1 <= fault.line <= sheet.count("\n") + 1
    seen = board(pasted(DIGEST, css=sheet))
    told = ";".join(seen.styles)
    assert not re.search(r"url|expression|position|@|\\|[<>{}]|binding|behavior", told)
    assert board(pasted(DIGEST, css="")).words == seen.words


def test_a_librarys_theme_is_its_own_file_and_every_fault_of_it_is_told(tmp_path: Path) -> None:
    library = Library(tmp_path)
    events: list[Event] = []
    with pytest.raises(DigestError, match=r"templates/wechat\.css is missing"):
        css(library, "library", events.append)
    own = library.root / "templates" / "wechat.css"
    own.parent.mkdir()
    own.write_text("p { gap: 1px }\np { position: fixed }\n@import 'x';\n", encoding="utf-8")
    with pytest.raises(DigestError) as fault:
        css(library, "library", events.append)
    assert [line.partition(" ")[0] for line in fault.value.message.split("\n")] == [
        "templates/wechat.css:2:5:", "templates/wechat.css:3:1:",
    ]  # fmt: skip
    assert [event.message.partition(" ")[0] for event in events] == ["templates/wechat.css:1:5:"]
    own.unlink()
    own.symlink_to("/etc/hostname")
    with pytest.raises(DigestError):
        css(library, "library", events.append)
