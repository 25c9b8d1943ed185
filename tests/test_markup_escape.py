"""A title in Markdown is the title, whatever it holds."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digestcli.markup.escape import literal, unescape
from digestcli.markup.markdown import parser
from digestcli.markup.plain import one_line

STOCK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": False})
PIECES = [*"ab1 .)(*_`~[]!<>{}%#|$^&;:=+-\\\"'/\n中，", "&amp;", "<!--", "-->", "{{", "1. "]
RICH_IN_MARKS = st.lists(st.sampled_from(PIECES)).map("".join)

PLAIN = [
    "Segment Anything",
    "Mod-Squad: Designing Mixture of Experts As Modular Multi-Task Learners",
    "GPT-4, C++ and C#",
    "Is 2 > 1? (Yes!)",
    "AT&T & friends; 100%",
    "snake_case and 10_000",
    "2001: A Space Odyssey, 3D and 1.5B",
    "「分割一切」—— 大模型综述（上）",
    "x < y",
    "R^2 and user@example.com",
    "-5 degrees",
]
ESCAPED = {
    "A* Search": r"A\* Search",
    "_x_": r"\_x\_",
    "a | b": r"a \| b",
    "[cs.CL] x": r"\[cs.CL\] x",
    "`code`": r"\`code\`",
    "<script>alert(1)</script>": "&lt;script>alert(1)&lt;/script>",
    "<!-- hidden -->": "&lt;!-- hidden --&gt;",
    "{{< shortcode >}}": r"\{\{< shortcode >}}",
    "{% include x %}": r"\{\% include x %}",
    "{# comment #}": r"\{\# comment #}",
    "Title {#id}": r"Title \{\#id}",
    "# h": r"\# h",
    "Ends with #": r"Ends with \#",
    "---": r"\---",
    "===": r"\===",
    "- item": r"\- item",
    "1. first": r"1\. first",
    "12) twelfth": r"12\) twelfth",
    "> quoted": "&gt; quoted",
    "a &amp; b": "a &amp;amp; b",
    "$5 and $6": r"\$5 and \$6",
    "~10x ~~faster~~": r"\~10x \~\~faster\~\~",
    "back\\slash": r"back\\slash",
    "two\nlines: v\n---": "two lines: v ---",
    "\x1b[31mred": "\ufffdred",
    "a\u202eb": "a&lt;U+202E>b",
}


@pytest.mark.parametrize("title", PLAIN)
def test_a_plain_title_stays_pretty(title: str) -> None:
    assert literal(title) == title


@pytest.mark.parametrize(("title", "markdown"), ESCAPED.items())
def test_marks_are_escaped(title: str, markdown: str) -> None:
    assert literal(title) == markdown


@given(st.text() | RICH_IN_MARKS)
def test_unescape_gives_back_the_line(title: str) -> None:
    assert unescape(literal(title)) == one_line(title)


@given(st.text() | RICH_IN_MARKS)
@pytest.mark.parametrize("reader", [STOCK, GITHUB, parser()], ids=["commonmark", "github", "ours"])
@pytest.mark.parametrize("frame", ["{}", "## {}", "- {}", "before {} after", "> {}"])
def test_every_markdown_renders_just_the_title(reader: MarkdownIt, frame: str, title: str) -> None:
    rendered = reader.render(frame.format(literal(title)))
    words = html.unescape(re.sub(r"</?(?:p|h2|ul|li|blockquote)>", "", rendered)).strip()
    expected = frame.lstrip("#->").strip().format(one_line(title))
    assert re.sub(r"\s+", " ", words) == re.sub(r"\s+", " ", expected).strip()


@given(st.text() | RICH_IN_MARKS)
def test_no_template_language_finds_anything(title: str) -> None:
    markdown = literal(title)
    assert "\n" not in markdown
    assert not re.search(r"\{[{%#]|<!--|<[%?a-zA-Z/]", markdown)


def test_a_title_is_one_cell_of_a_table() -> None:
    rendered = GITHUB.render(f"| a | b |\n|---|---|\n| {literal('x | y')} | z |\n")
    assert "<td>x | y</td>" in rendered
