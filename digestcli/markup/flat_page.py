"""An issue in plain text: the article as those read it who have no page, and no marks to see.

It is what `txt` writes, and what a mail says to programs that show no HTML.
"""

from collections.abc import Callable, Iterator

from digestcli.markup import lines
from digestcli.markup.flat import flat
from digestcli.markup.pictures import repointed
from digestcli.markup.plain import one_line
from digestcli.model.digest import Digest, Entry, RadioProgramme, Radiostation
from digestcli.model.issue import Passage
from digestcli.model.text import Text


def article(digest: Digest, repoint: Callable[[str], str]) -> str:
    """The whole of it; `repoint` names its pictures, and a picture without a name is its words alone."""
    return _Article(digest, repoint).whole()


class _Article:
    def __init__(self, digest: Digest, repoint: Callable[[str], str]) -> None:
        self._digest = digest
        self._words = digest.words
        self._repoint = repoint

    def whole(self) -> str:
        return "\n\n".join(filter(None, self._blocks())) + "\n"

    def _blocks(self) -> Iterator[str]:
        digest = self._digest
        yield one_line(digest.title or "")
        yield self._words.draft if digest.draft else ""
        yield self._prose(digest.lead)
        titles = [f"- {said.plain}" for said in lines.contents(digest)]
        yield "\n".join([self._words.contents, *titles]) if titles else ""
        for part in digest.body:
            match part:
                case Entry():
                    yield from self._entry(part)
                case Radiostation():
                    yield from self._radiostation(part)
                case Passage():
                    yield one_line(part.heading.value)
                    yield self._prose(part.text.value if part.text else None)

    def _entry(self, entry: Entry) -> Iterator[str]:
        heading = f"{lines.heading(entry, self._words)}{lines.title(entry).plain}"
        labelled = lines.labelled(entry, self._words)
        under = (f"- {line.label}{self._words.colon}{line.said.plain}" for line in labelled)
        yield "\n".join(map(one_line, [heading, *under]))
        yield self._part(self._words.summary, entry.note.summary)
        yield self._part(self._words.recommendation, entry.note.recommendation)

    def _part(self, label: str, said: Text | None) -> str:
        return f"{label}{self._words.colon}{self._prose(said.value)}" if said else ""

    def _prose(self, words: str | None) -> str:
        return flat(repointed(words, self._repoint), self._digest.links) if words else ""

    def _radiostation(self, radio: Radiostation) -> Iterator[str]:
        yield one_line(radio.heading)
        yield self._prose(radio.text)
        for programme in radio.lists:
            yield one_line(programme.name)
            yield self._prose(programme.text)
            yield "\n".join(map(one_line, self._programme(programme)))

    def _programme(self, programme: RadioProgramme) -> Iterator[str]:
        if audio := lines.recording(programme, self._words):
            yield f"{audio.label}{self._words.colon}{audio.said.value}"
        for pick in programme.entries:
            title, names = lines.title(pick).plain, lines.presenters(pick, self._words)
            yield f"{pick.number}. {title}{lines.full_stop(pick)}" + (f" ({names.plain})" if names else "")
