"""`digest show`."""

import gc
import sys
import time
from dataclasses import replace
from typing import Annotated

import typer

from digestcli.cli.command import IssueKey, Week
from digestcli.cli.page import Page
from digestcli.cli.session import Session
from digestcli.cli.view import problem_lines
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.digest import Digest, Entry, Series
from digestcli.model.issue import Issue
from digestcli.model.key import Key
from digestcli.workflow.desk import Opened, digest_of, entry_of, faults, newest, open_issue

_LOOK_EVERY = 0.5  # seconds
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def show(
    session: Session,
    refs: Annotated[
        list[str] | None,
        typer.Argument(metavar=_("[REF]..."), help=_("Only these papers."), show_default=False),
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    last: Annotated[
        int | None, typer.Option("--last", metavar=_("N"), min=1, help=_("The newest N issues."))
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=_("As data, schema digest/1."))] = False,
    watch: Annotated[bool, typer.Option("--watch", help=_("Again whenever the file changes."))] = False,
) -> None:
    keys = _keys(session, week, issue, last)
    if watch:
        _watch(session, keys, refs or [])
    elif json:
        from digestcli.workflow.export import as_json  # noqa: PLC0415 - readers do without exporters

        session.out.document(as_json(_series(session, keys, refs or [])))
    else:
        _print(session, keys, refs or [])


def _keys(session: Session, week: str | None, issue: str | None, last: int | None) -> list[Key]:
    if last is None:
        return [session.current(week, issue)]
    if week is not None or issue is not None:
        raise UsageError(_("--last counts back from the newest issue"), _("leave out --week and --issue"))
    return newest(session.desk, last) or [session.current(None, None)]


def _print(session: Session, keys: list[Key], refs: list[str]) -> None:
    for number, key in enumerate(keys):
        opened = open_issue(session.desk, key)
        digest = digest_of(session.desk, opened.issue)
        if number:
            session.out.line()
        page = Page(digest, session.out.width)
        chosen = _chosen(digest, refs, opened.issue)
        session.out.page(page.entries(chosen) if refs else page.issue())
        for problem in problem_lines((*opened.errors, *faults(session.desk, digest))):
            session.note(problem)


def _series(session: Session, keys: list[Key], refs: list[str]) -> Series:
    about = session.desk.publication
    digests = (_only(session, open_issue(session.desk, key), refs) for key in keys)
    return Series(title=about.title, link=about.link, language=about.language, digests=tuple(digests))


def _only(session: Session, opened: Opened, refs: list[str]) -> Digest:
    digest = replace(digest_of(session.desk, opened.issue), draft=bool(opened.errors))
    for problem in problem_lines(faults(session.desk, digest)):
        session.note(problem)
    return replace(digest, body=_chosen(digest, refs, opened.issue)) if refs else digest


def _chosen(digest: Digest, refs: list[str], issue: Issue) -> tuple[Entry, ...]:
    return tuple(entry_of(digest, ref, issue.bench) for ref in refs)


def _watch(session: Session, keys: list[Key], refs: list[str]) -> None:
    """Shows the issue anew each time its bytes change, until Ctrl-C."""
    gc.enable()
    shown = None
    while True:
        seen = [open_issue(session.desk, key).seen.data for key in keys]
        if seen != shown:
            if sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            _print(session, keys, refs)
            sys.stdout.flush()
            shown = seen
        time.sleep(_LOOK_EVERY)
