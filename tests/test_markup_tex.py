"""Titles and names in Unicode, and their source where Unicode has no words."""

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.markup.tex import to_unicode

SHARED = Path(__file__).resolve().parents[2] / "shared"

READ = {
    r"Poincar\'e": "Poincaré",
    r"Schr\"odinger": "Schrödinger",
    r"Schr\"{o}dinger": "Schrödinger",
    r"{\'E}cole": "École",
    r"Fran\c{c}ois and Fran\c cois": "François and François",
    r"\v{S}ime, \v Sime, Dvo\v{r}\'ak": "Šime, Šime, Dvořák",
    r"Erd\H{o}s": "Erdős",
    r"Garc{\'\i}a, Mart\'{\i}nez": "García, Martínez",
    r"S\o rensen, \O{}yvind, \L ukasz, Gro\ss": "Sørensen, Øyvind, Łukasz, Groß",
    r"\AA ngstr\"om": "Ångström",
    r"$\alpha$": "α",
    r"the rare $B^0_s\to\mu^+\mu^-$ decay": "the rare B⁰ₛ→μ⁺μ⁻ decay",
    r"NeRF$^{++}$": "NeRF⁺⁺",
    r"$\texttt{NeRF}^{++}$": "NeRF⁺⁺",
    r"$\mathbb{R}^{2k}$": "ℝ²ᵏ",
    r"$\mathcal{J}$-Invariant": "𝒥-Invariant",
    r"CO${_2}$": "CO₂",
    r"$O(n\log n)$ and $\sin\theta$": "O(n log n) and sin θ",
    r"$\epsilon$-greedy": "ϵ-greedy",
    r"$^{3}$He and ${}^{3}$He": "³He and ³He",
    r"$\bar{\nu}_e$ at $360^\circ$": "ν̄ₑ at 360°",
    r"$\not\in$ or $\notin$": "∉ or ∉",
    r"$\frac{1}{2}$ of $\sqrt{s}$, $\frac{a+b}{2}$": "1/2 of √s, (a+b)/2",
    r"$\sqrt{s}=13\,\mathrm{TeV}$": "√s=13 TeV",
    r"$x_{i,j}$ and $T_{\text{eff}}$": "x_{i,j} and T_{eff}",
    r"$\{0,1\}^n$ with $\left(x\right)$": "{0,1}ⁿ with (x)",
    r"$x^T$, $x^\mathrm{T}$, $x^\top$": "xᵀ, xᵀ, xᵀ",
    r"\(x^2\) and \[y_1\] and $$z$$": "x² and y₁ and z",
    r"$K^\pm$, $D^*$, $f'$": "K±, D*, f′",
    r"$ \Lambda $CDM": "ΛCDM",
    r"\textsc{NaVIDA}: \emph{fast}": "NaVIDA: fast",
    r"{\LaTeX} and {\it this}": "LaTeX and this",
    r"50\% of AT\&T, \$5, a\_b, \#1": "50% of AT&T, $5, a_b, #1",
    r"N \times M": "N × M",
    r"a $>$5$\sigma$ detection": "a >5σ detection",
    r"J0100$+$2802 at $\sim$6, $<$1 in $10$": "J0100+2802 at ∼6, <1 in 10",
    r"$\text{GPT}_4$ and $\mathrm{Sr}_2\mathrm{RuO}_4$": "GPT₄ and Sr₂RuO₄",
    r"$\log_2n$, $\sin^2\theta$, $\mathrm{Tr} X$": "log₂ n, sin² θ, Tr X",
    r"$\arg\max$, $\det A$, $\Pr[x]$": "arg max, det A, Pr[x]",
    r"$\overline{\text{MS}}$ and $\slashed{E}_T$": "M̅S̅ and E̸_T",
}
LEFT_ALONE = [
    "100% of it",
    "AT&T",
    "10_000",
    "x^2 and #1 ~ 5",
    "{GPU} Computing",
    "NeRF^{++}",
    "-- and ``quotes''",
    "from $5 to $6",
    "$5-$10",
    "US$5 and CA$ 7",
    "from -$5-+$7 to $10, or >$20",
    "a $ b",
    "$",
    "$$",
    "$$$",
    "\\",
    "C:\\data\\new",
    r"\name: a method",
    r"\ours{}: a method",
    r"a {\foo x} b",
    r"$\foo{x}+1$",
    r"$\underset{x}{y}$",
    r"$\hspace{1em}$",
    r"\cite{x} \today \input{/etc/passwd} \write18{ls}",
    r"$\begin{array}{c}a\end{array}$",
    r"Peter St\ütz",
    r"\'",
    r"\' e",
    r"$x^$",
    r"${x$",
    r"$x}$",
    r"\textsc{x",
    r"\textsc",
    r"\(x",
    r"$\left$",
    r"$\overline{a+b}$",
]


@pytest.mark.parametrize(("tex", "text"), READ.items())
def test_tex_becomes_unicode(tex: str, text: str) -> None:
    assert to_unicode(tex) == text


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_no_tex_or_unknown_is_shown_as_it_is(text: str) -> None:
    assert to_unicode(text) == text


def test_an_unbalanced_brace_does_not_hide_the_formula_after_it() -> None:
    title = "Elativistic treatment in}$D$ - Dimensions"
    assert to_unicode(title) == "Elativistic treatment in}D - Dimensions"


def test_one_unknown_formula_leaves_the_others_readable() -> None:
    assert to_unicode(r"$\alpha$ and $\foo$ and $\beta$") == r"α and $\foo$ and β"


@pytest.mark.parametrize(
    "bit",
    [
        "{",
        "}",
        "$",
        "\\",
        "$x",
        "^",
        "{\\'",
        "$\\frac",
        "\\textsc{",
        "$x^{",
        "\\(",
        "\\'{",
        "$$",
        "{$",
        "\\a{\\'e}",
    ],
)
@pytest.mark.parametrize("times", [30, 3_000])
def test_hostile_tex_comes_back_with_its_letters(bit: str, times: int) -> None:
    assert isinstance(to_unicode(bit * times), str)
    assert to_unicode(bit * times + " words").endswith("words")


@given(st.text())
def test_nothing_ever_raises(text: str) -> None:
    to_unicode(text)


@given(st.lists(st.sampled_from([*"${}^_ ab1'~%&()[]", r"\alpha ", r"\mathbf"])).map("".join))
def test_no_letter_or_digit_of_a_formula_is_lost(text: str) -> None:
    letters = re.sub(r"\\[a-z]+", "", text)
    assert _letters(to_unicode(text)) >= _letters(letters)


@given(st.text(st.characters(exclude_characters="\\$")))
def test_text_without_tex_is_the_very_same(text: str) -> None:
    assert to_unicode(text) is text


def test_accents_need_no_table_of_symbols() -> None:
    code = (
        "import sys; from digestcli.markup.tex import to_unicode;"
        r"assert to_unicode(r'Poincar\'e $x^2$ \textsc{a}') == 'Poincaré x² a';"
        "assert 'pylatexenc' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_real_titles_keep_no_formula_as_source() -> None:
    records = SHARED / "records" / "cs-2601.jsonl.gz"
    if not records.exists():
        pytest.skip("needs the shared records of real titles")
    with gzip.open(records, "rt", encoding="utf-8") as lines:
        titles = [json.loads(line)["title"] for line in lines]
    formulas = [title for title in titles if "$" in title]
    assert len(formulas) > 20
    assert [title for title in formulas if "$" in to_unicode(title)] == []


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
