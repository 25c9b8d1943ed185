"""The finished article in plain text, for places that take no markup."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Repoint
from digestcli.markup import lines
from digestcli.markup.flat import flat
from digestcli.markup.pictures import repointed
from digestcli.markup.plain import one_line
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, RadioProgramme, Radiostation, Series
from digestcli.model.issue import Passage
from digestcli.model.text import Text
from digestcli.words import Printed


def artifacts(series: Series, repoint: Repoint) -> Iterator[Artifact]:
    """One `KEY.txt` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.txt", partial(_render, digest, repoint))


def _render(digest: Digest, repoint: Repoint) -> bytes:
    return ("\n\n".join(filter(None, _blocks(digest, repoint))) + "\n").encode()


def _blocks(digest: Digest, repoint: Repoint) -> Iterator[str]:
    yield one_line(digest.title or "")
    yield digest.words.draft if digest.draft else ""
    yield _prose(digest.lead, repoint)
    titles = [f"- {one_line(said.plain)}" for said in lines.contents(digest)]
    yield "\n".join([digest.words.contents, *titles]) if titles else ""
    for part in digest.body:
        match part:
            case Entry():
                yield from _entry(part, digest.words, repoint)
            case Radiostation():
                yield from _radiostation(part, digest.words, repoint)
            case Passage():
                yield one_line(part.heading.value)
                yield _prose(part.text.value if part.text else None, repoint)


def _entry(entry: Entry, words: Printed, repoint: Repoint) -> Iterator[str]:
    heading = f"{lines.heading(entry, words)}{lines.title(entry).plain}"
    labelled = (f"- {line.label}{words.colon}{line.said.plain}" for line in lines.labelled(entry, words))
    yield "\n".join(map(one_line, [heading, *labelled]))
    yield _part(f"{words.summary}{words.colon}", entry.note.summary, repoint)
    yield _part(f"{words.recommendation}{words.colon}", entry.note.recommendation, repoint)


def _part(label: str, words: Text | None, repoint: Repoint) -> str:
    return f"{label}{_prose(words.value, repoint)}" if words else ""


def _prose(words: str | None, repoint: Repoint) -> str:
    return flat(repointed(words, repoint)) if words else ""


def _radiostation(radio: Radiostation, words: Printed, repoint: Repoint) -> Iterator[str]:
    yield one_line(radio.heading)
    yield _prose(radio.text, repoint)
    for programme in radio.lists:
        yield one_line(programme.name)
        yield _prose(programme.text, repoint)
        yield "\n".join(_programme(programme, words))


def _programme(programme: RadioProgramme, words: Printed) -> Iterator[str]:
    if programme.audio:
        yield one_line(f"{words.audio}{words.colon}{lines.audio(programme.audio, programme.duration)}")
    for pick in programme.entries:
        title, names = lines.title(pick).plain, lines.presenters(pick)
        ending = lines.full_stop(title) + (f" ({names.plain})" if names else "")
        yield one_line(f"{pick.number}. {title}{ending}")
