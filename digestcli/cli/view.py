"""Small things several commands print: problems, differences, columns."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len

from digestcli.cli.terminal import Printer, error_line, hint_line, warning_line
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity


def problem_lines(problems: Iterable[Problem], *, named: bool = False) -> Iterator[str]:
    """`path:line:column: severity: message`, as editors and terminals link it; the hint below.

    `named` says which rule found it, for whoever wants to switch it off.
    """
    said = {Severity.ERROR: error_line, Severity.WARNING: warning_line, Severity.HINT: hint_line}
    for problem in sorted(problems, key=lambda p: (p.path, p.line, p.column)):
        rule = f"  [{problem.rule}]" if named else ""
        place = f"{problem.path}:{problem.line}:{problem.column}"
        yield f"{place}: {said[problem.severity](problem.message)}{rule}"
        if problem.hint:
            yield f"  {problem.hint}"


def diff(out: Printer, key: Key, before: str | None, after: str | None) -> None:
    """What was changed in an issue, or would have been."""
    from difflib import unified_diff  # noqa: PLC0415 - few commands show one

    name = f"issues/{key}.md"
    for line in unified_diff(_lines(before or ""), _lines(after or ""), name, name, lineterm=""):
        out.line(line)


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def near(path: Path) -> str:
    """`path` as it is named from the current folder, if it lies there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def padded(text: str, cells: int) -> str:
    """`text` with blanks behind it up to `cells` columns, a 汉字 counting two."""
    return text + " " * max(0, cells - cell_len(text))
