"""Lines end where Chinese may be broken, and nowhere else."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.cells import cell_len

from digestcli.markup.linebreak import break_lines

CLOSERS = "，。、；：？！）」』》”’…"
OPENERS = "（「『《“‘"
MIXED = st.text(
    st.sampled_from("模型的很好，。、；：？！）」』》”（「『《“ab1 .-é—…\n")
    | st.sampled_from("GPTx0\u3000😀한\u0301")
)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in break_lines(text, width, cell_len)]


@pytest.mark.parametrize(
    ("text", "width", "broken"),
    [
        ("分割一切模型", 8, ["分割一切", "模型"]),
        ("分割一切，模型", 8, ["分割一", "切，模型"]),
        ("分割一「切」模型", 8, ["分割一", "「切」模", "型"]),
        ("分割（切）模", 6, ["分割", "（切）", "模"]),
        ("发布了 GPT-4 模型", 8, ["发布了", "GPT-4 模", "型"]),
        ("发布GPT-4模型", 8, ["发布", "GPT-4模", "型"]),
        ("他说——是的", 5, ["他说", "——是", "的"]),
        ("他说……是的", 5, ["他", "说……", "是的"]),
        ("it’s “so” it’s", 7, ["it’s", "“so”", "it’s"]),
        ("提升 5.31%，很多", 10, ["提升", "5.31%，很", "多"]),
        ("用了 3 GB 显存", 6, ["用了", "3 GB", "显存"]),
        ("共 2023年4月", 8, ["共", "2023年", "4月"]),
        ("共38,431个样本", 8, ["共", "38,431个", "样本"]),
        ("Imani 、Liang", 9, ["Imani 、", "Liang"]),
        ("（ 见图）", 4, ["（", "见", "图）"]),
        ('说"好"吗', 5, ["说", '"好"', "吗"]),
        ("see the .NET case", 8, ["see the", ".NET", "case"]),
        ("internationalization", 10, ["internatio", "nalization"]),
        ("见：https://arxiv.org/abs", 10, ["见：", "https://arxiv.org/abs"]),
        (
            "（见 https://arxiv.org/abs/math/0211159）。",
            8,
            ["（见", "https://arxiv.org/abs/math/0211159）。"],
        ),
        ("arXiv:2304.02643v1 和 me@example.org", 8, ["arXiv:2304.02643v1", "和", "me@example.org"]),
        ("一段\n又一段\n", 20, ["一段", "又一段", ""]),
        ("", 10, [""]),
        ("   ", 10, [""]),
        ("end   next", 4, ["end", "next"]),
        ("旗🇨🇳🇨🇳", 4, ["旗", "🇨🇳🇨🇳"]),
        ("한국어", 4, ["한국", "어"]),
    ],
)
def test_a_line_ends_where_it_may(text: str, width: int, broken: list[str]) -> None:
    assert lines(text, width) == broken


@given(MIXED | st.text(), st.integers(1, 40))
def test_only_blanks_are_lost(text: str, width: int) -> None:
    cuts = break_lines(text, width, cell_len)
    at = 0
    for start, end in cuts:
        assert start <= end
        assert text[at:start].strip(" \t\u3000\n") == ""
        at = end
    assert text[at:].strip(" \t\u3000\n") == ""


@given(MIXED, st.integers(2, 40))
def test_no_line_is_too_wide(text: str, width: int) -> None:
    assume(not any(c in text for c in "\u0301"))  # a run of accents is one character, however long
    assert all(cell_len(line) <= width for line in lines(text, width))


ADDRESSES = (
    "https://github.com/facebookresearch/segment-anything",
    "2304.02643v12",
    "cond-mat.mes-hall/9812133",
)


@given(MIXED, st.sampled_from(ADDRESSES), MIXED, st.integers(1, 200))
def test_an_address_and_an_id_stay_in_one_piece(before: str, whole: str, after: str, width: int) -> None:
    assert any(whole in line for line in lines(f"{before}{whole}{after}", width))


PHRASES = st.tuples(
    st.sampled_from(["", "", "（", "“", "「"]),
    st.sampled_from(["模", "型", "大模型", "GPT", "1", "SAM 2", "5%"]),
    st.sampled_from(["", "", "，", "」", "”", "！", "。"]),
    st.sampled_from(["", " "]),
).map("".join)


@given(st.lists(PHRASES), st.integers(6, 40))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(
    phrases: list[str], width: int
) -> None:
    broken = lines("".join(phrases).strip(), width)
    assert not [line for line in broken[1:] if line.startswith(tuple(CLOSERS))]
    assert not [line for line in broken[:-1] if line.endswith(tuple(OPENERS))]
