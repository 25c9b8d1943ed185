"""The preview in a real browser: what its button puts on the clipboard is the article; nothing is loaded."""

import re
from pathlib import Path

import pytest

from digestcli import exporters
from digestcli.exporters.account.article import Pasted
from digestcli.exporters.web.styles import style
from digestcli.library import figures
from digestcli.markup.element import to_html
from digestcli.markup.flat_page import article
from digestcli.model.digest import Series
from digestcli.model.key import Key
from digestcli.model.publication import THEMES
from tests.browser import browser
from tests.test_exports import EXAMPLE, composed, example

pytestmark = pytest.mark.tool
KEY = Key("new-year-2026")
PASTE = """
document.body.innerHTML = '<div contenteditable style="height: 300px"></div>';
document.body.firstChild.focus();
addEventListener("paste", event => {
  window.html = event.clipboardData.getData("text/html");
  window.plain = event.clipboardData.getData("text/plain");
});
"""


@pytest.mark.parametrize("theme", THEMES)
def test_the_button_copies_the_article_and_the_page_asks_for_nothing(theme: str, tmp_path: Path) -> None:
    text, facts, publication = example(KEY)
    digest = composed(text, KEY, facts, publication)
    assets = exporters.Assets(str, lambda path: figures.load(EXAMPLE, path), lambda: style(f"wechat-{theme}"))
    series = Series(title=None, link=None, language="zh", digests=(digest,))
    (made,) = exporters.export("wechat", series, assets)
    file = tmp_path / made.name
    file.write_bytes(made.render())
    with browser(width=390) as (context, seen):
        page = context.new_page()
        page.goto(file.as_uri())
        page.get_by_role("button", name="复制正文").click()
        assert page.get_by_role("status").inner_text() == "已复制，到编辑器里粘贴即可。"
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("[...document.querySelectorAll('#article img')].every(i => i.naturalWidth > 99)")
        assert [url for url in seen.asked if not url.startswith("data:")] == [file.as_uri()]
        editor = context.new_page()
        editor.evaluate(PASTE)
        editor.keyboard.press("Control+V")
        html, plain = editor.evaluate("[window.html, window.plain]")
        page.bring_to_front()
        page.get_by_role("button", name="复制标题").press("Enter")
        editor.bring_to_front()
        editor.keyboard.press("Control+V")
        title = editor.evaluate("window.plain")
        assert seen.said == []
    pasted = "".join(map(to_html, Pasted(digest, assets).preview()))
    assert _plainly(html) == _plainly(pasted)
    assert plain == article(digest, lambda path: path if path.startswith("http") else "")
    assert title == digest.title


def _plainly(html: str) -> str:
    """HTML as both write it: ends of void elements, a blank that cannot break."""
    return re.sub(r" />", ">", html).replace("</path>", "").replace("&nbsp;", "\u00a0").replace("\n", " ")
