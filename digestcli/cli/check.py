"""`digest check`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from digestcli import checks
from digestcli.cli.command import DryRun, EveryIssue, IssueKey, Week
from digestcli.cli.prose import MEASURE, wrap
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.user import cache_folder
from digestcli.cli.view import diff, padded, problem_lines
from digestcli.errors import BatchError, DigestError, UsageError
from digestcli.issuefile.faults import Places
from digestcli.markup.json_text import dumps
from digestcli.messages import _, plural
from digestcli.model.problem import Problem, Severity
from digestcli.workflow import check as verb
from digestcli.workflow.check import Checked

_FOR_WORDS = 30  # cells


def check(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    every: EveryIssue = False,
    fix: Annotated[bool, typer.Option("--fix", help=_("Mend what is certain, and show it."))] = False,
    dry_run: DryRun = False,
    online: Annotated[bool, typer.Option("--online", help=_("Ask for each address, once."))] = False,
    json: Annotated[bool, typer.Option("--json", help=_("As data, a list of problems."))] = False,
    rules: Annotated[bool, typer.Option("--rules", help=_("What is looked for."))] = False,
) -> int:
    if rules:
        (_give_rules if json else _tell_rules)(session)
        return 0
    if dry_run and not fix:
        raise UsageError(_("without --fix nothing would change"), "digest check --fix --dry-run")
    keys = session.chosen(week, issue, every=every)
    report = _Data(session) if json else _Lines(session)
    report.problems(verb.of_library(session.desk) if every else verb.of_settings(session.desk))
    looked_at = verb.check(
        session.desk,
        keys,
        session.tell,
        cache=cache_folder(),
        service=session.service(patience=0) if online else None,
        fix=fix,
        dry_run=dry_run,
    )
    for checked in looked_at:
        report.issue(checked)
    report.end(issues=len(keys), is_kept=not dry_run)
    if report.refused:
        return report.refused.exit_code if len(keys) == 1 else BatchError.exit_code
    return 1 if report.counts[Severity.ERROR] else 0


class _Lines:
    """What is found, as it is found: an issue after the other, each problem in its lines."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._mended = self._certain = self._changed = 0
        self.refused: DigestError | None = None
        self.counts: Counter[Severity] = Counter()

    def problems(self, problems: Iterable[Problem], text: str = "") -> None:
        """Problems of one file; `text` is what the places of their fixes are offsets into."""
        found = list(problems)
        self.counts.update(problem.severity for problem in found)
        self._certain += sum(problem.fix is not None for problem in found)
        self._tell(found, text)

    def issue(self, checked: Checked) -> None:
        """What was mended in an issue, and what is left to be said of it."""
        if checked.after != checked.before:
            self._tell_change(checked)
            self._changed += 1
        if checked.refused:
            self.refused = checked.refused
            self._session.error(error_line(checked.refused.message))
            if checked.refused.hint:
                self._session.error(hint_line(checked.refused.hint))
        self._mended += checked.mended
        self.problems(checked.problems, checked.after)

    def end(self, *, issues: int, is_kept: bool) -> None:
        """How many there are of each kind, and what to type next."""
        counted = list(_counted(self.counts)) or [_("nothing to complain of")]
        of = plural("{n} issue", "{n} issues", issues)
        self._session.note(_("{name}: {verdict}").format(name=of, verdict=_(", ").join(counted)))
        if self._certain:
            told = plural("{n} can be mended for certain", "{n} can be mended for certain", self._certain)
            self._session.note(_("{what}: {command}").format(what=told, command="digest check --fix"))
        if self._mended and is_kept:
            told = plural("{n} was mended", "{n} were mended", self._mended)
            back = _("{what}; back: {command}").format(what=told, command="digest undo")
            once = _("{back}, once for each of {n} issues").format(back=back, n=self._changed)
            self._session.note(once if self._changed > 1 else back)

    def _tell(self, problems: list[Problem], text: str) -> None:  # noqa: ARG002 - lines tell no fix
        for line in problem_lines(problems, named=True):
            self._session.out.line(line)

    def _tell_change(self, checked: Checked) -> None:
        diff(self._session.out, checked.key, checked.before, checked.after)


class _Data(_Lines):
    """The same as one JSON document, printed at the end."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._document: list[dict[str, object]] = []

    def end(self, *, issues: int, is_kept: bool) -> None:
        self._session.out.document(f"{dumps(self._document, indent=2)}\n".encode())
        super().end(issues=issues, is_kept=is_kept)

    def _tell(self, problems: list[Problem], text: str) -> None:
        places = Places(text)
        self._document += [_as_data(problem, places) for problem in problems]

    def _tell_change(self, checked: Checked) -> None:
        """Data tells only what is left."""


def _counted(counts: Counter[Severity]) -> Iterator[str]:
    if errors := counts[Severity.ERROR]:
        yield plural("{n} error", "{n} errors", errors)
    if warnings := counts[Severity.WARNING]:
        yield plural("{n} warning", "{n} warnings", warnings)
    if hints := counts[Severity.HINT]:
        yield plural("{n} hint", "{n} hints", hints)


def _as_data(problem: Problem, places: Places) -> dict[str, object]:
    names = ("path", "line", "column", "rule", "severity", "message", "hint")
    fix = None
    if problem.fix:
        start, end = (places.of(at) for at in (problem.fix.span.start, problem.fix.span.end))
        fix = {"start": list(start), "end": list(end), "text": problem.fix.text}
    return {**{name: getattr(problem, name) for name in names}, "fix": fix}


def _tell_rules(session: Session) -> None:
    """Every rule with what it finds, by family."""
    severities = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.HINT: _("hint")}
    for family, purpose in checks.FAMILIES.items():
        told = _("{name}: {what}").format(name=family, what=_(purpose))
        session.out.page(wrap(Text(told), session.out.width))
        for rule in checks.rules(family).values():
            mends = _("mends") if rule.mends else ""
            columns = (padded(rule.name, 24), padded(severities[rule.severity], 8), padded(mends, 6))
            _tell_rule(session, f"  {''.join(columns)}", rule.explanation)
        session.out.line()


def _tell_rule(session: Session, columns: str, explanation: str) -> None:
    """What it finds, beside its columns; below them where a terminal has no room."""
    width = session.out.width
    hanging = " " * cell_len(columns)
    if width and width < len(hanging) + _FOR_WORDS:
        session.out.line(columns.rstrip())
        columns = hanging = "    "
    session.out.page(wrap(Text(explanation), width, columns, hanging, measure=MEASURE + len(hanging)))


def _give_rules(session: Session) -> None:
    """The same as one JSON document."""
    document = [
        {
            "rule": rule.name,
            "family": family,
            "severity": rule.severity,
            "mends": rule.mends,
            "finds": rule.explanation,
        }
        for family in checks.FAMILIES
        for rule in checks.rules(family).values()
    ]
    session.out.document(f"{dumps(document, indent=2)}\n".encode())
