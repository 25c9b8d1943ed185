"""The editor's issues in `issues/`: which there are, what one holds, and where a paper has been before."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from digestcli import files, issuefile
from digestcli.errors import DigestError, FileError, UsageError
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key, Week
from digestcli.model.problem import Problem, Severity
from digestcli.model.publication import Publication
from digestcli.values import dataclass

_ENDING = ".md"
_WIDE_DIGIT = re.compile(b"\xef\xbc[\x90-\x99]")  # U+FF10 to U+FF19 in UTF-8


def name(key: Key) -> str:
    """An issue's file as the user would type it in the library: `issues/2023-W14.md`."""
    return f"issues/{key}{_ENDING}"


def path(library: Library, key: Key) -> Path:
    return library.root / name(key)


def keys(library: Library) -> tuple[Key, ...]:
    """Every issue there is, by name; other files in the folder are for `strays` to tell."""
    return tuple(sorted(key for file in _names(library) if (key := _key(file))))


def strays(library: Library) -> tuple[Problem, ...]:
    """The files in `issues/` that no key can name, and those that are one file on Windows and macOS."""
    names = _names(library)
    alike = defaultdict(list)
    for file in names:
        alike[unicodedata.normalize("NFC", file).casefold()].append(file)
    doubles = [same for same in alike.values() if len(same) > 1]
    return (*map(_unnamed, filter(_is_stray, names)), *map(_double, doubles))


def in_order(library: Library, publication: Publication) -> list[Key]:
    """Every issue, oldest first: by its week, else by its `date`; undated ones come before all others."""
    return sort({key: _day(library, key, publication) for key in keys(library)})


def between(library: Library, publication: Publication, first: Week, last: Week) -> list[Key]:
    """The issues of the weeks from `first` to `last`, or dated in them, oldest first."""
    days = {key: day for key in keys(library) if (day := _day(library, key, publication))}
    return sort({key: day for key, day in days.items() if first <= Week.of(day) <= last})


def sort(days: Mapping[Key, date | None]) -> list[Key]:
    """Issues by their days, oldest first; undated ones come before all others."""
    return sorted(days, key=lambda key: (days[key] or date.min, key))


def day_of(key: Key, said: str | None) -> date | None:
    """A week's Monday, or the day the issue says; None where it says none that can be read."""
    if week := key.week:
        return week.monday
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None


def read(library: Library, key: Key) -> files.Seen:
    """The issue's bytes; raises FileError where there are none, naming the key it may have been."""
    try:
        return files.read(path(library, key))
    except files.Missing as error:
        near = _same_but_for_case(library, key)
        hint = _("is it {key}?").format(key=near) if near else _("digest list names the issues there are")
        raise FileError(_("there is no issue {key}").format(key=key), hint) from error


@dataclass(frozen=True, slots=True)
class Writing:
    """What an issue is to hold, and what was read of it; None: there was none."""

    key: Key
    data: bytes
    seen: files.Seen | None


def write(library: Library, key: Key, data: bytes, seen: files.Seen | None, command: str) -> None:
    """The issue holds `data`; `seen` is what was read of it, None for a new one; `command` can be undone.

    Raises Conflict where somebody else has changed or made it meanwhile, UsageError for a new name that is an
    old one on Windows and macOS.
    """
    write_all(library, [Writing(key, data, seen)], command)


def write_all(library: Library, writings: Sequence[Writing], command: str) -> None:
    """Every one of the issues holds its data, one after the other, as `write` writes one; undone together.

    Where one of them is refused all are put back, the last one first. A kill leaves those before it written:
    what moves from one issue to another is therefore written there first, and is then in both.
    """
    from digestcli.library import undo  # noqa: PLC0415 - readers have nothing to undo

    changes = [undo.Change(each.key, each.seen.data if each.seen else None, each.data) for each in writings]
    with undo.remembered(library, command, changes):
        for place, each in enumerate(writings, 1):
            try:
                _write(library, each.key, each.data, each.seen)
            except DigestError as fault:
                if len(writings) > 1:
                    _put_back(library, writings[:place], fault)
                raise


def _put_back(library: Library, writings: Sequence[Writing], fault: DigestError) -> None:
    """The issues as they were before one was refused for `fault`; where that fails too, it is told."""
    try:
        for each in reversed(writings):
            with suppress(files.Missing):
                now = files.read(path(library, each.key))
                if now.data == each.data and each.seen:
                    files.replace(now, each.seen.data, root=library.root)
                elif now.data == each.data:
                    files.remove(now, root=library.root)
    except DigestError:
        hint = _("some of it is written already: digest undo puts it back")
        raise type(fault)(fault.message, "\n".join(filter(None, (fault.hint, hint)))) from fault


def _write(library: Library, key: Key, data: bytes, seen: files.Seen | None) -> None:
    if seen is not None:
        files.replace(seen, data, root=library.root)
        return
    if near := _same_but_for_case(library, key):
        raise UsageError(
            _("{key} differs from {other} in capitals only").format(key=key, other=near),
            _("use --issue {other}, or another name").format(other=near),
        )
    files.create(path(library, key), data, root=library.root)


def keep(library: Library, key: Key, words: str) -> Path:
    """Where `words` that could not be written into the issue lie now; other words never take their place."""
    data = f"{words}\n".encode()
    place = unwritten(library, key, data)
    files.put(place, data, root=library.root)
    return place


def unwritten(library: Library, key: Key, data: bytes) -> Path:
    """Where `data` lies that could not be written into the issue; the same bytes have the same place."""
    from hashlib import sha256  # noqa: PLC0415 - 3 ms, and hardly ever needed

    return library.root / ".digest" / "unwritten" / f"{key}-{sha256(data).hexdigest()[:12]}{_ENDING}"


def holders(
    library: Library, ids: Iterable[ArxivId], publication: Publication
) -> dict[ArxivId, tuple[Key, ...]]:
    """The issues that name each paper, whatever its version: printed, on the bench, or in the radio.

    Every issue is read once, and parsed only if an id's digits are in its bytes. One that cannot be read
    holds nothing; whoever opens it is told why.
    """
    holders: dict[ArxivId, list[Key]] = {id.bare: [] for id in ids}
    digits = {
        id: id.number.rpartition(".")[2].encode() for id in holders
    }  # a superfluous zero may stand before
    for key in keys(library):
        try:
            data = read(library, key).data
            likely = [id for id in holders if digits[id] in data]
            if not likely and not _WIDE_DIGIT.search(data):
                continue
            text = issuefile.decode(data, name(key))
        except FileError:
            continue
        named = {ref.bare for ref in issuefile.read(text, key, publication, name(key)).issue.refs()}
        for id in holders.keys() & named:
            holders[id].append(key)
    return {id: tuple(found) for id, found in holders.items()}


def _names(library: Library) -> list[str]:
    """The files that are meant as issues; an editor's and our own hidden ones are not."""
    try:
        names = sorted(file.name for file in library.issues.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FileError(
            _("{path} cannot be read: {cause}").format(path=library.issues, cause=files.cause(error))
        ) from error
    return [file for file in names if file.casefold().endswith(_ENDING) and not file.startswith(".")]


def _key(file: str) -> Key | None:
    """The key a file's name spells."""
    if not file.endswith(_ENDING):
        return None
    try:
        return Key(file.removesuffix(_ENDING))
    except UsageError:
        return None


def _same_but_for_case(library: Library, key: Key) -> Key | None:
    same = (
        other for other in keys(library) if other.value.casefold() == key.value.casefold() and other != key
    )
    return next(same, None)


def _day(library: Library, key: Key, publication: Publication) -> date | None:
    """The day of an issue, which is read only if its key is no week."""
    if key.week:
        return day_of(key, None)
    try:
        text = issuefile.decode(read(library, key).data, name(key))
    except FileError:
        return None
    said = issuefile.read(text, key, publication, name(key)).issue.date
    return day_of(key, said.value if said else None)


def _is_stray(file: str) -> bool:
    return _key(file) is None


def _unnamed(file: str) -> Problem:
    return Problem(
        path=f"issues/{file}",
        line=1,
        column=1,
        rule="issue-name",
        severity=Severity.WARNING,
        message=_("this file is not read: its name cannot name an issue"),
        hint=_("letters, digits and hyphens, then .md: 2023-W14.md, best-of-2023.md"),
    )


def _double(same: list[str]) -> Problem:
    return Problem(
        path=f"issues/{same[0]}",
        line=1,
        column=1,
        rule="issue-name-twice",
        severity=Severity.ERROR,
        message=_("on Windows and macOS these are one file: {names}").format(names=", ".join(same)),
        hint=_("give all but one of them another name"),
    )
