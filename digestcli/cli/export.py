"""`digest export`."""

import inspect
import sys
from typing import Annotated

import typer

from digestcli import exporters
from digestcli.cli.command import EveryIssue, IssueKey, Week
from digestcli.cli.remarks import partial_remarks
from digestcli.cli.session import Session
from digestcli.cli.view import near, problem_lines
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.workflow import export as verb


def export(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    every: EveryIssue = False,
    formats: Annotated[
        str | None, typer.Option("-f", "--format", metavar=_("NAME[,NAME]"), help=_("Formats by name."))
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar=_("PATH"), help=_("A file, a folder (DIR/), or - for standard output.")
        ),
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=_("Even with errors in the file; says so in it."))
    ] = False,
    **flags: bool,
) -> None:
    chosen = _chosen(formats, flags)
    ready = _ready(session, session.chosen(week, issue, every=every), draft=draft)
    if output == "-":
        _print(session, chosen, verb.printed(session.library, chosen, ready.series))
        return
    for path in verb.export(session.library, chosen, ready.series, output):
        session.out.line(near(path))


def _print(session: Session, formats: list[str], article: bytes) -> None:
    """Into a pipe to the byte; on a terminal nothing of it is obeyed."""
    if formats == ["json"]:
        session.out.document(article)
    elif sys.stdout.isatty():
        session.out.line(article.decode().removesuffix("\n"))
    else:
        sys.stdout.buffer.write(article)


def _ready(session: Session, keys: list[Key], *, draft: bool) -> verb.Ready:
    """The issues, once the editor has been told what is wrong with them and what they lack."""
    try:
        ready = verb.ready(session.desk, keys, draft=draft)
    except verb.HasErrors as fault:
        _tell_problems(session, fault.problems)
        raise
    _tell_problems(session, ready.problems)
    for name in ready.unwritten:
        session.note(_("not written yet: {name}").format(name=name))
    for name in ready.pending:
        session.note(_("facts not fetched yet: {name}").format(name=name))
    for remark in partial_remarks(ready.partial):
        session.note(remark)
    return ready


def options() -> list[inspect.Parameter]:
    """`--md`, `--txt` ...: a flag for each format of the table."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, typer.Option(f"--{name}", help=made.help)],
        )
        for name, made in exporters.formats().items()
    ]


def _chosen(named: str | None, flags: dict[str, bool]) -> list[str]:
    known = exporters.formats()
    chosen = [name.strip() for name in named.split(",")] if named else []
    chosen += [name for name, wanted in flags.items() if wanted]
    if unknown := [name for name in chosen if name not in known]:
        raise UsageError(
            _("no format {name!r}").format(name=unknown[0]),
            _("formats: {names}").format(names=", ".join(known)),
        )
    if not chosen:
        raise UsageError(
            _("export to which format?"),
            _("digest export --md; formats: {names}").format(names=", ".join(known)),
        )
    return list(dict.fromkeys(chosen))


def _tell_problems(session: Session, problems: tuple[Problem, ...]) -> None:
    for line in problem_lines(problems):
        session.note(line)
