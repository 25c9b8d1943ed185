"""Words with their looks become Markdown: looks that are alike are joined first, so that marks are few."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from digestcli.markup.escape import escaped
from digestcli.markup.flat import flat
from digestcli.values import dataclass

_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MARGIN = " \t\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"
_IN_ADDRESS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "`": "%60"}


@dataclass(frozen=True, slots=True)
class Look:
    """How some words look, and where they lead."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    script: str = ""  # "^" raised, "_" lowered: the words say so themselves
    address: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """Some words that look the same; `ready` ones are Markdown already."""

    words: str
    look: Look = PLAIN
    ready: bool = False


def rendered(runs: Sequence[Run]) -> str:
    """One line of Markdown that prints the words of all runs."""
    joined = list(_joined(_apart(list(_joined(_collapsed(runs))))))
    line = _linked(joined).strip(_MARGIN)
    if all(map(_is_plain, joined)):
        return line
    plain = _linked([replace(run, look=_without_stress(run.look)) for run in joined]).strip(_MARGIN)
    return line if flat(line) == flat(plain) else plain


def _without_stress(look: Look) -> Look:
    return replace(look, bold=False, italic=False)


def _apart(runs: Sequence[Run]) -> Iterator[Run]:
    """Stressed words that touch others stressed in another way are not slanted: marks would run together."""
    for place, run in enumerate(runs):
        before = runs[place - 1] if place else Run(" ")
        after = runs[place + 1] if place + 1 < len(runs) else Run(" ")
        touches = (_is_stressed(before) and not before.words[-1:].isspace()) or (
            _is_stressed(after) and not after.words[:1].isspace()
        )
        yield replace(run, look=replace(run.look, italic=False)) if touches and run.look.italic else run


def _is_plain(run: Run) -> bool:
    """Whether marks around the words work wherever they stand: those beside a letter always do."""
    bare = run.words.strip()
    return not _is_stressed(run) or (bare[:1].isalnum() and bare[-1:].isalnum())


def _is_stressed(run: Run) -> bool:
    return run.look.bold or run.look.italic


def address(said: str) -> str:
    """An address as it stands between brackets."""
    return "".join(_IN_ADDRESS.get(character, character) for character in said)


def _collapsed(runs: Sequence[Run]) -> Iterator[Run]:
    """Blanks as a browser shows them: one for many, none at the beginning."""
    was_blank = True
    for run in runs:
        words = run.words if run.ready else _BLANKS.sub(" ", run.words)
        if was_blank and not run.ready:
            words = words.lstrip(" ")
        if words:
            was_blank = words.endswith(" ")
            yield replace(run, words=words)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    for (look, ready), same in groupby(runs, key=lambda run: (run.look, run.ready)):
        if ready:
            yield from same
        else:
            yield Run("".join(run.words for run in same), look)


def _linked(runs: Sequence[Run]) -> str:
    """The runs as Markdown; neighbours that lead to one place are one link."""
    return "".join(
        _link(where, list(same)) for where, same in groupby(runs, key=lambda run: run.look.address)
    )


def _link(where: str, runs: Sequence[Run]) -> str:
    if not where or len(runs) < 2:
        return "".join(map(_rendered, runs))
    inside = "".join(_rendered(replace(run, look=replace(run.look, address=""))) for run in runs)
    bare = inside.strip()
    before, _bare, after = inside.partition(bare)
    return f"{before}[{bare}]({address(where)}){after}"


def _rendered(run: Run) -> str:
    look = run.look
    bare = run.words if run.ready else run.words.strip()
    if not bare:
        return run.words
    start = run.words.index(bare)
    before, after = run.words[:start], run.words[start + len(bare) :]
    inside = bare if run.ready else _code(bare) if look.code else escaped(bare)
    if look.address and not run.ready and look.address in {bare, f"https://{bare}", f"http://{bare}"}:
        return f"{before}<{address(look.address)}>{after}"
    if any(map(str.isalnum, bare)) and not run.ready:
        mark = "*" * (2 * look.bold + look.italic)
        inside = f"{mark}{inside}{mark}"
        inside = f"~~{inside}~~" if look.struck else inside
    if look.address:
        inside = f"[{inside}]({address(look.address)})"
    return f"{before}{inside}{after}"


def _code(words: str) -> str:
    ticks = "`" * (max((len(row) for row in re.findall("`+", words)), default=0) + 1)
    blank = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{ticks}{blank}{words}{blank}{ticks}"
