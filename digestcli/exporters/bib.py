r"""The papers of an issue for BibTeX and biber, in UTF-8.

Nothing of a title or a name can end its field: braces always come in pairs, and what TeX obeys is escaped.
Formulas stay TeX where every macro in them is known; capitals are kept in braces, or a style would lose them.
"""

import re
from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.markup.citing import Citation, citations
from digestcli.markup.plain import one_line
from digestcli.markup.tex import pieces
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# An escaped brace counts as a brace to BibTeX, which would look for its partner: they are named instead.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#_$"},
}
_SPECIAL = re.compile(r"[\\{}~^%&#_$]")
_CAPITALS = re.compile(r"\S*\w[A-Z]\S*|(?<!^)(?<!\S)[A-Z](?!\S)")  # within a word, or a word of its own
_FORMULA = re.compile(r"[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*")
_OBEYED = re.compile(r"\^\^|(?<!\\)(?:\\\\)*[%#]")  # characters by their numbers; comments


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:  # noqa: ARG001 - no pictures here
    """One `KEY.bib` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.bib", partial(_render, digest))


def _render(digest: Digest) -> bytes:
    return "\n".join(map(_entry, citations(digest))).encode()


def _entry(citation: Citation) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(citation))
    return f"@misc{{{citation.key},\n{fields}}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    paper, date = citation.paper, citation.date
    yield "title", f"{{{_title(citation)}}}"
    if citation.authors:
        others = ["others"] if citation.others else []
        yield "author", f"{{{' and '.join([*map(_name, citation.authors), *others])}}}"
    if date:
        yield "year", f"{{{date[0]}}}"
    if len(date) > 1:
        yield "month", _MONTHS[date[1] - 1]
    if citation.id:
        yield "eprint", f"{{{citation.id}}}"
        yield "archiveprefix", "{arXiv}"
    if paper and paper.primary_category:
        yield "primaryclass", f"{{{_plain(paper.primary_category)}}}"
    if citation.doi:
        yield "doi", f"{{{_plain(citation.doi)}}}"
    if paper and paper.journal_ref:
        yield "note", f"{{{_plain(paper.journal_ref)}}}"
    if citation.url:
        yield "url", f"{{{_address(citation.url)}}}"


def _title(citation: Citation) -> str:
    if citation.title_tex is None:
        return _with_capitals(citation.title)
    return "".join(
        f"{{{piece.formula}}}"
        if piece.formula and _FORMULA.fullmatch(piece.formula) and not _OBEYED.search(piece.formula)
        else _with_capitals(piece.text)
        for piece in pieces(one_line(citation.title_tex))
    )


def _with_capitals(words: str) -> str:
    """Escaped, with braces round each word whose capitals a style would turn into small letters."""
    told: list[str] = []
    at = 0
    for word in _CAPITALS.finditer(words):
        told += (_plain(words[at : word.start()]), f"{{{_plain(word[0])}}}")
        at = word.end()
    return "".join((*told, _plain(words[at:])))


def _name(name: str) -> str:
    """A name as one name: a comma or an `and` in it would make two parts, or two people, of it."""
    told = _plain(name)
    return f"{{{told}}}" if "," in name or re.search(r"\band\b", name, re.IGNORECASE) else told


def _plain(words: str) -> str:
    """Escaped, on one line; blanks at the ends stay, as one."""
    told = _SPECIAL.sub(lambda sign: _ESCAPES[sign[0]], one_line(words))
    return f"{' ' * words[:1].isspace()}{told}{' ' * words[-1:].isspace()}" if told else words[:1]


def _address(url: str) -> str:
    """As it is, but for what no address needs and BibTeX would count or obey."""
    return re.sub(r"[\\{}\s]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), url)
