"""Issues on their way out: the editor is told what is wrong with them and what they lack."""

from collections.abc import Iterable
from typing import Annotated

import typer

from digestcli import exporters
from digestcli.cli.remarks import partial_remarks
from digestcli.cli.session import Session
from digestcli.cli.view import problem_lines
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.model.problem import Problem
from digestcli.workflow import export as verb

Formats = Annotated[
    str | None, typer.Option("-f", "--format", metavar=_("NAME[,NAME]"), help=_("Formats by name."))
]


def ready(session: Session, keys: list[Key], *, draft: bool = False) -> verb.Ready:
    """The issues, once the editor has been told; raises HasErrors unless `draft` allows them."""
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


def _tell_problems(session: Session, problems: Iterable[Problem]) -> None:
    for line in problem_lines(problems):
        session.note(line)


def named_formats(named: str | None) -> list[str]:
    """The formats of `md,txt`, each of which is in the table."""
    known = exporters.formats()
    chosen = [name.strip() for name in named.split(",")] if named else []
    if unknown := [name for name in chosen if name not in known]:
        raise UsageError(
            _("no format {name!r}").format(name=unknown[0]),
            _("formats: {names}").format(names=", ".join(known)),
        )
    return list(dict.fromkeys(chosen))
