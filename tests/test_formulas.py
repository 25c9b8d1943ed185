"""Formulas on their way to whoever can show them."""

import pytest

from digestcli.markup.element import el, to_html
from digestcli.markup.fences import fenced
from digestcli.markup.html import facts
from digestcli.markup.mathml import mathml


@pytest.mark.parametrize("written", ["$x^2$", "$$x^2$$", r"\(x^2\)", r"\[x^2\]"])
def test_a_formula_in_a_title_comes_without_its_dollars(written: str) -> None:
    assert facts(f"On {written} again") == ("On ", el("formula", "x^2", display="inline"), " again")


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"\left( x \right]", '<mfenced open="(" close="]"><mi>x</mi></mfenced>'),
        (r"\left. x \right|", '<mfenced open="" close="|"><mi>x</mi></mfenced>'),
        (r"\begin{pmatrix} a \end{pmatrix}", '<mfenced open="(" close=")"><mtable>'),
        (r"\begin{cases} a & b \end{cases}", '<mfenced open="{" close=""><mtable>'),
        (r"\binom{n}{k}", '<mfenced open="(" close=")"><mfrac linethickness="0">'),
        (r"a \not= b", "<mi>a</mi><mo>≠</mo><mi>b</mi>"),
        ("(x)", '<mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo>'),
    ],
)
def test_brackets_that_stretch_are_put_round_what_they_hold(tex: str, wanted: str) -> None:
    assert wanted in to_html(fenced(mathml(el("formula", tex, display="inline"))))


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", '<mtd columnalign="right"><mi>a</mi></mtd>'),
        (r"\begin{gathered} a \\ b \end{gathered}", "<mtr><mtd><mi>a</mi></mtd></mtr>"),
        (r"\begin{dcases} a \end{dcases}", '<mo stretchy="true" fence="true" form="prefix">{</mo>'),
        (r"\operatorname{ab}", '<mi mathvariant="normal">a</mi><mi mathvariant="normal">b</mi>'),
    ],
)
def test_what_the_reader_of_tex_has_no_name_for_has_another(tex: str, wanted: str) -> None:
    assert wanted in to_html(mathml(el("formula", tex, display="block")))
