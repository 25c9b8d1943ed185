"""A line of a radio list is put in, taken out or moved, and not one byte beside it changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.errors import UsageError
from digestcli.issuefile import NewPick, insert_picks, move_pick, remove_picks
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Pick, RadioList
from digestcli.model.publication import Publication
from tests.generated import many
from tests.issue_texts import PLAIN, issue, reading

STATION = "# ArXiv Weekly Radiostation\n\n## NLP\n"
TREE, STEPS = ArxivId("2305.10601"), ArxivId("2205.11916")
NEW = [NewPick(TREE, "Tree of Thoughts"), NewPick(STEPS, names=("A B", "C"))]
FIRST, SECOND = "2305.10601 Tree of Thoughts", "2205.11916 (from A B, C)"


def put(text: str, at: int | None = None, name: str = "NLP", publication: Publication = PLAIN) -> str:
    return insert_picks(text, reading(text, publication), name, NEW, at)


def lists(text: str) -> list[RadioList]:
    radio = issue(text).radio
    return list(radio.lists) if radio else []


def ours(text: str) -> list[Pick]:
    refs = {new.ref for new in NEW}
    return [pick for each in lists(text) for pick in each.picks if pick.ref in refs]


def refs(text: str, name: str = "NLP") -> list[str]:
    return [str(pick.ref) for each in lists(text) if each.name == name for pick in each.picks]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n## CV\n\n- 2304.02643\n", "\n\n---\n\n# 编者后记\n"])
@pytest.mark.parametrize(
    ("body", "at", "expected"),
    [
        ("\n- 2304.01373", None, f"\n- 2304.01373\n- {FIRST}\n- {SECOND}"),
        ("\n- 2304.01373", 0, f"\n- {FIRST}\n- {SECOND}\n- 2304.01373"),
        ("\n* 2304.01373\n* 2304.03277", 1, f"\n* 2304.01373\n* {FIRST}\n* {SECOND}\n* 2304.03277"),
        ("\n　　- 2304.01373", None, f"\n　　- 2304.01373\n　　- {FIRST}\n　　- {SECOND}"),
        ("\n2304.01373", None, f"\n2304.01373\n{FIRST}\n{SECOND}"),
        ("\n9) 2304.01373", None, f"\n9) 2304.01373\n10) {FIRST}\n11) {SECOND}"),
        ("\n1. 2304.01373\n1. 2304.03277", 1, f"\n1. 2304.01373\n1. {FIRST}\n1. {SECOND}\n1. 2304.03277"),
        ("\n1. 2304.01373\n2. 2304.03277", 1, f"\n1. 2304.01373\n2. {FIRST}\n3. {SECOND}\n2. 2304.03277"),
        (
            "\n08. 2304.01373\n09. 2304.03277",
            2,
            f"\n08. 2304.01373\n09. 2304.03277\n10. {FIRST}\n11. {SECOND}",
        ),
        ("\n1） 2304.01373", 1, f"\n1） 2304.01373\n2） {FIRST}\n3） {SECOND}"),
        ("\n01. 2304.01373", 1, f"\n01. 2304.01373\n02. {FIRST}\n03. {SECOND}"),
        ("\n1. 2304.01373\n2. 2304.03277", 0, f"\n1. {FIRST}\n2. {SECOND}\n1. 2304.01373\n2. 2304.03277"),
        (
            "\n- 2304.01373\n\n- 2304.03277",
            None,
            f"\n- 2304.01373\n\n- 2304.03277\n\n- {FIRST}\n\n- {SECOND}",
        ),
        ("\n- 音频：x.mp3", None, f"\n- 音频：x.mp3\n- {FIRST}\n- {SECOND}"),
        ("\n音频：x.mp3", None, f"\n音频：x.mp3\n\n- {FIRST}\n- {SECOND}"),
        ("\n* 音频：x.mp3\n\n前言。", None, f"\n* 音频：x.mp3\n\n前言。\n\n* {FIRST}\n* {SECOND}"),
        ("\n前言。\n- 2304.01373\n后记。", None, f"\n前言。\n- 2304.01373\n- {FIRST}\n- {SECOND}\n后记。"),
        ("\n- 2304.01373\n  一句话。", None, f"\n- 2304.01373\n  一句话。\n- {FIRST}\n- {SECOND}"),
        ("\n- 2304.01373 <!-- 待\n定 -->", None, f"\n- 2304.01373 <!-- 待\n定 -->\n- {FIRST}\n- {SECOND}"),
        (
            "\n<!-- 新 -->- 2304.01373\n\n[a]: b",
            0,
            f"\n- {FIRST}\n- {SECOND}\n<!-- 新 -->- 2304.01373\n\n[a]: b",
        ),
    ],
)
def test_lines_go_where_they_are_put_and_away_again(
    body: str, at: int | None, expected: str, end: str, newline: str
) -> None:
    text, new = (f"\ufeff{STATION}{each}{end}".replace("\n", newline) for each in (body, expected))
    assert put(text, at) == new
    assert remove_picks(new, reading(new), ours(new)) == text


@pytest.mark.parametrize("end", ["", "\n## CV\n", "\n\n---\n\n# 完\n"])
def test_an_empty_list_is_filled_and_emptied(end: str) -> None:
    text = STATION + end if end else STATION.rstrip()
    new = put(text)
    assert f"## NLP\n\n- {FIRST}\n- {SECOND}" in new
    assert remove_picks(new, reading(new), ours(new)) == text


OPENED = f"\n\n- {FIRST}\n- {SECOND}\n"
RADIO = "# ArXiv Weekly Radiostation"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: 题\n---\n", f"---\ntitle: 题\n---\n\n{RADIO}\n\n## CV{OPENED}"),
        ("## 2201.11903\n\n## 招聘\n", f"## 2201.11903\n\n## 招聘\n\n{RADIO}\n\n## CV{OPENED}"),
        (
            "## 2201.11903\n\n---\n\n# 编者后记\n\n下周见。\n",
            f"## 2201.11903\n\n{RADIO}\n\n## CV{OPENED}\n---\n\n# 编者后记\n\n下周见。\n",
        ),
        (
            "# 视觉\n\n## 2201.11903\n\n# 备选\n\n## 2304.02643\n",
            f"# 视觉\n\n## 2201.11903\n\n{RADIO}\n\n## CV{OPENED}\n# 备选\n\n## 2304.02643\n",
        ),
        (f"{RADIO}\n\n前言。\n", f"{RADIO}\n\n前言。\n\n## CV{OPENED}"),
        (f"{RADIO}\n\n## ML\n", f"{RADIO}\n\n## CV{OPENED}\n## ML\n"),
        (f"{RADIO}\n\n## NLP\n\n## 其他\n", f"{RADIO}\n\n## NLP\n\n## CV{OPENED}\n## 其他\n"),
        (
            f"{RADIO}\n\n## NLP\n\n## ML\n\n---\n\n# 完\n",
            f"{RADIO}\n\n## NLP\n\n## CV{OPENED}\n## ML\n\n---\n\n# 完\n",
        ),
        (f"{RADIO}\n\n## 其他\n", f"{RADIO}\n\n## 其他\n\n## CV{OPENED}"),
    ],
)
def test_a_list_that_is_not_there_opens_in_the_order_of_the_publication(text: str, expected: str) -> None:
    assert put(text, name="CV") == expected


def test_the_part_opens_under_the_publications_own_name() -> None:
    own = Publication(radio_heading="电台", radio_from="来自")
    new = put("# 题\n\n导语。\n", publication=own)
    assert new == f"# 题\n\n导语。\n\n# 电台\n\n## NLP\n\n- {FIRST}\n- {SECOND.replace('from', '来自')}\n"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Tree of Thoughts", "- 2305.10601 Tree of Thoughts"),
        ("On 1706.03762", "- 2305.10601"),
        ("Agents (from A)", "- 2305.10601"),
        ("<!-- x", "- 2305.10601"),
        ("", "- 2305.10601"),
    ],
)
def test_a_title_that_would_be_read_as_more_is_left_out(title: str, written: str) -> None:
    new = insert_picks(STATION, reading(STATION), "NLP", [NewPick(TREE, title)])
    assert new == f"{STATION}\n{written}\n"


@pytest.mark.parametrize("name", ["A (B)", "A, B", "", "<!-- A", "（甲）", "A\x1b[31mB", "A\u202eB"])
def test_names_that_cannot_be_read_back_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be read back"):
        insert_picks(STATION, reading(STATION), "NLP", [NewPick(TREE, names=(name,))])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"## 2305.10601\n\n{STATION}", "2305.10601 is in"),
        (f"{STATION}\n## CV\n- 2205.11916v2\n", "2205.11916 is in"),
        (f"<<<<<<< ours\n{STATION}", "conflict"),
        (f"{STATION}\n```\n", "never closed"),
    ],
)
def test_what_is_there_or_not_whole_is_not_touched(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        put(text)


@pytest.mark.parametrize(
    "body", ["\n- 2304.01373\n  它的话。\n- 2304.03277\n", "\n- 2304.01373\n　　它的话。\n"]
)
def test_a_paper_does_not_leave_its_words_behind(body: str) -> None:
    text = STATION + body
    with pytest.raises(UsageError, match="line 6: these words belong to the paper above them"):
        remove_picks(text, reading(text), lists(text)[0].picks[:1])


def test_half_a_comment_is_not_taken_along() -> None:
    text = f"{STATION}\n- 2304.01373 <!-- 待\n定 -->\n- 2304.03277\n"
    with pytest.raises(UsageError):
        remove_picks(text, reading(text), lists(text)[0].picks[:1])


def moved(text: str, ref: str, name: str, at: int | None = None) -> str:
    pick = next(pick for each in lists(text) for pick in each.picks if str(pick.ref) == ref)
    return move_pick(text, reading(text), pick, name, at)


def test_a_line_moves_whole_and_keeps_its_number() -> None:
    line = "2. [Koala](https://arxiv.org/abs/2304.03277) <!-- 再看 -->"
    text = f"{STATION}\n1. 2304.01373\n{line}\n3. 2305.10601\n"
    up = moved(text, "2304.03277", "NLP", 0)
    assert up == f"{STATION}\n{line}\n1. 2304.01373\n3. 2305.10601\n"
    assert moved(up, "2304.03277", "NLP", 1) == text
    assert moved(text, "2304.03277", "NLP", 1) == text
    other = moved(text, "2304.03277", "CV")
    assert other == f"{STATION}\n1. 2304.01373\n3. 2305.10601\n\n## CV\n\n{line}\n"


PIECES = st.sampled_from(
    ["- {}", "* {} 甲（乙、丙）", "1. {}", "2. [x y](https://arxiv.org/abs/{})", "　　- {} <!-- 注 -->", "{}"]
)
BETWEEN = st.sampled_from(
    [
        "",
        "",
        "\n",
        "\n前言。\n",
        "<!-- 2304.99999\n- x -->\n",
        "  缩进的话\n",
        "```\n- 2304.11111\n```\n",
        "---\n",
    ]
)
IDS = ["2304.01373", "2304.03277", "2304.02643", "hep-th/9901001", "2303.18223"]


@st.composite
def stations(draw: st.DrawFn) -> str:
    """Two lists of a few papers each, with whatever may stand between them."""
    ids = iter(draw(st.permutations(IDS)))
    written = []
    for name, number in (("NLP", draw(st.integers(1, 3))), ("CV", draw(st.integers(0, 2)))):
        picks = [f"{draw(BETWEEN)}{draw(PIECES).format(next(ids))}\n" for _place in range(number)]
        audio = draw(st.sampled_from(["", "- 音频：a.mp3（1:00）\n"]))
        written.append(f"## {name}\n{draw(BETWEEN)}{audio}{''.join(picks)}{draw(BETWEEN)}")
    end = draw(st.sampled_from(["", "\n# 编者后记\n\n下周见。\n"]))
    text = f"# 题\n\n导语。\n\n{RADIO}\n\n{''.join(written)}{end}"
    text = text.rstrip("\n") if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def written(text: str) -> list[str]:
    return [line.strip("\ufeff\r") for line in text.split("\n") if line.strip("\ufeff \t\r")]


@settings(max_examples=many(30))
@given(stations(), st.data())
def test_what_is_put_in_and_taken_out_again_leaves_the_same_bytes(text: str, data: st.DataObject) -> None:
    for name in ("NLP", "CV"):
        at = data.draw(st.integers(0, len(refs(text, name))))
        new = put(text, at, name)
        assert refs(new, name)[at : at + 2] == [str(TREE), str(STEPS)]
        assert [line for line in written(new) if not line.endswith((FIRST, SECOND))] == written(text)
        back = remove_picks(new, reading(new), ours(new))
        assert (back == text) if refs(text, name) else (written(back) == written(text))


@settings(max_examples=many(30))
@given(stations(), st.data())
def test_a_line_that_moves_is_the_same_and_so_is_every_other(text: str, data: st.DataObject) -> None:
    ref = data.draw(st.sampled_from(refs(text) + refs(text, "CV")))
    name = data.draw(st.sampled_from(["NLP", "CV"]))
    others = [each for each in refs(text, name) if each != ref]
    at = data.draw(st.integers(0, len(others)))
    try:
        new = moved(text, ref, name, at)
    except UsageError as fault:
        assert "belong to the paper above" in fault.message  # noqa: PT017 - else it moves
        return
    assert refs(new, name) == [*others[:at], ref, *others[at:]]
    line = next(each for each in written(text) if ref in each)
    assert [each for each in written(new) if each != line] == [each for each in written(text) if each != line]
    assert written(new).count(line) == 1
