"""Formulas on their way to whoever can show them."""

import pytest

from digestcli.markup.element import el
from digestcli.markup.html import facts


@pytest.mark.parametrize("written", ["$x^2$", "$$x^2$$", r"\(x^2\)", r"\[x^2\]"])
def test_a_formula_in_a_title_comes_without_its_dollars(written: str) -> None:
    assert facts(f"On {written} again") == ("On ", el("formula", "x^2", display="inline"), " again")
