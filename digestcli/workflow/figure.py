"""`digest figure`: pictures copied into the library, and their lines at the end of a 摘要."""

from collections.abc import Sequence
from pathlib import Path

from digestcli import issuefile
from digestcli.errors import UsageError
from digestcli.files.pictures import Picture, picture
from digestcli.issuefile import NewFigure
from digestcli.library import figures, issues, papers
from digestcli.messages import _
from digestcli.model.event import Tell
from digestcli.model.issue import Note
from digestcli.model.key import Key
from digestcli.model.paper import Paper
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, Opened, digest_of, keeping, locked, note_of, open_issue


@dataclass(frozen=True, slots=True)
class Said:
    """The editor's words about a picture; without an alt text its caption tells what it shows."""

    caption: str | None = None
    alt: str | None = None


_NOTHING = Said()


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and its file in the library."""

    picture: Picture
    path: Path
    is_new: bool  # its line; a picture that stands in the section already is not put there again


@dataclass(frozen=True, slots=True)
class Illustrated:
    name: str  # the paper's id, else its title
    paper: Paper | None
    placed: tuple[Placed, ...]
    before: str
    after: str


def illustrate(
    desk: Desk,
    key: Key,
    ref: str,
    sources: Sequence[tuple[str, bytes]],
    tell: Tell,
    *,
    said: Said = _NOTHING,
    dry_run: bool = False,
) -> Illustrated:
    """The pictures in `sources`, each with its name, at the end of the 摘要 of `ref`.

    All of them are looked at before anything is written, and are on the disk before the issue names them.
    Raises FileError for one that is no whole picture, UsageError for words that would be read otherwise.
    """
    pictures = [picture(data, name) for name, data in sources]
    if said != _NOTHING and len(pictures) > 1:
        raise UsageError(
            _("one caption is not for {n} pictures").format(n=len(pictures)),
            _("add the pictures one by one, each with its --caption"),
        )
    if dry_run:
        return _illustrated(desk, open_issue(desk, key), ref, pictures, said)
    with keeping(desk, key, [said.caption, said.alt]), locked(desk, tell):
        opened = open_issue(desk, key)
        done = _illustrated(desk, opened, ref, pictures, said)
        if done.after != done.before:
            figures.save(desk.library, {each.path: each.picture for each in done.placed})
            issues.write(desk.library, key, done.after.encode(), opened.seen, "figure")
    return done


def _illustrated(
    desk: Desk, opened: Opened, ref: str, pictures: Sequence[Picture], said: Said
) -> Illustrated:
    digest = digest_of(desk, opened.issue)
    note = note_of(digest, ref, opened.issue.bench)
    number = next((each.number for each in digest.entries if each.note is note), None)
    key = opened.issue.key
    paths = figures.place(desk.library, key, pictures, figures.stem(note, number), opened.text)
    there = {figure.path: (figure.alt, figure.caption) for figure in note.figures}
    words = (said.alt or said.caption or "", said.caption)
    placed = []
    for each, path in zip(pictures, paths, strict=True):
        line = _named_in_issue(desk, path)
        if said != _NOTHING and there.get(line, words) != words:
            raise UsageError(
                _("{path} stands in {name} already, with other words").format(
                    path=desk.library.name(path), name=_name(note)
                ),
                _("change them there: digest edit {ref}").format(ref=ref),
            )
        placed.append(Placed(each, path, is_new=line not in there))
        there[line] = words
    new = [NewFigure(_named_in_issue(desk, each.path), *words) for each in placed if each.is_new]
    after = issuefile.insert_figures(opened.text, opened.reading, note, new) if new else opened.text
    paper = papers.load(desk.library, note.ref.bare) if note.ref else None
    return Illustrated(_name(note), paper, tuple(placed), opened.text, after)


def _named_in_issue(desk: Desk, path: Path) -> str:
    """The path as it stands in an issue, which lies beside `figures`."""
    return f"../{desk.library.name(path)}"


def _name(note: Note) -> str:
    title = note.title or note.reminder
    return str(note.ref.bare) if note.ref else title.value if title else "-"
