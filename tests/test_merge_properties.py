"""Whatever two editors do: what comes out is right, or it is marked; and nothing anybody wrote is lost.

The oracle knows nothing of blocks and lines: it compares what is read in the four texts, paper by paper.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from digestcli.issuefile.merging import merge
from digestcli.issuefile.proof import said
from digestcli.model.issue import Issue, Note
from tests.issue_texts import faults, issue
from tests.test_issuefile_properties import STRUCTURE

WORD = st.integers(0, 9999).map("词{}。".format)
WORDS = st.lists(WORD, max_size=3).map("\n\n".join)
IDS = [f"2304.0{number:04}" for number in range(1, 9)]
ASIDE = [
    "",
    "\n```\n## 2304.09999\n推荐：代码\n```\n",
    "\n<!-- 附注\n## 2304.09998\n-->\n",
    "\n---\n",
    "\n[a]: b\n",
]


@st.composite
def sections(draw: st.DrawFn, name: str) -> str:
    fields = draw(st.sampled_from(["", "- 代码：x\n\n", "- 作者：甲\n- 密码：1\n\n"]))
    labelled = [f"摘要：{draw(WORDS)}\n", f"推荐：{draw(WORDS)}\n"]
    aside = draw(st.sampled_from(ASIDE))
    return f"## {name}\n\n{fields}" + "\n".join(draw(st.permutations(labelled))) + aside


HEADS = st.sampled_from(
    ["", "---\ntitle: 题\n---\n\n", "---\ntitle: 题\nnumber: 1\nsponsor: 无\n---\n\n", "# 题\n\n"]
)
TAILS = [
    "",
    "\n# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.01373\n- 2304.01374\n",
    "\n# 编者后记\n\n下周见。\n",
    "\n# 备选\n\n## 2304.01375\n",
]


@st.composite
def pieces(draw: st.DrawFn) -> list[str]:
    """An issue in pieces: the head, the papers, what follows them."""
    names = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=5))
    papers = [draw(sections(name)) for name in names]
    lead = draw(st.sampled_from(["", "导语。\n\n", "导语。\n\n第二段。\n\n"]))
    return [draw(HEADS) + lead, *papers, *draw(st.lists(st.sampled_from(TAILS[1:]), unique=True, max_size=2))]


@st.composite
def edited(draw: st.DrawFn, old: list[str]) -> list[str]:
    """What an editor makes of it: some of the things editors do."""
    new = list(old)
    for _step in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(new) - 1))
        match draw(st.sampled_from(["write", "write", "add", "add", "delete", "move", "line", "end"])):
            case "write":
                label = draw(
                    st.sampled_from(["摘要：", "推荐：", "导语。", "title: ", "- 2304.01373", "词1"])
                )
                new[at] = new[at].replace(label, label + draw(WORDS), 1)
            case "add":
                new.insert(at + 1, draw(sections(draw(st.sampled_from(IDS)))))
            case "delete" if at:
                del new[at]
            case "move" if at:
                new.insert(draw(st.integers(1, len(new) - 1)), new.pop(at))
            case "line":
                lines = new[at].split("\n")
                lines[draw(st.integers(0, len(lines) - 1))] = draw(WORD | st.sampled_from(STRUCTURE))
                new[at] = "\n".join(lines)
            case _:
                new[-1] += draw(st.sampled_from(["- 2304.01376\n", "\n[a]: c\n", "\n\n", "尾。"]))
    return new


@st.composite
def three(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text and two others made of it, each with its own habits."""
    old = draw(pieces())
    texts = ["\n".join(each) for each in (old, draw(edited(old)), draw(edited(old)))]
    if draw(st.integers(0, 9)) == 0:
        texts[0] = ""
    at = draw(st.integers(0, 11))
    if at < 3:
        texts[at] = draw(
            st.sampled_from([texts[at].replace("\n", "\r\n"), texts[at].rstrip("\n"), "\ufeff" + texts[at]])
        )
    return texts[0], texts[1], texts[2]


ANYTHING = st.lists(st.lists(st.sampled_from(STRUCTURE) | WORD, max_size=3).map("".join), max_size=12)


@st.composite
def three_of_anything(draw: st.DrawFn) -> tuple[str, str, str]:
    """Lines of anything, and two versions in which some are gone and others have come."""
    old = draw(ANYTHING)
    texts = ["\n".join(old)]
    for _side in range(2):
        new = list(old)
        for _step in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(new)))
            new[at : at + draw(st.integers(0, 4))] = draw(ANYTHING)
        texts.append("\n".join(new))
    return texts[0], texts[1], texts[2]


def _lines(text: str) -> Counter[str]:
    return Counter(line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n") if line.strip())


def _papers(found: Issue) -> dict[str, Note]:
    """In the order of the file."""
    notes = sorted((*found.notes, *found.bench), key=lambda note: note.span)
    return {str(note.ref.bare): note for note in notes if note.ref}


def _settled(base: object, ours: object, theirs: object) -> list[object]:
    """What may come of a thing: one answer unless both changed it."""
    if theirs in (base, ours):
        return [ours]
    return [theirs] if ours == base else []


def _said(found: Issue, note: Note | None) -> dict[str, object]:
    if note is None:
        return {}
    names = ("ref", "title", "fields", "summary", "recommendation")
    return {name: said(getattr(note, name)) for name in names} | {"bench": note in found.bench}


def _wrongs(base: Issue, ours: Issue, theirs: Issue, merged: Issue) -> Iterable[str]:
    """What a clean merge says otherwise than whoever changed it."""
    for name in ("title", "number", "lead"):
        right = _settled(*(said(getattr(each, name)) for each in (base, ours, theirs)))
        if right and said(getattr(merged, name)) not in right:
            yield name
    texts = (base, ours, theirs, merged)
    papers = [_papers(each) for each in texts]
    for paper in {*papers[1], *papers[2], *papers[3]}:
        old, first, second, new = (
            _said(each, found.get(paper)) for each, found in zip(texts, papers, strict=True)
        )
        if bool(new) not in _settled(bool(old), bool(first), bool(second)):
            yield f"{paper} is there or not"
        for part in new:
            right = _settled(old.get(part), first.get(part), second.get(part))
            if right and new[part] not in right:
                yield f"{paper} {part}"
    orders = [list(each) for each in papers]
    common = set(orders[0]) & set(orders[1]) & set(orders[2]) & set(orders[3])
    for pair in combinations(sorted(common), 2):
        old_order, first_order, second_order, new_order = ([p for p in each if p in pair] for each in orders)
        if new_order not in _settled(old_order, first_order, second_order):
            yield f"order of {pair}"


def check(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    found = [rule.split()[1] for rule in faults(merged.text)]
    told = found.count("conflict")
    if merged.conflicts:
        assert told >= 1
    lost = (_lines(ours) | _lines(theirs)) - _lines(base) - _lines(merged.text)
    assert not lost, lost
    if merged.conflicts or ours == theirs or base in (ours, theirs):
        return
    texts = [
        issue(text.removeprefix("\ufeff").replace("\r\n", "\n")) for text in (base, ours, theirs, merged.text)
    ]
    wrongs = list(_wrongs(*texts))
    assert not wrongs, (wrongs, merged.text)
    again = merge(base, theirs, ours)
    assert not again.conflicts


@given(three())
def test_what_two_editors_make_of_an_issue_is_right_or_marked(texts: tuple[str, str, str]) -> None:
    check(*texts)


@given(three_of_anything())
def test_what_two_people_make_of_any_text_is_right_or_marked(texts: tuple[str, str, str]) -> None:
    check(*texts)
