"""The table of bad days, run and told: `python -m tests.report_bad_days > docs/bad-days.md`."""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from digestcli.library import papers as paper_files
from tests.test_bad_days import DAYS, SAM, Day, Outcome, outcome

HEAD = """\
# Bad days

One `digest add` of one paper for every way in which arXiv's API, and its deputies, can fail: who is asked how often, where the facts come from, and the exit code. Each row is run against a real server on the loopback address; what stands here was printed by `python -m tests.report_bad_days`, and `tests/test_bad_days.py` holds the program to it.

| on this day | expected | got |
|---|---|---|
"""  # noqa: E501 - a paragraph of Markdown is one line


def expected(day: Day) -> str:
    """What is to come of the day."""
    return _told(day.asked, day.source, day.code)


def got(seen: Outcome) -> str:
    """What has come of it."""
    paper = paper_files.load(seen.library, SAM.id)
    asked = (request.service for request in seen.requests)
    return _told(asked, paper.source if paper else None, seen.code)


def _told(asked: Iterable[str], source: str | None, code: int) -> str:
    requests = [f"{service} {times}x" for service, times in Counter(asked).items()]
    facts = f"facts from {source}" if source else "pending"
    return f"{', '.join(requests) or 'nobody asked'}; {facts}; exit {code}"


def rows() -> Iterator[str]:
    """Every day with what was expected of it and what it came to."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(6) as pool:
        runs = {name: pool.submit(outcome, Path(folder, str(n)), DAYS[name]) for n, name in enumerate(DAYS)}
        for name, run in runs.items():
            yield f"| {name} | {expected(DAYS[name])} | {got(run.result())} |\n"


if __name__ == "__main__":
    sys.stdout.write(HEAD)
    sys.stdout.writelines(rows())
