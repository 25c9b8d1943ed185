"""`digest import`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.view import problem_lines
from digestcli.errors import BatchError, DigestError, UsageError
from digestcli.messages import _, plural
from digestcli.model.key import Key
from digestcli.workflow import import_article as verb
from digestcli.workflow.import_article import Brought


def import_article(
    session: Session,
    articles: Annotated[
        list[Path],
        typer.Argument(
            metavar=_("FILE..."), help=_("Articles in text, Markdown, HTML; our exports; - reads one.")
        ),
    ],
    week: Week = None,
    issue: IssueKey = None,
    dry_run: DryRun = False,
) -> int:
    key = session.named(week, issue)
    if key and len(articles) > 1:
        raise UsageError(
            _("{key} is one issue, and these are {count} articles").format(key=key, count=len(articles)),
            _("import them one by one, or let each say which issue it is"),
        )
    if len(articles) == 1:
        brought = _bring(session, str(articles[0]), key, dry_run=dry_run)
        _report(session, brought, dry_run=dry_run)
        return 1 if brought.has_errors else 0
    return _bring_all(session, map(str, articles), dry_run=dry_run)


def _bring(session: Session, path: str, key: Key | None, *, dry_run: bool) -> Brought:
    desk = session.desk if dry_run else session.desk_to_be
    return verb.import_article(desk, typed.bytes_of(path), path, key, session.tell, dry_run=dry_run)


def _bring_all(session: Session, articles: Iterable[str], *, dry_run: bool) -> int:
    """Each article by itself: one that fails stops no other."""
    has_errors = False
    failed = 0
    for path in articles:
        try:
            brought = _bring(session, path, None, dry_run=dry_run)
        except DigestError as fault:
            failed += 1
            session.error(error_line(fault.message))
            if fault.hint:
                session.error(hint_line(fault.hint))
            continue
        has_errors = has_errors or brought.has_errors
        _report(session, brought, dry_run=False)
    if dry_run:
        session.note(_("nothing was written: --dry-run"))
    return BatchError.exit_code if failed else int(has_errors)


def _report(session: Session, brought: Brought, *, dry_run: bool) -> None:
    if brought.new_library and not dry_run:
        session.note(_("{path} is a new library").format(path=session.library.root))
    if dry_run:
        session.out.line(brought.imported.text.removesuffix("\n"))
    else:
        counted = [plural("{n} paper", "{n} papers", brought.imported.papers)]
        if brought.imported.lists:
            counted.append(plural("{n} list", "{n} lists", brought.imported.lists))
        session.out.line(f"{brought.key}  {_(', ').join(counted)}  {brought.path}")
    for line in problem_lines(brought.problems):
        session.note(line)
    if brought.has_errors:
        session.note(
            _("it is written with its errors; digest status --issue {key} tells them").format(key=brought.key)
        )
