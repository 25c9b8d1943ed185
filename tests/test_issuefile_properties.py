"""Whatever a file holds: reading never fails, no printed word is lost, an edit changes one thing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import UsageError
from digestcli.issuefile import Draft, Part, insert_notes, set_words
from digestcli.issuefile.proof import said
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Issue, Note, Passage, Radio
from digestcli.model.text import Text
from tests.issue_texts import KEY, issue, reading

STRUCTURE = [
    *(
        "---",
        "title: 题",
        "date：2023-04-09",
        "# ",
        "## ",
        "### ",
        "##",
        "＃＃ ",
        "# 备选",
        "目录",
        "## 目录",
    ),
    *(
        "# ArXiv Weekly Radiostation",
        "音频：",
        "（A、B）",
        "(from A)",
        "[a]: b",
        "![图](a.png)",
        "- ",
        "1. ",
        "> ",
    ),
    *(
        "2304.02643",
        "2209.14610v2",
        "2304.0264",
        "https://arxiv.org/abs/2303.18223",
        "<<<<<<< HEAD",
        "=======",
    ),
    *(
        "作者：",
        "- 论文地址：",
        "- 代码：",
        "摘要：",
        "推荐：",
        "**推荐：**",
        "### 推荐",
        "## 推荐",
        ">>>>>>> x",
    ),
    *(
        "<!--",
        "-->",
        "```",
        "~~~",
        "$$",
        "`",
        "*",
        " ",
        "\u3000",
        "    ",
        "\t",
        "\u2028",
        "\x0c",
        "\r",
        "\ufeff",
    ),
]
WORDS = st.integers(0, 999).map("词{}".format)
LINES = st.lists(st.lists(st.sampled_from(STRUCTURE) | WORDS, max_size=4).map("".join), max_size=25)
FILES = st.tuples(st.sampled_from(["", "\ufeff"]), LINES, st.sampled_from(["\n", "\r\n"]), st.booleans()).map(
    lambda parts: parts[0] + parts[2].join(parts[1]) + (parts[2] if parts[3] else "")
)
PLAIN = st.lists(
    st.sampled_from(["甲。", "", "- 乙", "**丙**：", "![图](a.png)", "`x`", "1. 丁", "> 戊", "$a$"]),
    min_size=1,
).map("\n".join)


def _words(value: object) -> set[str]:
    """The numbered words in anything of the model."""
    return set(re.findall(r"词\d+", repr(said(value))))


def _spans(issue: Issue) -> list[Text]:
    texts = [issue.title, issue.lead]
    for part in (*issue.body, *issue.bench):
        match part:
            case Note():
                texts += [part.title, part.reminder, part.summary, part.recommendation]
                texts += [field.value for field in part.fields]
            case Passage() | Radio():
                texts += [part.heading, part.text]
    return [text for text in texts if text and text.value]


@given(FILES)
def test_any_text_is_read_and_every_problem_has_a_place_in_it(text: str) -> None:
    lines = text.split("\n")
    for problem in reading(text).problems:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message


@given(FILES)
def test_a_fix_makes_its_problem_go_away(text: str) -> None:
    problems = reading(text).problems
    for problem in problems:
        if problem.fix:
            left = reading(problem.fix.apply(text)).problems
            assert (problem.rule, problem.line, problem.column) not in {
                (p.rule, p.line, p.column) for p in left
            }


@given(FILES)
def test_every_piece_begins_and_ends_with_its_own_characters(text: str) -> None:
    for piece in _spans(issue(text)):
        raw = piece.span.of(text)
        assert raw
        assert piece.value.endswith(raw[-1])
        assert piece.value.lstrip("*_").startswith(raw[0]) or piece.value.startswith(raw[0])


@given(LINES)
def test_no_word_is_lost_but_in_comments_and_derived_contents(lines: list[str]) -> None:
    dropped = {"目录", "## 目录", "<!--", "# 备选", "---"}
    kept = [line for line in lines if not any(mark in line for mark in dropped)]
    text = "\n".join(kept)
    found = issue(text)
    shown = _words((found.title, found.lead, found.body, found.bench, tuple(found.links)))
    assert set(re.findall(r"词\d+", text)) - shown <= _aside(kept)


def _aside(lines: list[str]) -> set[str]:
    """Words that are no words of the issue: beside a conflict mark, an address, an id or a heading's mark."""
    marked = re.compile(r"<<<<<<<|=======|>>>>>>>|音频|\]:|arxiv\.org|（|\(from|[#＃]|\d{4}\.\d")
    return {word for line in lines if marked.search(line) for word in re.findall(r"词\d+", line)}


@given(FILES, st.sampled_from(Part), PLAIN, st.sampled_from(["set", "replace"]))
def test_words_set_are_the_words_read_and_nothing_else_changes(
    text: str, part: Part, words: str, mode: str
) -> None:
    before = reading(text)
    for number, note in enumerate(before.issue.notes):
        try:
            new = set_words(text, before, note, part, words, replace=mode == "replace")
        except UsageError:
            continue
        after = issue(new).notes[number]
        assert (after.summary if part is Part.SUMMARY else after.recommendation) is not None
        assert _words(issue(new)) >= _words(before.issue) - _words((note.summary, note.recommendation))
        assert new.startswith(text[: note.span.start])
        assert new.endswith(text[note.span.end :])


@given(FILES, st.text(max_size=30), st.none() | PLAIN)
def test_a_section_inserted_is_the_only_change(text: str, title: str, summary: str | None) -> None:
    before = reading(text)
    draft = Draft(
        ref=ArxivId("2401.00001"), title=title, summary=summary, abstract="a --> b\n<!-- c\n```\n$$"
    )
    try:
        new = insert_notes(text, before, [draft])
    except UsageError:
        return
    after = issue(new)
    assert len(after.notes) == len(before.issue.notes) + 1
    rest = [part for part in after.body if not (isinstance(part, Note) and part.ref == draft.ref)]
    assert said(tuple(rest)) == said(before.issue.body)
    assert _without_one_piece(new, text)


def _without_one_piece(new: str, text: str) -> bool:
    """Whether `text` is `new` with one piece taken out."""
    return any(new.startswith(text[:at]) and new.endswith(text[at:]) for at in range(len(text) + 1))


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<!---->",
        "`",
        "``a",
        "*",
        "#",
        "![",
        "[](a",
        "(from ",
        "1234.",
        "a-",
        "https://a ",
        "词",
        " ",
        "## a\n<!-- \n",
        "$$\n# x\n",
        "```\n\n",
        "`````x\n",
        "## 2304.02643\n",
        "## 推荐\n",
        "- 代码：x\n",
        "摘要：\n",
        "目录\n- a\n",
        "[a]: b\n",
    ],
)
@pytest.mark.parametrize("start", ["", "## ", "## 2304.02643\n\n", "# ArXiv Weekly Radiostation\n## NLP\n- "])
def test_fifty_kilobytes_of_anything_are_read(start: str, piece: str) -> None:
    text = start + piece * (50_000 // len(piece))
    assert reading(text).issue.key == KEY
