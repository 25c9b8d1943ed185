"""Prose in a terminal: readable at every width, and nothing in it is obeyed."""

import io
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from digestcli.cli import prose

SEED_LIKE = (
    "该团队提出了 **Mod-Squad** 模型，它可以从多任务大模型中提取性能相同的小模型"
    "（提升 5.31%，共 38,431 个样本）。他们说：「SAM 已经学会了关于物体的一般概念，"
    "并且它可以为任何图像或视频中的任何物体生成 mask……」——这是**关键。**后面。"
)
CLOSERS = tuple("，。、；：？！）」』》”’…%")
MARKDOWN = st.lists(
    st.sampled_from(
        [
            *"中文，。（）「」abc12 \n\t*_~`[]()!>#-|$\\\x1b\x9b\u202e",
            "\n\n",
            "- ",
            "1. ",
            "> ",
            "```\n",
            "$$\n",
            "[^1]",
            "[^1]: ",
            "| a | b |\n|--|--|\n",
            "![图](a.png)",
            "https://a.b/c",
            "<https://a.b>",
            "[/red]",
        ]
    )
).map("".join)


def plain(source: str, width: int | None = None, lead: str | None = None) -> list[str]:
    return [str(line) for line in prose.render(source, width, Text(lead) if lead else None)]


def printed(lines: list[Text]) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, markup=False, emoji=False, highlight=False, width=200)
    for line in lines:
        console.print(line, soft_wrap=True)
    return out.getvalue()


BLOCKS = {
    "one paragraph a line": ("一段\n同一段\n\n二段", ["一段同一段", "", "二段"]),
    "hard break": ("甲\\\n乙", ["甲", "乙"]),
    "heading": ("### 方法\n\n文", ["方法", "", "文"]),
    "tight list": ("前\n\n- 一\n- 二\n\n后", ["前", "", "- 一", "- 二", "", "后"]),
    "loose list": ("- 一\n\n- 二", ["- 一", "", "- 二"]),
    "numbers": ("9. 九\n10. 十", ["9. 九", "10. 十"]),
    "nested": ("1. 一\n   - 子\n     续\n2. 二", ["1. 一", "   - 子续", "2. 二"]),
    "empty item": ("- \n- 二", ["- ", "- 二"]),
    "two paragraphs in an item": ("- 一\n\n  二\n- 三", ["- 一", "", "  二", "", "- 三"]),
    "quote": ("> 引\n>\n> 文\n\n后", ["> 引", ">", "> 文", "", "后"]),
    "code": ("```py\nif x:\n\ty  # 一\n\nz\n```", ["    if x:", "        y  # 一", "", "    z"]),
    "rule": ("一\n\n---\n\n二", ["一", "", "---", "", "二"]),
    "rule under words": ("一\n---\n二\n===", ["一", "", "---", "", "二 ==="]),
    "table": ("| 甲 | 乙 |\n|--|--|\n| 1 | 2 |", ["甲 | 乙", "1 | 2"]),
    "formula": ("有 $\\alpha^2$：\n\n$$\nE=mc^2\n$$", ["有 α²：", "", "    E=mc²"]),
    "picture": ("![SAM *分割*](../figures/分割.png)", ["［图］SAM 分割 (../figures/分割.png)"]),
    "picture without words": ("![](a.png)", ["［图］ (a.png)"]),
    "link": ("见[主页](https://a.b/c)。", ["见主页 (https://a.b/c)。"]),
    "bare link": ("<https://a.b/c> <x@y.z>", ["https://a.b/c x@y.z"]),
    "struck": ("~~旧~~新", ["~~旧~~新"]),
    "code in line": ("用 `x_1` 表示", ["用 x_1 表示"]),
    "footnote": ("文[^注]\n\n[^注]: 注", ["文[注]", "", "[注] 注"]),
    "footnote nobody refers to": ("文\n\n[^1]: 一\n[^2]: 二", ["文", "", "[1] 一", "", "[2] 二"]),
    "html": ("<b>x</b>\n\n<script>\n", ["<b>x</b>", "", "<script>"]),
    "rich markup": (
        "[red]x[/] [/foo] [link=a]t[/link] :smile: x\\",
        ["[red]x[/] [/foo] [link=a]t[/link] :smile: x\\"],
    ),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("source", "lines"), BLOCKS.values(), ids=BLOCKS)
def test_in_a_pipe_a_paragraph_is_a_line(source: str, lines: list[str]) -> None:
    assert plain(source) == lines


def test_in_a_terminal_marks_are_drawn() -> None:
    assert plain("- 一\n\n> 引", 40) == ["• 一", "", "│ 引"]
    assert plain("| 模型 | 分 |\n|--|--|\n| GPT | 1 |", 40) == ["模型  分", "────────", "GPT   1"]


def test_a_table_too_wide_is_stacked() -> None:
    source = "| 模型 | 说明 |\n|--|--|\n| GPT | 一二三四五六七八九十一二 |\n| SAM | 短 |"
    assert plain(source, 24) == [
        "模型：GPT",
        "说明：一二三四五六七八九",
        "十一二",
        "",
        "模型：SAM",
        "说明：短",
    ]


def test_lines_hang_under_their_marker() -> None:
    assert plain("10. 一二三四五六七八九十", 16) == ["10. 一二三四五六", "    七八九十"]


def test_the_lead_begins_the_first_paragraph() -> None:
    assert plain("一段\n\n二段", lead="摘要：") == ["摘要：一段", "", "二段"]
    assert plain("- 一", lead="摘要：") == ["摘要：", "- 一"]
    assert plain("", lead="摘要：") == ["摘要："]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_chinese_is_broken_where_it_may_be(width: int) -> None:
    lines = plain(SEED_LIKE, width)
    assert all(cell_len(line) <= min(width, prose.MEASURE) for line in lines)
    assert not [line for line in lines if line.startswith(CLOSERS) or line.endswith(("（", "「", "“"))]
    assert "**" not in "".join(lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s|\*\*", "", SEED_LIKE)


@given(MARKDOWN, st.sampled_from([None, 6, 20, 40, 80, 200]))
def test_no_prose_reaches_the_terminal_as_a_control(source: str, width: int | None) -> None:
    for line in prose.render(source, width):
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", str(line))


@given(MARKDOWN)
def test_no_character_of_a_word_is_lost(source: str) -> None:
    unprinted = re.compile(r"\]: .*|(?:```|~~~).*")  # link definitions, a fence's language
    letters = set(unprinted.sub("", source)) & set("中文")
    assert letters <= set("".join(plain(source, 40)))


@pytest.mark.parametrize(
    "payload",
    ["\x1b]52;c;AA\x07", "\x9b2J", "&#27;[2J", "&#x202e;", "a\rb", "`\x1b[2J`", "```\n\x1b[2J\n```"],
)
def test_a_payload_in_prose_is_shown(payload: str) -> None:
    shown = "".join(plain(f"前\n\n{payload}\n\n后", 40))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e]", shown)
    assert "前" in shown
    assert "后" in shown


@pytest.mark.parametrize(
    "address",
    [
        "https://e.com/\x1b\\\x1b]52;c;AA\x07",
        "<https://e.com/\x1b\\x>",
        "https://例子.测试/路径",
        "javascript:alert(1)",
        "mailto:a@b.c",
        "../a.png",
    ],
)
def test_only_plain_web_addresses_are_links(address: str) -> None:
    out = printed(prose.render(f"[词]({address}) [乙](https://a.b/c)", 80))
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\", out)
    assert [link for link in links if link and not re.fullmatch(r"https://[!-~]+", link)] == []
    assert "https://a.b/c" in links
    assert set(
        re.findall(r"[\x00-\x1f\x7f-\x9f]", re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", out))
    ) <= {"\n"}


def test_in_a_pipe_nothing_is_a_link() -> None:
    assert "\x1b]8" not in printed(prose.render("[词](https://a.b/c)", None))


def test_wrapping_keeps_styles_and_margins() -> None:
    lines = prose.wrap(Text("一二三四五六", "bold"), 11, first="1. ", rest="   ")
    assert [str(line) for line in lines] == ["1. 一二三四", "   五六"]
    assert all("\x1b[1m" in printed([line]) for line in lines)


def test_deeply_nested_prose_is_printed() -> None:
    for source in (
        "> " * 500 + "文",
        "*a _b " * 5_000,
        "[" * 5_000,
        "- " * 500 + "文",
        "![" * 2_000,
        "**" * 20_000,
    ):
        assert plain(source, 40)


@pytest.mark.parametrize(
    "module", ["cli.prose", "markup.tex", "markup.markdown", "markup.escape", "markup.linebreak"]
)
def test_nothing_heavy_is_loaded_before_it_is_needed(module: str) -> None:
    code = (
        f"import sys, digestcli.{module};"
        "heavy = {'markdown_it', 'pylatexenc', 'rich.markdown', 'rich.table', 'rich.console'};"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
