"""The table of rules in `docs/checks.md`: `python -m tests.rules_table` writes it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from digestcli import checks
from tests.corpus import CASES

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
BEGIN, END = "<!-- rules: written by `python -m tests.rules_table` -->\n", "<!-- end of the rules -->\n"


def written() -> str:
    """The page as it should be."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _old, after = rest.split(END)
    return "".join((before, BEGIN, *(f"{line}\n" for line in _table()), END, after))


def _table() -> Iterator[str]:
    found = Counter(case.rule for case in CASES if case.is_found)
    left = Counter(case.rule for case in CASES if not case.is_found)
    for family, purpose in checks.FAMILIES.items():
        yield f"\n### {family}: {purpose}\n"
        yield "| rule | | `--fix` | what it finds | found | left |"
        yield "|---|---|---|---|---|---|"
        for rule in checks.rules(family).values():
            mends = "yes" if rule.mends else ""
            cases = f"{found[rule.name] or ''} | {left[rule.name] or ''}"
            yield f"| `{rule.name}` | {rule.severity} | {mends} | {rule.text} | {cases} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
