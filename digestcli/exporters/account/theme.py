"""Style sheets for articles: what may stand in one, and what is wrong with one that somebody else wrote.

A library's own sheet is untrusted, and WeChat keeps little: plain rules of plain properties. Whatever would
load something, leave its place or run is an error with its line; a property WeChat does not keep is a
warning. What then stands in the article is let through again, value by value (`web.inlining`).
"""

import re
from collections.abc import Iterator

from digestcli.exporters.web.inlining import FUNCTIONS, PROPERTIES, is_safe
from digestcli.messages import _
from digestcli.model.problem import Problem, Severity

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(
    r"(?:[\w\s.,>+~*-]|:(?:root|first-child|last-child|nth-child\([\w+ ]+\)|lang\([\w-]+\)|not\([\w.-]+\)))+"
)
_DECLARATION = re.compile(r"[^;]+")
_NOT_TAKEN = re.compile(r"[\\<]|@[\w-]*|\b(?!(?:var|" + "|".join(FUNCTIONS) + r")\b)[\w-]+\(", re.IGNORECASE)
_MEDDLING = frozenset({
    "-moz-binding", "animation", "animation-name", "behavior", "bottom", "content", "cursor", "filter",
    "inset", "left", "pointer-events", "position", "right", "top", "transform", "transition", "z-index",
})  # fmt: skip


def faults(css: str, path: str) -> list[Problem]:
    """Everything in a style sheet that cannot stand in an article."""
    return list(_Sheet(_COMMENT.sub(_blanked, css), path).faults())


def _blanked(remark: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", remark[0])


class _Sheet:
    def __init__(self, css: str, path: str) -> None:
        self._css = css
        self._path = path

    def faults(self) -> Iterator[Problem]:
        end = 0
        for rule in _RULE.finditer(self._css):
            yield from self._between(end, rule.start())
            yield from self._selector(rule)
            for declaration in _DECLARATION.finditer(self._css, rule.start(2), rule.end(2)):
                yield from self._declaration(declaration)
            end = rule.end()
        yield from self._between(end, len(self._css))

    def _between(self, start: int, end: int) -> Iterator[Problem]:
        """What is no rule: braces within braces, one that is not closed, words alone."""
        if words := re.search(r"\S", self._css[start:end]):
            yield self._problem(start + words.start(), _("this is no rule: selector { property: value; }"))

    def _selector(self, rule: re.Match[str]) -> Iterator[Problem]:
        words = rule[1].strip()
        at = rule.start(1) + len(rule[1]) - len(rule[1].lstrip())
        if taken := _NOT_TAKEN.search(words.partition("(")[0]):
            message = _("{words} is not taken in an article")
            yield self._problem(at + taken.start(), message.format(words=taken[0]))
        elif not _SELECTOR.fullmatch(words):
            message = _("{words} names nothing that can have a style of its own")
            yield self._problem(at, message.format(words=words[:40] or "{"))

    def _declaration(self, declaration: re.Match[str]) -> Iterator[Problem]:
        words = declaration[0].strip()
        if not words:
            return
        at = declaration.start() + declaration[0].index(words[0])
        name, colon, value = (each.strip() for each in words.partition(":"))
        name = name.lower()
        if taken := _NOT_TAKEN.search(words):
            message = _("{words} is not taken in an article")
            yield self._problem(at + taken.start(), message.format(words=taken[0]))
        elif name in _MEDDLING:
            yield self._problem(at, _("{words} is not taken in an article").format(words=name))
        elif not colon or not value:
            yield self._problem(at, _("this is no rule: selector { property: value; }"))
        elif not name.startswith("--") and name not in PROPERTIES:
            message = _("WeChat does not keep {name}: it is left out").format(name=name)
            yield self._problem(at, message, Severity.WARNING)
        elif "var(" not in value.lower() and not is_safe("color" if name.startswith("--") else name, value):
            yield self._problem(at, _("{words} is not taken in an article").format(words=words[:40]))

    def _problem(self, at: int, message: str, severity: Severity = Severity.ERROR) -> Problem:
        before = self._css[:at]
        return Problem(
            path=self._path,
            line=before.count("\n") + 1,
            column=at - before.rfind("\n"),
            rule="theme",
            severity=severity,
            message=message,
        )
