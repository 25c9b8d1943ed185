"""`digest site`."""

import gc
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from digestcli.cli.command import DryRun
from digestcli.cli.session import Session
from digestcli.cli.user import cache_folder
from digestcli.cli.view import near, problem_lines
from digestcli.messages import _, plural
from digestcli.workflow import site as verb
from digestcli.workflow.export import HasErrors

_NAMED = 5  # papers that lack something and are named, where more are counted


def site(
    session: Session,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar=_("DIR"), help=_("The site's folder; out/site."))
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help=_("Even with errors in the file; says so in it."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    gc.enable()  # off at the start of the program: here are thousands of pages to come
    try:
        built = verb.build(
            session.desk, output, session.tell, draft=draft, dry_run=dry_run, cache=cache_folder()
        )
    except HasErrors as fault:
        for line in problem_lines(fault.problems):
            session.note(line)
        raise
    if dry_run:
        for name in built.written:
            session.out.line(name)
    else:
        session.out.line(near(built.folder / "index.html"))
    for line in _lacking(_("not written yet: {name}"), built.unwritten):
        session.note(line)
    for line in _lacking(_("facts not fetched yet: {name}"), built.pending):
        session.note(line)
    session.note(_told(built, dry_run=dry_run))


def _lacking(said: str, names: Sequence[str]) -> Iterator[str]:
    """The newest of the papers that lack something; more are counted."""
    yield from (said.format(name=name) for name in names[-_NAMED:])
    if more := len(names[:-_NAMED]):
        older = plural("{n} older paper", "{n} older papers", more)
        yield said.format(name=f"{older} (digest list)")


def _told(built: verb.Built, *, dry_run: bool) -> str:
    written = len(built.written)
    told = [plural("{n} file in all", "{n} files in all", built.pages)]
    if dry_run:
        told.append(plural("{n} would be written", "{n} would be written", written))
    else:
        told.append(plural("{n} file written", "{n} files written", written))
    if built.removed:
        told.append(plural("{n} file removed", "{n} files removed", len(built.removed)))
    return " · ".join(told)
