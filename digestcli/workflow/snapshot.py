"""What an issue says today, as an edition tells it: what is frozen, and what is compared with it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from digestcli import files
from digestcli.errors import FileError
from digestcli.library.published import sha256
from digestcli.library.root import Library
from digestcli.markup import lines
from digestcli.markup.json_text import dumps
from digestcli.markup.pictures import is_local, local_paths
from digestcli.model.digest import Digest, Entry, RadioEntry, Radiostation
from digestcli.model.edition import Edition, Erratum, PictureFile, PrintedPaper, PrintedPick
from digestcli.model.issue import Passage
from digestcli.workflow.desk import Opened

_LARGEST = 256 * 1024 * 1024  # bytes of a picture


def snapshot(
    opened: Opened,
    digest: Digest,
    *,
    pictures: tuple[PictureFile, ...] = (),
    number: int = 0,
    date: str = "",
    erratum: Erratum | None = None,
) -> Edition:
    """What is printed of the issue, without the files it is printed in."""
    return Edition(
        key=digest.key,
        number=number,
        date=date,
        title=digest.title,
        issue_number=digest.number,
        source=sha256(opened.seen.data),
        words=_hashed(_issue_words(digest)),
        order=tuple(_order(digest)),
        papers=tuple(_paper(entry, digest) for entry in digest.entries),
        picks=tuple(_picks(digest)),
        pictures=pictures,
        files=(),
        erratum=erratum,
    )


def _hashed(words: Mapping[str, str | None]) -> dict[str, str]:
    return {name: sha256(said.encode()) for name, said in words.items() if said}


def _issue_words(digest: Digest) -> Mapping[str, str | None]:
    """Everything the editor wrote but the papers, by the names a departure is told with."""
    passages = [
        [part.level, part.heading.value, part.text.value if part.text else None]
        for part in digest.body
        if isinstance(part, Passage)
    ]
    return {
        "title": digest.title,
        "number": digest.number,
        "date": digest.date,
        "byline": digest.byline,
        "cover": digest.cover,
        "lead": digest.lead,
        "passages": dumps(passages) if passages else None,
        "radio": dumps(_radio(digest.radio)) if digest.radio else None,
        "links": dumps(sorted(digest.links.items())) if digest.links else None,
    }


def _order(digest: Digest) -> Iterator[str]:
    for part in digest.body:
        match part:
            case Entry():
                yield _paper(part, digest).name
            case Passage():
                yield f"{'#' * part.level} {part.heading.value}"
            case Radiostation():
                yield f"# {part.heading}"


def _radio(radio: Radiostation) -> list[object]:
    """What of the radio is the editor's: which papers there are, and the words around them."""
    lists = [
        [each.name, each.text, each.audio, each.duration, [_ours(pick) for pick in each.entries]]
        for each in radio.lists
    ]
    return [radio.heading, radio.text, lists]


def _ours(pick: RadioEntry) -> list[object]:
    title = pick.title if pick.title_is_ours and not pick.id else None
    return [str(pick.id) if pick.id else None, title, pick.names if pick.names_are_ours else None]


def _paper(entry: Entry, digest: Digest) -> PrintedPaper:
    people, note = lines.authors(entry, digest.words), entry.note
    ours = {
        "title": entry.title_is_ours,
        "authors": entry.authors_text is not None,
        "url": entry.id is None or entry.url != entry.id.url,
    }
    return PrintedPaper(
        id=str(entry.id) if entry.id else None,
        version=entry.paper.version if entry.paper else None,
        title=lines.title(entry).plain if entry.title else None,
        authors=tuple(lines.names(entry)),
        authors_line=people.plain if people else None,
        url=entry.url,
        ours=tuple(name for name, is_ours in ours.items() if is_ours),
        words=_hashed(
            {
                "summary": note.summary.value if note.summary else None,
                "recommendation": note.recommendation.value if note.recommendation else None,
                "lines": dumps(entry.extra) if entry.extra else None,
            }
        ),
    )


def _picks(digest: Digest) -> Iterator[PrintedPick]:
    for programme in digest.radio.lists if digest.radio else ():
        for pick in programme.entries:
            yield PrintedPick(
                programme.name,
                str(pick.id) if pick.id else None,
                lines.title(pick).plain if pick.title else None,
                () if pick.names_are_ours else tuple(pick.names),
            )


def pictures_of(library: Library, digest: Digest) -> tuple[PictureFile, ...]:
    """The pictures in the library that the issue names, each once; none from outside is looked at."""
    paths = (Path(os.path.relpath(library.issues / path, library.root)) for path in _pictures(digest))
    inside = (path.as_posix() for path in paths if path.parts[:1] != ("..",))
    return fingerprints(library, dict.fromkeys(inside))


def fingerprints(library: Library, paths: Iterable[str]) -> tuple[PictureFile, ...]:
    """Size and hash of the files at `paths` in the library; neither for one that is lost or leads out."""
    return tuple(_fingerprint(library, path) for path in paths)


def _fingerprint(library: Library, path: str) -> PictureFile:
    try:
        data = files.read(files.inside(library.root / path, library.root), limit=_LARGEST).data
    except (FileError, ValueError):  # a NUL in a path is a ValueError
        return PictureFile(path, None, None)
    return PictureFile(path, len(data), sha256(data))


def _pictures(digest: Digest) -> Iterator[str]:
    if digest.cover and is_local(digest.cover):
        yield digest.cover
    for words in digest.prose():
        yield from local_paths(words)
    for entry in digest.entries:
        yield from (figure.path for figure in entry.note.figures if is_local(figure.path))
