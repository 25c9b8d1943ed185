"""Whatever a file holds: a section moves whole or not at all, and every other line stays where it was."""

import re

from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import UsageError
from digestcli.issuefile import Moved, Place, lift, move_note, put_in, take_out
from digestcli.model.issue import Issue, Note
from tests.issue_texts import issue, reading
from tests.test_issuefile_properties import FILES

SECTIONS = [
    "## 2304.02643 甲\n\n摘要：甲一。\n\n推荐：甲二。\n\n<!-- 2304.02643\n## x\n\n---\n2304.02643 -->",
    "## 2209.14610v3\n\n摘要：乙[^1]。\n\n---\n\n又一段。\n\n[^1]: 注。",
    "## 题目丙\n\n- 作者：丙\n\n```\n# x\n---\n```",
    "##2303.18223\n推荐：丁。\n### 小标题\n1. 一\n2. 二",
    "## 论文 2：题目戊\n\n$$\n---\n$$\n\n![图](../figures/2023-W13/b.png)\n\n*图注*",
]
PARTS = [
    "# 视觉\n\n有的话。",
    "## 招聘",
    "# 编者后记",
    "# 备选",
    "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2205.11916",
]
GROUPS = ["# 视觉\n\n有的话。", "# 语言"]
GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\n \n", "\n\n---\n\n", "\n***\n"])
ENDS = st.sampled_from(["", "\n", "\n\n---\n"])
TOPS = st.sampled_from(
    ["---\ntitle: 题\n---", "\ufeff---\ntitle: 题\n---\n\n导语。", "# 题\n\n导语。\n\n---"]
)


@st.composite
def issues(draw: st.DrawFn) -> str:
    """A well-formed issue of a few papers, groups and a bench, its gaps of any kind."""
    papers = draw(st.permutations(SECTIONS))[: draw(st.integers(2, 5))]
    parts = draw(st.lists(st.sampled_from(PARTS), max_size=3, unique=True))
    pieces = [*papers, *parts] if draw(st.booleans()) else draw(st.permutations([*papers, *parts]))
    text = draw(TOPS) + "".join(draw(GAPS) + piece for piece in pieces) + draw(ENDS)
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def every(found: Issue) -> tuple[Note, ...]:
    return (*found.notes, *found.bench)


def lines(text: str) -> list[str]:
    """The lines of `text` but for blank ones and rules."""
    kept = (line.strip("\ufeff \t\r") for line in text.split("\n"))
    return [line for line in kept if line.strip() and not re.fullmatch(r"-{3,}|\*{3,}|_{3,}", line)]


def body(text: str, note: Note) -> str:
    """The section less the blank lines and rules at its end."""
    kept = note.span.of(text).split("\n")
    while not lines(kept[-1]):
        kept.pop()
    return "\n".join(kept).removesuffix("\r")


def numbered(text: str) -> list[tuple[str, Note | None]]:
    """The lines of `text`, each with the section it is in."""
    notes = sorted(every(issue(text)), key=lambda note: note.span)
    cut = [0, *(place for note in notes for place in (note.span.start, note.span.end)), len(text)]
    owners = [None, *(owner for note in notes for owner in (note, None))]
    pieces = zip(cut, cut[1:], owners, strict=False)
    return [(line, owner) for start, end, owner in pieces for line in lines(text[start:end])]


def around(text: str, note: Note) -> list[str]:
    return lines(text[: note.span.start]) + lines(text[note.span.end :])


def there(moved: Moved) -> Note:
    """The section that moved, where it is now."""
    found = issue(moved.text)
    return found.bench[-1] if moved.number is None else found.notes[moved.number - 1]


PLACES = st.sampled_from(["before", "behind", "bench", "last"])


def place(data: st.DataObject, found: Issue) -> Place:
    kind = data.draw(PLACES)
    if kind == "bench":
        return Place(on_bench=True)
    if kind == "last" or not found.notes:
        return Place()
    beside = data.draw(st.sampled_from(found.notes))
    return Place(before=beside) if kind == "before" else Place(behind=beside)


@given(issues() | FILES, st.data())
def test_a_section_that_moves_is_the_same_and_so_is_all_around_it(text: str, data: st.DataObject) -> None:
    before = reading(text)
    for note in every(before.issue):
        try:
            moved = move_note(text, before, note, place(data, before.issue))
        except UsageError:
            continue
        new, after = moved.text, there(moved)
        assert body(new, after) == body(text, note)
        assert around(new, after) in (around(text, note), [*around(text, note), "# 备选"])
        assert new.startswith("\ufeff") == text.startswith("\ufeff")


@given(issues() | FILES, issues() | FILES, st.data())
def test_between_two_issues_too(text: str, other: str, data: st.DataObject) -> None:
    before, target = reading(text), reading(other)
    for note in every(before.issue):
        try:
            moved = put_in(other, target, lift(text, before, note), place(data, target.issue))
            left = take_out(text, before, [note])
        except UsageError:
            continue
        new, after = moved.text, there(moved)
        assert body(new, after).replace("\r\n", "\n") == body(text, note).replace("\r\n", "\n")
        assert around(new, after) in (lines(other), [*lines(other), "# 备选"])
        assert lines(left) == around(text, note)
        assert left.startswith("\ufeff") == text.startswith("\ufeff")


@given(issues() | FILES, st.data())
def test_sections_go_whole_and_alone(text: str, data: st.DataObject) -> None:
    before = reading(text)
    notes = data.draw(st.permutations(every(before.issue)))
    going = notes[: data.draw(st.integers(0, len(notes)))]
    try:
        left = take_out(text, before, going)
    except UsageError:
        return
    kept = [line for line, note in numbered(text) if note not in going]
    assert lines(left) == kept


@given(st.permutations([*SECTIONS, *GROUPS]), st.sampled_from(["\n", "\r\n"]), st.data())
def test_where_gaps_are_alike_the_way_back_leads_to_the_same_bytes(
    pieces: list[str], newline: str, data: st.DataObject
) -> None:
    text = "\n\n".join(["---\ntitle: 题\n---\n\n导语。", *pieces, "# 编者后记"]).replace("\n", newline)
    at = data.draw(st.integers(0, len(pieces) - 1).filter(lambda at: pieces[at] in SECTIONS))
    below = pieces[at + 1] if at + 1 < len(pieces) else ""
    away = data.draw(st.sampled_from([piece for piece in SECTIONS if piece not in {pieces[at], below}]))
    if below not in SECTIONS:
        return  # no paper to stand before again
    there = moved(text, pieces[at], away)
    assert (there == text, moved(there, pieces[at], below)) == (False, text)


def moved(text: str, piece: str, before: str) -> str:
    """`text` with a section right before another one, both named by how they begin."""
    notes = {note.span.of(text)[:6]: note for note in issue(text).notes}
    return move_note(text, reading(text), notes[piece[:6]], Place(before=notes[before[:6]])).text
