"""What is told of an article: each with the line of the source it is about."""

from types import MappingProxyType

from digestcli.model.problem import Problem, Severity

_WARNING, _HINT = Severity.WARNING, Severity.HINT

# name: how much it matters; none of them stops anything
SEVERITIES = MappingProxyType(
    {
        "taken-as-title": _HINT,
        "taken-as-byline": _HINT,
        "taken-as-date": _HINT,
        "contents-differ": _WARNING,
        "contents-lost": _WARNING,
        "contents-lack": _HINT,
        "list-unnamed": _WARNING,
        "list-closing": _HINT,
        "label-repeated": _WARNING,
        "label-moved": _HINT,
        "words-closing": _HINT,
        "second-title": _WARNING,
        "renumbered": _HINT,
        "front-matter-kept": _WARNING,
        "mark-escaped": _WARNING,
        "control-replaced": _WARNING,
        "unseen-kept": _WARNING,
        "left-out": _HINT,
        "link-unsafe": _WARNING,
        "picture-local": _HINT,
        "encoding": _HINT,
    }
)


class Told:
    """Gathers what is told of one article."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def tell(self, rule: str, line: int, message: str, hint: str | None = None) -> None:
        self.found.append(
            Problem(
                path=self.path,
                line=line,
                column=1,
                rule=rule,
                severity=SEVERITIES[rule],
                message=message,
                hint=hint,
            )
        )
