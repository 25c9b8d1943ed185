"""Formulas in an article: words where words will do, drawn where they will not, never over the limit."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli.exporters.account.article import MOST
from digestcli.exporters.account.formula import cost, drawn, wants_drawing
from digestcli.exporters.account.outline import Outline
from digestcli.markup.element import el, to_html
from tests.generated import many
from tests.test_email import digest_of
from tests.test_wechat import board, faults, pasted

SAFE = re.compile(
    r'<svg xmlns="http://www.w3.org/2000/svg" width="[\d.]+" height="[\d.]+" viewBox="[\d -]+" '
    r'style="vertical-align:-?[\d.]+px"><path d="[mlqcz\d -]+" fill="currentColor"></path></svg>'
)


def test_what_unicode_says_stays_words_and_what_it_cannot_is_drawn() -> None:
    text = "# 题\n\n$E=mc^2$ 与 $\\Omega_M$ 与 $\\text{汉字}_M$。\n\n$$\na+b\n$$\n"
    made = pasted(digest_of(text))
    assert "E=mc² 与  与 汉字_M。" in board(made).words
    html = "".join(map(to_html, made.preview()))
    assert len(SAFE.findall(html)) == html.count("<svg") == 2
    assert faults(made) == []


@pytest.mark.parametrize("tex", ["", "\\frac", "\\alpha_{", "{" * 300, "x" * 3000, "\\text{汉}", "\\left("])
def test_tex_that_cannot_be_drawn_is_not(tex: str) -> None:
    formula = el("formula", tex, display="block")
    assert drawn(formula) is None
    assert cost(formula) == 0


def test_without_the_extra_they_are_unicode_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ziamath", None)  # as if it were not installed
    made = pasted(digest_of("# 题\n\n$\\Omega_M$ 与\n\n$$\na+b\n$$\n"))
    assert "Ω_M 与a+b" in board(made).words
    assert faults(made) == ["formulas in Unicode that could be drawn: 2; pip install 'digestcli[wechat]'"]


def test_brackets_around_a_sum_are_of_a_size_with_it() -> None:
    made = drawn(el("formula", r"\left(\sum_i x_i\right)^2", display="block"))
    assert made is not None
    assert float(made.get("height")) < 60


def test_formulas_are_drawn_while_there_is_room_those_first_that_unicode_says_worst() -> None:
    lines = "\n\n".join(f"$\\Omega_{{M{number}}} + \\Lambda_{{N}}$" for number in range(30))
    worst = "$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$"
    made = pasted(digest_of(f"# 题\n\n导语。\n\n{lines}\n\n{worst}\n"))
    assert 18_000 < len(made.uploaded()) < MOST
    assert any("pmatrix" in each for each in made.drawn)
    assert 1 < len(made.drawn) < 31
    (said,) = faults(made)
    assert said == f"formulas in Unicode for want of room: {31 - len(made.drawn)}"


TEX = st.lists(
    st.sampled_from([
        *"abx12+-=()[]{}^_&|<>\"'", "\\frac", "\\sqrt", "\\sum", "\\left", "\\right", "\\text{", "\\href{x}",
        "\\\\", "汉",
        "\\begin{matrix}", "\\end{matrix}", "\\mathbb{R}", "\\id{x}", "\\style{color:red}", "\\unknown", " ",
        "\\overline",
        "\\overbrace", "\\xrightarrow", "\\tag{1}", "\\color{red}", "\\hspace{9999em}", "\\boxed",
    ]),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=many(80), deadline=None)
@given(TEX, st.sampled_from(["inline", "block"]))
def test_whatever_tex_it_is_a_drawing_is_one_path(tex: str, display: str) -> None:
    formula = el("formula", tex, display=display)
    wants_drawing(formula)
    made = drawn(formula)
    assert made is None or SAFE.fullmatch(to_html(made))


def test_an_outline_says_the_same_points_in_fewer_characters() -> None:
    outline = Outline()
    outline.path("M 1 1 L 1 1 L 2 1 Q 2.5 1.01 3 1 Q 4 2 3 3 Z ")
    outline.box(0, 0, 1, 0.5)
    assert str(outline) == "m8 8l8 0 8 0q8 8 0 16zm-8-8l8 0 0 4-8 0z"
    for foreign in ("M 1 1 A 1 1 0 0 0 2 2", "M 1", "1 1", "M 1 1 url(x)"):
        with pytest.raises(ValueError, match=r".*"):
            Outline().path(foreign)
