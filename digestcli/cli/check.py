"""`digest check`."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from digestcli import checks
from digestcli.cli.command import DryRun, EveryIssue, IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.user import cache_folder
from digestcli.cli.view import diff, padded, problem_lines
from digestcli.errors import UsageError
from digestcli.issuefile.faults import Places
from digestcli.markup.json_text import dumps
from digestcli.messages import _, plural
from digestcli.model.problem import Problem, Severity
from digestcli.workflow import check as verb
from digestcli.workflow.check import Checked


def check(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    every: EveryIssue = False,
    fix: Annotated[bool, typer.Option("--fix", help=_("Mend what is certain, and show it."))] = False,
    dry_run: DryRun = False,
    json: Annotated[bool, typer.Option("--json", help=_("As data, a list of problems."))] = False,
    rules: Annotated[bool, typer.Option("--rules", help=_("What is looked for."))] = False,
) -> int:
    if rules:
        _tell_rules(session)
        return 0
    if dry_run and not fix:
        raise UsageError(_("without --fix nothing would change"), "digest check --fix --dry-run")
    keys = session.chosen(week, issue, every=every)
    found = list(verb.of_library(session.desk) if every else verb.unknown_rules(session.desk))
    data = [_as_data(problem, "") for problem in found]
    if not json:
        _print(session, found)
    mended = 0
    found_in = verb.check(session.desk, keys, session.tell, cache=cache_folder(), fix=fix, dry_run=dry_run)
    for checked in found_in:
        found += checked.problems
        mended += checked.mended
        if json:
            data += [_as_data(problem, checked.after) for problem in checked.problems]
        else:
            _tell(session, checked)
    if json:
        session.out.document(f"{dumps(data, indent=2)}\n".encode())
    else:
        _sum_up(session, found, len(keys))
        if mended and not dry_run:
            told = plural("{n} was mended", "{n} were mended", mended)
            session.note(_("{what}; back: {command}").format(what=told, command="digest undo"))
    return 1 if _number(Severity.ERROR, found) else 0


def _tell(session: Session, checked: Checked) -> None:
    if checked.after != checked.before:
        diff(session.out, checked.key, checked.before, checked.after)
    _print(session, checked.problems)


def _print(session: Session, problems: Sequence[Problem]) -> None:
    for line in problem_lines(problems, named=True):
        session.out.line(line)


def _sum_up(session: Session, problems: Sequence[Problem], issues: int) -> None:
    counted = list(_counted(problems)) or [_("nothing to complain of")]
    of = plural("{n} issue", "{n} issues", issues)
    session.note(_("{name}: {verdict}").format(name=of, verdict=_(", ").join(counted)))
    if certain := sum(problem.fix is not None for problem in problems):
        told = plural("{n} can be mended for certain", "{n} can be mended for certain", certain)
        session.note(_("{what}: {command}").format(what=told, command="digest check --fix"))


def _counted(problems: Sequence[Problem]) -> Iterator[str]:
    if errors := _number(Severity.ERROR, problems):
        yield plural("{n} error", "{n} errors", errors)
    if warnings := _number(Severity.WARNING, problems):
        yield plural("{n} warning", "{n} warnings", warnings)
    if hints := _number(Severity.HINT, problems):
        yield plural("{n} hint", "{n} hints", hints)


def _number(severity: Severity, problems: Sequence[Problem]) -> int:
    return sum(problem.severity is severity for problem in problems)


def _as_data(problem: Problem, text: str) -> dict[str, object]:
    names = ("path", "line", "column", "rule", "severity", "message", "hint")
    fix = None
    if problem.fix:
        places = Places(text)
        start, end = (places.of(at) for at in (problem.fix.span.start, problem.fix.span.end))
        fix = {"start": list(start), "end": list(end), "text": problem.fix.text}
    return {**{name: getattr(problem, name) for name in names}, "fix": fix}


def _tell_rules(session: Session) -> None:
    """Every rule with what it finds, by family."""
    severities = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}
    for family, purpose in checks.FAMILIES.items():
        session.out.line(_("{name}: {what}").format(name=family, what=_(purpose)))
        for rule in checks.rules(family).values():
            mends = _("mends") if rule.mends else ""
            columns = (padded(rule.name, 24), padded(severities[rule.severity], 8), padded(mends, 6))
            session.out.line(f"  {''.join(columns)}{rule.explanation}")
        session.out.line()
