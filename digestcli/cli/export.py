"""`digest export`."""

import gc
import inspect
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from digestcli import exporters
from digestcli.cli.command import EveryIssue, IssueKey, Week
from digestcli.cli.ready import Formats, named_formats, ready
from digestcli.cli.session import Session
from digestcli.cli.view import near
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.digest import Series
from digestcli.model.key import Key
from digestcli.workflow import export as verb

if TYPE_CHECKING:
    from digestcli.templating import Template

Output = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar=_("PATH"), help=_("A file, a folder (DIR/), or - for standard output.")
    ),
]
TemplateName = Annotated[
    str | None,
    typer.Option("--template", metavar=_("FILE|NAME"), help=_("Filled in with the issue; a file of Jinja.")),
]
Theme = Annotated[
    str | None,
    typer.Option("--theme", metavar=_("NAME"), help=_("How --wechat looks: plain, ink, bright, library.")),
]
Pictures = Annotated[
    str | None,
    typer.Option(
        "--pictures", metavar="embed|link", help=_("In --html: within the page, or as their files.")
    ),
]
Volume = Annotated[
    bool, typer.Option("--volume", help=_("Several issues in one book: --epub --week 2023-W01..2023-W26."))
]
Draft = Annotated[bool, typer.Option("--draft", help=_("Even with errors in the file; says so in it."))]
AsPublished = Annotated[bool, typer.Option("--as-published", help=_("The very bytes that were frozen."))]


def export(
    session: Session,
    week: Week = None,
    issue: IssueKey = None,
    every: EveryIssue = False,
    formats: Formats = None,
    output: Output = None,
    template: TemplateName = None,
    theme: Theme = None,
    pictures: Pictures = None,
    volume: Volume = False,
    draft: Draft = False,
    as_published: AsPublished = False,
    **flags: bool,
) -> None:
    chosen = list(dict.fromkeys((*named_formats(formats), *(name for name, on in flags.items() if on))))
    if as_published:
        _refuse_other(draft=draft, template=template, theme=theme, pictures=pictures)
        _as_published(session, session.chosen(week, issue, every=every), chosen, output, every=every)
        return
    if template is None:
        _refuse_none(chosen)
    page = _template(session, template) if template else None
    keys, latest = _issues(session, week, issue, chosen, every=every, for_template=page is not None)
    if len(keys) > 1:
        gc.enable()  # off at the start of the program: with one issue there is little to come
    made = ready(session, [*(key for key in keys if key not in latest), *latest], draft=draft)
    _tell_frozen(session, made)
    series = _with_pictures(_bound(made.series, chosen, volume=volume), pictures, chosen)
    dressed = _dressed(series, theme, chosen)
    series, feed = dressed.of(keys), dressed.of(latest)
    if output == "-":
        article = verb.printed(session.library, chosen, series, session.tell, latest=feed, template=page)
        _print(session, [] if page else chosen, article)
        return
    for path in verb.export(
        session.library, chosen, series, output, session.tell, latest=feed, template=page
    ):
        session.out.line(near(path))


def _refuse_other(*, draft: bool, template: str | None, theme: str | None, pictures: str | None) -> None:
    """Raises UsageError for options that would make other bytes than were published."""
    if draft:
        raise UsageError(_("what was published is no draft"), _("leave out --draft"))
    if template:
        raise UsageError(_("nothing is published by a template"), _("leave out --template"))
    if theme:
        raise UsageError(_("what was published has its theme"), _("leave out --theme"))
    if pictures:
        raise UsageError(_("what was published holds its pictures"), _("leave out --pictures"))


def _tell_frozen(session: Session, made: verb.Ready) -> None:
    for frozen in made.frozen:
        from digestcli.cli.frozen import tell_frozen  # noqa: PLC0415 - most issues are not published yet

        tell_frozen(session, frozen)


def _template(session: Session, named: str) -> "Template":
    from digestcli.workflow.filling import template  # noqa: PLC0415 - most exports have none

    return template(session.library, named, session.trust)


def _bound(series: Series, chosen: list[str], *, volume: bool) -> Series:
    if not volume:
        return series
    known = exporters.formats()
    if loose := [name for name in chosen if not known[name].binds]:
        binding = _(", ").join(name for name, made in known.items() if made.binds)
        raise UsageError(
            _("{format} does not bind issues into a volume").format(format=loose[0]),
            _("formats that do: {names}").format(names=binding),
        )
    return replace(series, is_volume=True)


def _with_pictures(series: Series, pictures: str | None, chosen: list[str]) -> Series:
    if pictures is None:
        return series
    if "html" not in chosen:
        raise UsageError(_("--pictures is for web pages"), _("add --html, or leave it out"))
    if pictures not in {"embed", "link"}:
        raise UsageError(
            _("pictures cannot be had as {name!r}").format(name=pictures),
            _("--pictures embed has them in the page, --pictures link names their files"),
        )
    return replace(series, embeds=pictures == "embed")


def _dressed(series: Series, theme: str | None, chosen: list[str]) -> Series:
    if theme is None:
        return series
    from digestcli.workflow.theme import themed  # noqa: PLC0415 - few exports name one

    return themed(series, theme, chosen)


def _issues(
    session: Session,
    week: str | None,
    issue: str | None,
    chosen: list[str],
    *,
    every: bool,
    for_template: bool,
) -> tuple[list[Key], list[Key]]:
    """The issues that are named or current, and those that feeds tell of: the last ones if none is named."""
    known = exporters.formats()
    feeds = [name for name in chosen if known[name].of_series]
    if not feeds or every or week is not None or issue is not None:
        keys = session.chosen(week, issue, every=every)
        return keys, keys if feeds else []
    latest = session.latest(session.desk.publication.feed_length)
    is_all = len(feeds) == len(chosen) and not for_template
    return [] if is_all else session.chosen(week, issue, every=False), latest


def _as_published(
    session: Session, keys: list[Key], chosen: list[str], output: str | None, *, every: bool
) -> None:
    from digestcli.workflow import as_published as store  # noqa: PLC0415 - other exports do without the store

    editions = store.editions(session.library, keys, every=every)
    files = store.files_of(session.library, editions, chosen)
    if output == "-":
        _print(session, [each.stored.format for each in files], store.printed(files))
    else:
        for path in store.export(session.library, files, output):
            session.out.line(near(path))
    if store.is_astray(session.library, files, output):
        session.note(_("pictures are named from out/, as they were published, and not found from here"))


def _print(session: Session, formats: list[str], article: bytes) -> None:
    """Into a pipe to the byte; on a terminal nothing of it is obeyed."""
    if formats == ["json"]:
        session.out.document(article)
    elif sys.stdout.isatty():
        session.out.line(article.decode().removesuffix("\n"))
    else:
        sys.stdout.buffer.write(article)


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


def _refuse_none(chosen: list[str]) -> None:
    if not chosen:
        raise UsageError(
            _("export to which format?"),
            _("digest export --md; formats: {names}").format(names=", ".join(exporters.formats())),
        )
