"""`digest freeze`: what is exported of an issue is kept to the byte, with an account of what it says."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from digestcli import exporters
from digestcli.errors import Conflict, FileError, Pending
from digestcli.library import published
from digestcli.messages import _
from digestcli.model.edition import Departure, Edition, Stored
from digestcli.model.event import Event, Tell
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, locked
from digestcli.workflow.drift import drifted, thaw_command
from digestcli.workflow.export import Ready, rendered
from digestcli.workflow.snapshot import pictures_of, snapshot


class Drifted(Conflict):
    """An issue that is frozen, and no longer what was published."""

    def __init__(self, message: str, hint: str, departures: Sequence[Departure]) -> None:
        super().__init__(message, hint)
        self.departures = tuple(departures)


@dataclass(frozen=True, slots=True)
class Kept:
    """An edition, and the files that had to be written for it to be there; none where all of them were."""

    edition: Edition
    paths: tuple[Path, ...]


def freeze(
    desk: Desk, ready: Ready, formats: Sequence[str], day: str, tell: Tell, *, dry_run: bool = False
) -> Kept:
    """What the one issue of `ready` gives in `formats` is kept, as its next edition unless one stands.

    One that stands stays as it is; formats that are named and not in it yet are added. Without any, all whose
    libraries are installed make a new edition. Raises Pending while facts are missing, and Drifted where the
    edition that stands is not what the issue says now.
    """
    (digest,) = ready.series.digests
    if digest.pending:
        raise Pending(
            _("{key} is not frozen: facts of {ids} are still to be fetched").format(
                key=digest.key, ids=_(", ").join(map(str, digest.pending))
            ),
            "digest fetch",
        )
    if dry_run:
        plan = _plan(desk, ready, formats, day)
        return Kept(plan.edition, tuple(_paths(desk, plan)))
    with locked(desk, tell):
        plan = _plan(desk, ready, formats, day)
        for path in published.set_aside(desk.library, plan.edition, plan.data):
            left = desk.library.name(path)
            message = _("a file of an edition without its account made room; it is kept as {path}")
            tell(Event(message.format(path=left), is_important=True))
        paths = published.keep(desk.library, plan.edition, plan.data, with_account=plan.is_new)
    return Kept(plan.edition, paths)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The edition that is to stand, whether its account is to be written, and those of its files that are."""

    edition: Edition
    is_new: bool
    data: Mapping[str, bytes]


def _paths(desk: Desk, plan: _Plan) -> Iterator[Path]:
    """What is written for the edition, the account last."""
    key, number = plan.edition.key, plan.edition.number
    yield from (published.folder(desk.library, key, number) / name for name in plan.data)
    if plan.is_new:
        yield published.account(desk.library, key, number)


def _plan(desk: Desk, ready: Ready, formats: Sequence[str], day: str) -> _Plan:
    (digest,), (opened,) = ready.series.digests, ready.opened
    last = published.last(desk.library, digest.key)
    if last and last.is_frozen:
        if departures := drifted(desk, opened, digest, last.edition):
            raise _drifted(last.edition, departures)
        return _completed(desk, ready, formats, last.edition)
    kept = [name for name in exporters.installed() if name in exporters.of_one_issue()]
    contents = _contents(desk, ready, formats or kept)
    edition = snapshot(
        opened,
        digest,
        pictures=pictures_of(desk.library, digest),
        number=last.edition.number + 1 if last else 1,
        date=day,
        erratum=last.erratum if last else None,
    )
    edition = replace(edition, files=tuple(contents))
    return _Plan(edition, is_new=True, data={each.name: data for each, data in contents.items()})


def _completed(desk: Desk, ready: Ready, formats: Sequence[str], edition: Edition) -> _Plan:
    """The edition with the formats it lacks, and with a lost file where the issue gives the same again."""
    known = {stored.format for stored in edition.files}
    added = _contents(desk, ready, [name for name in formats if name not in known])
    _refuse_second(edition, added)
    data = {stored.name: new for stored, new in added.items()}
    for stored in edition.files:
        try:
            published.data_of(desk.library, edition, stored)
        except FileError:
            again = _contents(desk, ready, [stored.format] if stored.format in exporters.formats() else [])
            if stored not in again:
                raise
            data[stored.name] = again[stored]
    edition = replace(edition, files=(*edition.files, *added))
    return _Plan(edition, is_new=bool(added), data=data)


def _refuse_second(edition: Edition, added: Iterable[Stored]) -> None:
    """Raises FileError where a file of another format would take the place of one that was published."""
    names = {stored.name for stored in edition.files}
    if taken := next((stored.name for stored in added if stored.name in names), None):
        raise FileError(
            _("{name} was published already, as another format").format(name=taken),
            _("to publish a correction: {command}").format(command=thaw_command(edition.key)),
        )


def _contents(desk: Desk, ready: Ready, formats: Collection[str]) -> dict[Stored, bytes]:
    """The files as `export` writes them into `out/`."""
    contents = {}
    for name in formats:
        for artifact in rendered(desk.library, [name], ready.series, desk.library.out):
            data = artifact.render()
            contents[Stored(name, artifact.name, len(data), published.sha256(data))] = data
    return contents


def _drifted(edition: Edition, departures: Sequence[Departure]) -> Drifted:
    return Drifted(
        _("{key} is no longer what was published on {date}; nothing was frozen").format(
            key=edition.key, date=edition.date
        ),
        _("to publish a correction: {command}").format(command=thaw_command(edition.key)),
        departures,
    )
