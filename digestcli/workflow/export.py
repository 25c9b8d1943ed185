"""`digest export`: issues become finished files under `out/`, or where the editor says."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from digestcli import exporters, files, issuefile
from digestcli.errors import DigestError, FileError, UsageError
from digestcli.exporters.extras import install
from digestcli.files.pictures import Picture
from digestcli.library import figures
from digestcli.library.root import Library
from digestcli.markup import lines
from digestcli.markup.pictures import is_local
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series
from digestcli.model.event import Event, Tell, silent
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, digest_of, faults, open_issue
from digestcli.workflow.feeds import refuse_unnamed
from digestcli.workflow.frozen import Standing, standing

if TYPE_CHECKING:
    from digestcli.templating import Template
    from digestcli.workflow.drift import Frozen

_File = TypeVar("_File")


class HasErrors(DigestError):
    """An issue that is not exported because its file holds errors; they are in `problems`."""

    def __init__(self, message: str, hint: str, problems: Sequence[Problem]) -> None:
        super().__init__(message, hint)
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Ready:
    """Issues ready to be exported, and what the editor should know before they are."""

    series: Series
    opened: tuple[Opened, ...]  # their files as they were read
    frozen: "tuple[Frozen, ...]"  # what was published of them
    problems: tuple[Problem, ...]  # warnings and hints; errors too when a draft is exported
    unwritten: tuple[str, ...]  # papers without 摘要 or 推荐, "2023-W14 3 HuggingGPT"
    pending: tuple[str, ...]  # papers whose facts are not there
    partial: tuple[Paper, ...]  # those whose facts are not from arXiv's API


def ready(desk: Desk, keys: Sequence[Key], *, draft: bool = False) -> Ready:
    """The composed issues of `keys`; raises HasErrors unless `draft` allows them."""
    opened = [open_issue(desk, key) for key in keys]
    problems = [problem for each in opened for problem in each.reading.problems]
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors and not draft:
        raise HasErrors(
            _("{path} has errors and was not exported").format(path=errors[0].path),
            _("mend them; with --draft it is exported as it is, and says so"),
            problems,
        )
    digests = [replace(digest_of(desk, each.issue), draft=bool(each.errors)) for each in opened]
    problems += [problem for digest in digests for problem in faults(desk, digest)]
    stands = [standing(desk, each, digest) for each, digest in zip(opened, digests, strict=True)]
    problems += [problem for each in stands for problem in each.problems]
    return Ready(
        series_of(desk, map(_published, digests, stands)),
        tuple(opened),
        tuple(each.frozen for each in stands if each.frozen),
        tuple(problems),
        tuple(name for digest in digests for name in _unwritten(digest)),
        tuple(f"{digest.key} {id}" for digest in digests for id in digest.pending),
        tuple(e.paper for digest in digests for e in digest.entries if e.paper and e.partial),
    )


def series_of(desk: Desk, digests: Iterable[Digest]) -> Series:
    """Issues as those of this publication."""
    about = desk.publication
    return Series(
        title=about.title,
        link=about.link,
        language=about.language,
        digests=tuple(digests),
        id=about.id,
        timezone=about.timezone,
        theme=about.theme,
        cover=about.radio_cover,
    )


def _published(digest: Digest, standing: Standing) -> Digest:
    """The issue with the days on which it was published, as far as an edition tells."""
    if not (frozen := standing.frozen):
        return digest
    last = frozen.edition.date
    return replace(
        digest, published_on=frozen.first_on, corrected_on=last if last != frozen.first_on else None
    )


def _unwritten(digest: Digest) -> Iterator[str]:
    for entry in digest.entries:
        if not issuefile.is_written(entry.note):
            yield f"{digest.key} {entry.number} {lines.title(entry).plain}".rstrip()


def export(
    library: Library,
    formats: Sequence[str],
    series: Series,
    output: str | None,
    tell: Tell = silent,
    *,
    latest: Series | None = None,
    template: "Template | None" = None,
) -> Iterator[Path]:
    """Each written file's path; `output` names a file, a folder with a slash behind it, None means `out/`.

    Feeds tell of the `latest` issues where those are others than the ones that are exported.
    Raises UsageError when several artifacts would go into one file, or one into the library's own; nothing is
    written then.
    """
    artifacts = rendered(
        library, formats, series, folder_of(library, output), tell, latest=latest, template=template
    )
    for path in targets(library, [each.name for each in artifacts], output):
        artifact = artifacts.pop(0)  # what it has made of its issue goes with it, before the next one
        put(library, path, artifact.render(), output)
        _tell_remarks(artifact, tell)
        yield path


def rendered(
    library: Library,
    formats: Collection[str],
    series: Series,
    folder: Path,
    tell: Tell = silent,
    *,
    latest: Series | None = None,
    template: "Template | None" = None,
) -> list[Artifact]:
    """The artifacts as they go into `folder`: local files are named from there; lost pictures are told.

    Raises DigestError where a format's libraries are not installed, a feed's library has no id, or something
    is wrong with the template.
    """
    if lacking := exporters.lacking(formats):
        raise not_installed(lacking)
    dress = cache(partial(_css, library, series.theme, tell))
    if "wechat" in formats:
        dress()  # a fault in it is found before anything is written
    assets = exporters.Assets(_repoint(library.issues, folder), pictures(library, tell), dress)
    known = exporters.formats()
    if "podcast" in formats:
        from digestcli.workflow.recordings import for_podcast  # noqa: PLC0415 - for one format

        assets = for_podcast(library, series, assets, tell)
    if feeds := [name for name in formats if known[name].of_series]:
        refuse_unnamed(library, series, tell)
    takes = {name: latest if latest and name in feeds else series for name in formats}
    made = [each for name in formats for each in exporters.export(name, takes[name], assets)]
    if template:
        from digestcli.workflow.filling import filled  # noqa: PLC0415 - few exports have a template

        made += filled(template, series, assets.path)
    return made


def _css(library: Library, theme: str, tell: Tell) -> str:
    from digestcli.workflow.theme import css  # noqa: PLC0415 - for one format

    return css(library, theme, tell)


def pictures(library: Library, tell: Tell) -> Callable[[str], Picture | None]:
    """The library's pictures, each read once for all formats; one that cannot be had is told, once."""

    @cache
    def picture(path: str) -> Picture | None:
        try:
            return figures.load(library, path)
        except FileError as fault:
            tell(Event(_("a picture is left out: {why}").format(why=fault.message), is_important=True))
            return None

    return picture


def not_installed(lacking: Mapping[str, str]) -> DigestError:
    """Why formats cannot be made, each with the extra it lacks; the hint installs them all."""
    return DigestError(
        _("{names}: the libraries for it are not installed; nothing was written").format(
            names=_(", ").join(lacking)
        ),
        install(lacking.values()),
    )


def folder_of(library: Library, output: str | None) -> Path:
    """The folder that exported files go into."""
    return _destination(library, output)[0]


def targets(library: Library, names: Sequence[str], output: str | None) -> list[Path]:
    """Where files of these names go; raises UsageError where they do not fit or do not belong."""
    folder, name = _destination(library, output)
    if name and len(names) > 1:
        raise UsageError(
            _("{number} files do not fit into {name}").format(number=len(names), name=output),
            _("name a folder: -o {name}/").format(name=output),
        )
    paths = [folder / (name or each) for each in names]
    if twice := next((path for path in paths if paths.count(path) > 1), None):
        raise UsageError(
            _("two files would be called {path}").format(path=twice), _("give the template another name")
        )
    if owned := next(filter(library.owns, paths), None):
        raise UsageError(
            _("{path} is not for exports: the library keeps its own files there").format(path=owned),
            _("they go into out/, or anywhere else: -o out/"),
        )
    return paths


def put(library: Library, path: Path, data: bytes, output: str | None) -> None:
    """An exported file is written, in the library's `out/` or where the editor says."""
    files.put(path, data, root=library.root if output is None else path.parent)


def printed(
    library: Library,
    formats: Sequence[str],
    series: Series,
    tell: Tell = silent,
    *,
    latest: Series | None = None,
    template: "Template | None" = None,
) -> bytes:
    """The one artifact that goes to standard output; its pictures are named from the current folder."""
    if list(formats) == ["json"] and not template:
        return as_json(series, _repoint(library.issues, Path.cwd()))
    artifact = only(rendered(library, formats, series, Path.cwd(), tell, latest=latest, template=template))
    data = artifact.render()
    _tell_remarks(artifact, tell)
    return data


def _tell_remarks(artifact: Artifact, tell: Tell) -> None:
    """What its editor should know before the file is sent on its way."""
    for remark in artifact.remarks():
        said = _("{name}: {remark}").format(name=artifact.name, remark=remark)
        tell(Event(said, is_important=True))


def only(files: Sequence[_File]) -> _File:
    """The one file that goes to standard output; raises UsageError where there are more or none."""
    if len(files) != 1:
        raise UsageError(
            _("standard output takes one file, not {number}").format(number=len(files)),
            _("one issue and one format, or a folder: -o out/"),
        )
    return files[0]


def as_json(series: Series, repoint: exporters.Repoint = str) -> bytes:
    """One document: the issue itself, or a series where there are several."""
    from digestcli.exporters import json  # noqa: PLC0415 - loaded on use, as every format is

    series = exporters.moved(series, repoint)
    return json.text(json.only_document(series, repoint)).encode()


def _destination(library: Library, output: str | None) -> tuple[Path, str | None]:
    if output is None:
        return library.out, None
    path = Path(output)
    if output.endswith(("/", os.sep)) or os.path.isdir(path):  # noqa: PTH112 - any name may stand here
        return path, None
    return path.parent, path.name


def _repoint(start: Path, folder: Path) -> exporters.Repoint:
    """From paths relative to the issues' folder to paths relative to `folder`."""

    def repoint(path: str) -> str:
        if not is_local(path):
            return path
        return Path(os.path.relpath(start.resolve() / path, folder.resolve())).as_posix()

    return repoint
