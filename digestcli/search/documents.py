"""What of an issue is looked through, as its readers and its editor know it: no Markdown, no TeX."""

from collections.abc import Iterator, Mapping

from digestcli import words
from digestcli.markup import lines
from digestcli.markup.flat import flat
from digestcli.markup.lines import Said
from digestcli.markup.plain import one_line
from digestcli.markup.tex import to_unicode
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry, RadioEntry, Radiostation
from digestcli.model.issue import Passage
from digestcli.model.paper import Paper
from digestcli.model.text import Text
from digestcli.search.document import Document

Facts = Mapping[ArxivId, Paper]


def documents(digest: Digest, bench: Digest, facts: Facts) -> Iterator[Document]:
    """The issue itself, then what it holds, in order; last the papers on its `bench`."""
    yield from _Issue(digest, facts).documents()
    for entry in bench.entries:
        yield _Issue(bench, facts).paper(entry, is_printed=False)


class _Issue:
    def __init__(self, digest: Digest, facts: Facts) -> None:
        self._digest = digest
        self._facts = facts

    def documents(self) -> Iterator[Document]:
        digest = self._digest
        title = one_line(digest.title or "")
        yield from self._words(title or digest.key.value, title=title, lead=self._prose(digest.lead))
        for part in digest.body:
            match part:
                case Entry():
                    yield self.paper(part, is_printed=True)
                case Passage():
                    heading = one_line(part.heading.value)
                    yield from self._words(heading, title=heading, passage=self._written(part.text))
                case Radiostation():
                    yield from self._radiostation(part)

    def paper(self, entry: Entry, *, is_printed: bool) -> Document:
        """A paper's section."""
        note, links = entry.note, entry.extra
        titles = _titles(entry)
        title = titles[0] if titles else lines.title(entry).plain
        ref = str(entry.number) if is_printed else str(entry.id or title)
        return self._document(
            title,
            number=entry.number if is_printed else None,
            id=entry.id,
            ref=ref,
            facts=entry.paper,
            titles=titles,
            authors=lines.names(entry),
            recommendation=self._written(note.recommendation),
            lead=_plain(note.field(words.LEAD_PHRASE)),
            summary=self._written(note.summary),
            labels="\n".join(f"{label}：{Said(value, ours=True).plain}" for label, value in links),
        )

    def _radiostation(self, radio: Radiostation) -> Iterator[Document]:
        """Its words, and the papers of its lists; a list's name alone is in every issue."""
        heading = one_line(radio.heading)
        if radio.text:
            yield from self._words(heading, passage=self._prose(radio.text))
        for programme in radio.lists:
            if programme.text:
                yield from self._words(one_line(programme.name), passage=self._prose(programme.text))
            yield from map(self._pick, programme.entries)

    def _pick(self, pick: RadioEntry) -> Document:
        title = lines.title(pick).plain
        names = [Said(name, pick.names_are_ours).plain for name in pick.names]
        facts = self._facts.get(pick.id) if pick.id else None
        return self._document(
            title, id=pick.id, facts=facts, titles=[title] if pick.title else [], authors=names
        )

    def _words(self, title: str, /, **said: str) -> Iterator[Document]:
        """A part of the issue that is no paper, if it says anything."""
        told = {field: each for field, each in said.items() if each}
        if told:
            yield Document(key=self._digest.key, title=title, said=told)

    def _document(
        self,
        title: str,
        *,
        id: ArxivId | None,
        facts: Paper | None,
        titles: list[str],
        authors: list[str],
        number: int | None = None,
        ref: str | None = None,
        **said: str,
    ) -> Document:
        """A paper: what the editor wrote of it, and what arXiv says even where that is not printed."""
        if facts:
            titles = [*titles, Said(facts.title, ours=False).plain]
            authors = [*authors, *(Said(author.name, ours=False).plain for author in facts.authors)]
            said["abstract"] = one_line(to_unicode(facts.abstract or ""))
        told = {
            "id": str(id or ""),
            "title": "\n".join(dict.fromkeys(titles)),
            "authors": "\n".join(dict.fromkeys(authors)),
            **said,
        }
        return Document(
            key=self._digest.key,
            number=number,
            id=id,
            ref=ref,
            title=title,
            said={field: each for field, each in told.items() if each},
            categories=facts.categories if facts else (),
        )

    def _written(self, said: Text | None) -> str:
        return self._prose(said.value) if said else ""

    def _prose(self, said: str | None) -> str:
        return flat(said, self._digest.links) if said else ""


def _titles(entry: Entry) -> list[str]:
    """Its title, and what the editor calls it behind its id where that is not how the title goes."""
    title = lines.title(entry).plain if entry.title else ""
    reminder = _plain(entry.note.reminder)
    return [each for each in (title, "" if reminder in title else reminder) if each]


def _plain(said: Text | None) -> str:
    return Said(said.value, ours=True).plain if said else ""
