"""An issue laid out for reading in a terminal: lead, 目录, papers, passages, radio lists."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from digestcli.cli import prose
from digestcli.markup import lines
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model import text as model
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation
from digestcli.model.issue import Passage

Lines = Iterator[Text]

_TITLE, _HEADING, _LABEL, _DIM = "bold", "bold cyan", "green", "dim"


class Page:
    """One issue at one width in cells; without a width, as in a pipe, every paragraph is one line."""

    def __init__(self, digest: Digest, width: int | None) -> None:
        self._digest = digest
        self._words = digest.words
        self._width = width

    def issue(self) -> Lines:
        """The whole issue."""
        yield from self._masthead()
        yield from self._prose(self._digest.lead)
        yield from self._contents()
        for part in self._digest.body:
            yield Text()
            match part:
                case Entry():
                    yield from self._entry(part)
                case Radiostation():
                    yield from self._radiostation(part)
                case Passage():
                    yield from self._line(part.heading.value, _HEADING)
                    yield from self._prose(part.text.value if part.text else None)

    def entries(self, chosen: Iterable[Entry]) -> Lines:
        """Some of the issue's papers."""
        for place, entry in enumerate(chosen):
            if place:
                yield Text()
            yield from self._entry(entry)

    def _masthead(self) -> Lines:
        digest = self._digest
        if digest.title:
            yield from self._line(digest.title, _TITLE)
        number = _("no. {number}").format(number=digest.number) if digest.number else None
        papers = plural("{n} paper", "{n} papers", len(digest.entries))
        yield from self._line(
            " · ".join(filter(None, (str(digest.key), number, digest.date, digest.byline, papers))), _DIM
        )

    def _contents(self) -> Lines:
        titles = list(lines.contents(self._digest))
        if titles:
            yield Text()
            yield from self._line(self._words.contents, _HEADING)
        for number, title in enumerate(titles, 1):
            yield from self._numbered(number, Text(title.plain))

    def _entry(self, entry: Entry) -> Lines:
        yield from self._line(f"{lines.heading(entry, self._words)}{lines.title(entry).plain}", _HEADING)
        if entry.pending:
            yield from self._line(_("facts not fetched yet: {command}").format(command="digest fetch"), _DIM)
        if entry.paper and entry.paper.is_deputys:
            from digestcli.cli.remarks import partial_remark  # noqa: PLC0415 - on most days none is

            yield from self._line(partial_remark(entry.paper), _DIM)
        for line in lines.labelled(entry, self._words):
            yield from self._labelled(line.label, line.said.plain)
        yield from self._part(self._words.summary, entry.note.summary)
        yield from self._part(self._words.recommendation, entry.note.recommendation)

    def _part(self, label: str, said: model.Text | None) -> Lines:
        lead = Text(f"{label}{self._words.colon}", _LABEL)
        if said:
            yield from self._prose(said.value, lead)
        else:
            yield Text()
            yield Text.assemble(lead, (_("not written yet"), _DIM))

    def _radiostation(self, radio: Radiostation) -> Lines:
        yield from self._line(radio.heading, _HEADING)
        yield from self._prose(radio.text)
        for programme in radio.lists:
            yield Text()
            yield from self._programme(programme)

    def _programme(self, programme: RadioProgramme) -> Lines:
        yield from self._line(programme.name, _TITLE)
        if audio := lines.recording(programme, self._words):
            yield from self._labelled(audio.label, audio.said.value)
        if programme.text:
            yield from prose.render(programme.text, self._width, links=self._digest.links)
        for pick in programme.entries:
            yield from self._numbered(pick.number, self._pick(pick))

    def _prose(self, words: str | None, lead: Text | None = None) -> Lines:
        """A blank line and the words, `lead` before the first of them."""
        if words:
            yield Text()
            yield from prose.render(words, self._width, lead, self._digest.links)

    def _line(self, words: str, style: str) -> Lines:
        yield from prose.wrap(Text(one_line(words), style), self._width)

    def _labelled(self, label: str, value: str) -> Lines:
        line = Text.assemble((f"{one_line(label)}{self._words.colon}", _LABEL), one_line(value))
        yield from prose.wrap(line, self._width)

    def _numbered(self, number: int, words: Text) -> Lines:
        yield from prose.wrap(words, self._width, first=f"{number:>2}. ", rest="    ")

    def _pick(self, pick: RadioEntry) -> Text:
        names = lines.presenters(pick, self._words)
        line = Text(f"{lines.title(pick).plain}{lines.full_stop(pick)}")
        for aside in (f"({names.plain})" if names else "", str(pick.id or "") if pick.title else ""):
            if aside:
                line = Text.assemble(line, " ", (aside, _DIM))
        return line
