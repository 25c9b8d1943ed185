"""`digest check`: what a second pair of eyes sees in issues, and what of it can be mended for certain."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digestcli import checks, issuefile
from digestcli.checks.page import Page
from digestcli.errors import Conflict, DigestError, FileError, UsageError
from digestcli.library import glossary, issues, pronunciation
from digestcli.library.health.leftovers import temporary_files
from digestcli.library.root import SETTINGS
from digestcli.messages import _
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, locked, open_issue
from digestcli.workflow.eyes import Eyes

if TYPE_CHECKING:
    from digestcli.sources import Service
    from digestcli.sources.probe import Prober

_ROUNDS = 5  # what one mending makes room for, the next one mends; nobody has seen a third


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue's problems, in the order of its file; `after` is the text in which the fixes have places."""

    key: Key
    problems: tuple[Problem, ...]
    before: str = ""
    after: str = ""
    mended: int = 0  # how many were
    refused: DigestError | None = None  # why what could be mended was not written


def check(
    desk: Desk,
    keys: Iterable[Key],
    tell: Tell,
    *,
    cache: Path | None = None,
    service: "Service | None" = None,
    fix: bool = False,
    dry_run: bool = False,
) -> Iterator[Checked]:
    """The problems of each issue; with `fix`, what is certain is mended first, and `undo` puts it back.

    `keys` are the oldest first. With a `service`, the addresses are asked for. What was found before is
    remembered in the folder `cache`.
    An issue that cannot be read is a problem of its own, one that cannot be written says why; neither stops
    the others.
    """
    with _asking(service, tell) as prober:
        eyes = Eyes.of(desk, cache, prober)
        for key in keys:
            eyes.past.come_to(key)
            if not fix:
                yield _looked_at(eyes, key)
            else:
                yield _mended(eyes, key, None if dry_run else tell)
        eyes.keep()


def _asking(service: "Service | None", tell: Tell) -> AbstractContextManager["Prober | None"]:
    """Who asks for the addresses; nobody without a `service`."""
    if service is None:
        return nullcontext()
    from digestcli.sources.probe import Prober  # noqa: PLC0415 - only --online asks anybody

    return Prober(service, tell)


def of_library(desk: Desk) -> Iterator[Problem]:
    """What is wrong beside the issues: names that collide, temporary files, and what `of_settings` finds."""
    yield from issues.strays(desk.library)
    yield from temporary_files(desk.library)
    yield from of_settings(desk)


def of_settings(desk: Desk) -> Iterator[Problem]:
    """What is wrong beside every issue: rules nobody knows, the glossary, the pronunciations."""
    yield from unknown_rules(desk)
    for _words, faults in (glossary.load(desk.library), pronunciation.load(desk.library)):
        yield from faults


def unknown_rules(desk: Desk) -> Iterator[Problem]:
    """Names under `[check]` that no rule has."""
    known = {*checks.rules(), *issuefile.RULES}
    for name in sorted(desk.publication.check_off - known):
        import difflib  # noqa: PLC0415 - for this hint alone

        near = difflib.get_close_matches(name, known, 1)
        yield Problem(
            path=SETTINGS,
            line=1,
            column=1,
            rule="rule-unknown",
            severity=Severity.WARNING,
            message=_("check.off names {name}, which is no rule").format(name=name),
            hint=_("is it {near}?").format(near=near[0]) if near else "digest check --rules",
        )


def _opened(desk: Desk, key: Key) -> Opened | Checked:
    """The issue, or that it cannot be read."""
    try:
        return open_issue(desk, key)
    except issuefile.NotUtf8 as fault:
        return Checked(key, (_unreadable(key, fault.line, fault),))
    except FileError as fault:
        return Checked(key, (_unreadable(key, 1, fault),))


def _looked_at(eyes: Eyes, key: Key) -> Checked:
    """What is found in an issue, or what would be found again."""
    if (known := eyes.verdicts.of(key, eyes.past.mark)) is not None:
        text = _text(eyes.desk, key) if any(each.fix for each in known) else ""
        return Checked(key, known, text, text)
    looked = eyes.verdicts.look(key)
    opened = _opened(eyes.desk, key)
    if isinstance(opened, Checked):
        return opened
    page = eyes.page(opened)
    checked = _checked(eyes, page)
    marks = eyes.verdicts.marks(looked, page.issue)
    eyes.verdicts.learn(key, eyes.past.mark, marks, checked.problems)
    eyes.past.titles.learn(page.issue, page.facts, marks)
    return checked


def _text(desk: Desk, key: Key) -> str:
    """What the places of remembered fixes are offsets into."""
    return issuefile.decode(issues.read(desk.library, key).data, issues.name(key))


def _checked(eyes: Eyes, page: Page) -> Checked:
    problems = sorted(eyes.look(page), key=lambda each: (each.path, each.line, each.column))
    return Checked(page.key, tuple(problems), page.text, page.text)


def _mended(eyes: Eyes, key: Key, tell: Tell | None) -> Checked:
    """The issue with everything mended that is certain; written where somebody is there to `tell`."""
    opened = _opened(eyes.desk, key)
    if isinstance(opened, Checked):
        return opened
    done = _mend(eyes, opened)
    if tell and done.after != done.before:
        try:
            with locked(eyes.desk, tell):  # only now: addresses are asked for while it is mended
                issues.write(eyes.desk.library, key, done.after.encode(), opened.seen, "check")
        except (Conflict, FileError) as fault:
            return replace(_checked(eyes, eyes.page(opened)), refused=fault)
    return done


def _mend(eyes: Eyes, opened: Opened) -> Checked:
    """The issue with everything mended that is certain, and what is left."""
    rounds = [_checked(eyes, eyes.page(opened))]
    while len(rounds) <= _ROUNDS:
        left = rounds[-1]
        edits = [problem.fix for problem in left.problems if problem.fix]
        try:
            text = issuefile.retouch(opened.text, opened.reading, edits)
        except UsageError:  # in conflict, or a block never closed: told with the other problems
            break
        known = [each for each in rounds if each.after == text]
        if known:  # nothing changed, or rules that take turns: the first of their texts stays
            rounds += known
            break
        reading = issuefile.read(text, opened.issue.key, eyes.desk.publication, opened.path)
        opened = Opened(opened.path, opened.seen, text, reading)
        rounds.append(_checked(eyes, eyes.page(opened)))
    first, last = rounds[0], rounds[-1]
    return replace(last, before=first.before, mended=_fixes(first) - _fixes(last))


def _fixes(checked: Checked) -> int:
    return sum(problem.fix is not None for problem in checked.problems)


def _unreadable(key: Key, line: int, fault: FileError) -> Problem:
    return Problem(
        path=issues.name(key),
        line=line,
        column=1,
        rule="unreadable",
        severity=Severity.ERROR,
        message=fault.message,
        hint=fault.hint,
    )
