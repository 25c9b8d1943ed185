"""`digest figure`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from digestcli import files
from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Ref, Week
from digestcli.cli.remarks import licence
from digestcli.cli.session import Session
from digestcli.cli.terminal import warning_line
from digestcli.cli.view import diff
from digestcli.errors import UsageError
from digestcli.files.pictures import Picture
from digestcli.messages import _, plural
from digestcli.model.key import Key
from digestcli.workflow import figure as verb
from digestcli.workflow.figure import Illustrated, Said

_FOR_WECHAT = 10_000_000  # bytes; its editor takes no larger picture
_NOT_FOR_WECHAT = {"webp": "WebP", "svg": "SVG"}


def figure(
    session: Session,
    ref: Ref,
    pictures: Annotated[
        list[Path] | None,
        typer.Argument(metavar=_("[FILE]..."), help=_("Pictures; - reads one."), show_default=False),
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    caption: Annotated[
        str | None, typer.Option("--caption", metavar=_("TEXT"), help=_("The words under the picture."))
    ] = None,
    alt: Annotated[
        str | None,
        typer.Option(
            "--alt",
            metavar=_("TEXT"),
            help=_("What it shows, for those who cannot see it; else the caption."),
        ),
    ] = None,
    clipboard: Annotated[
        bool, typer.Option("--clipboard", help=_("The picture on the clipboard, in place of files."))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    key = session.current(week, issue)
    said = Said(*(words.strip() if words and words.strip() else None for words in (caption, alt)))
    sources = _sources(ref, pictures or [], clipboard=clipboard)
    done = verb.illustrate(session.desk, key, ref, sources, session.tell, said=said, dry_run=dry_run)
    _report(session, key, done)
    for warning in _warnings(done, is_told=said != Said()):
        session.note(warning_line(warning))
    if dry_run:
        diff(session.out, key, done.before, done.after)


def _sources(ref: str, paths: list[Path], *, clipboard: bool) -> list[tuple[str, bytes]]:
    """The bytes of the pictures, each with the name of where they are from."""
    if bool(paths) == clipboard:
        raise UsageError(
            _("a picture is a file, or --clipboard, one of the two"),
            _("digest figure {ref} FILE").format(ref=ref),
        )
    if clipboard:
        from digestcli.cli.clipboard import picture  # noqa: PLC0415 - hardly ever needed

        return [(_("the clipboard"), picture())]
    return list(_read(paths))


def _report(session: Session, key: Key, done: Illustrated) -> None:
    for placed in done.placed:
        path = session.desk.library.name(placed.path)
        if placed.is_new:
            session.out.line(f"{key}  {done.name}  {path}  {_measured(placed.picture)}")
        else:
            session.note(_("{path} stands in {name} already").format(path=path, name=done.name))


def _read(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if path == Path("-"):
            yield _("standard input"), typed.standard_input_bytes()
        else:
            yield str(path), files.read(path).data


def _measured(picture: Picture) -> str:
    size = plural("{n} byte", "{n} bytes", len(picture.data))
    return f"{picture.width}x{picture.height}  {size}" if picture.width else size


def _warnings(done: Illustrated, *, is_told: bool) -> Iterator[str]:
    """What an editor should know of the pictures before they are published."""
    new = [placed for placed in done.placed if placed.is_new]
    for placed in new:
        name, picture = placed.path.name, placed.picture
        if kind := _NOT_FOR_WECHAT.get(picture.ending):
            yield _("{name}: WeChat takes no {kind}; PNG and JPEG are shown everywhere").format(
                name=name, kind=kind
            )
        if len(picture.data) > _FOR_WECHAT:
            yield _("{name}: WeChat takes no picture of more than 10 MB").format(name=name)
    if new and not is_told:
        yield _("without --caption or --alt, those who cannot see it are not told what it shows")
    if new and done.paper:
        yield from licence(done.paper)
