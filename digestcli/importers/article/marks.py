"""Marks of Markdown that an article opens and never closes: they are words, and hide nothing below them."""

from digestcli.importers.article.told import Told
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.lines import scan
from digestcli.messages import _
from digestcli.model.problem import Problem

_ROUNDS = 50  # each closes what the one before has laid bare
_CURES = {
    "comment-open": ("<!--", "&lt;!--"),
    "comment-nested": ("<!--", "&lt;!--"),
    "comment-stray": ("-->", "--&gt;"),
    "code-open": ("", "\\"),
    "formula-open": ("$$", "\\$\\$"),
    "conflict": ("", "\\"),
}


def closed(text: str, first: int, told: Told) -> str:
    """`text`, whose first line is line `first` of the article, with every such mark escaped."""
    for _round in range(_ROUNDS):
        faults = Faults(text, "")
        scan(text, 0, faults)
        found = [each for each in faults.sorted() if each.rule in _CURES]
        if not found:
            break
        lines = text.split("\n")
        for problem in reversed(found):
            lines[problem.line - 1] = _cured(lines[problem.line - 1], problem)
        text = "\n".join(lines)
        for problem in found:
            message = _("{why}: read as words").format(why=problem.message)
            told.tell("mark-escaped", first + problem.line - 1, message)
    return text


def _cured(line: str, problem: Problem) -> str:
    mark, harmless = _CURES[problem.rule]
    at = problem.column - 1
    if mark:
        at = max(line.find(mark, at), 0) if not line.startswith(mark, at) else at
        return line[:at] + line[at:].replace(mark, harmless, 1)
    if problem.rule == "code-open":  # in a quote perhaps
        at = len(line) - len(line.lstrip(" \t>"))
    return line[:at] + harmless + line[at:]
